"""A checkout of its own for a test: the example records, the schemas of the repository, and the command line."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from onrecord.cli import main
from onrecord.integrity.forms import Expected, rows_of_jsonl
from onrecord_build.example import EVENT, RELATIONSHIP, STATEMENT
from onrecord_build.release.manifest import sha256, sums_of

REPOSITORY = Path(__file__).resolve().parents[1]
EXAMPLE = Path(__file__).resolve().parent / "example"
__all__ = ["EVENT", "EXAMPLE", "RELATIONSHIP", "REPOSITORY", "STATEMENT", "Sandbox", "contents", "released", "rewrite"]


class Sandbox:
    """Edits records and runs commands in a folder that is thrown away."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
        shutil.copytree(REPOSITORY / "schemas", root / "schemas")
        for name in ("LICENSE-DATA", "CITATION.cff"):
            shutil.copy(REPOSITORY / name, root)
        (root / "CHANGELOG.md").write_text("# Changes\n\n## 1.2.3 (2026-02-10)\n", encoding="utf-8")

    def path(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a text as it is; a lone surrogate such as \\udce9 becomes the byte 0xE9, which is no UTF-8."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(text.encode("utf-8", "surrogateescape"))

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace a text that occurs once; return the line on which it stands."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))
        return text.count("\n", 0, text.index(old)) + 1

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command of `onrecord` in the sandbox: its exit status, what it printed, and what it complained of."""
        out, err = io.StringIO(), io.StringIO()
        before = Path.cwd()
        texts = os.environ.pop("ONRECORD_TEXTS", None)
        os.chdir(self.root)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = main(arguments)
        finally:
            os.chdir(before)
            if texts is not None:
                os.environ["ONRECORD_TEXTS"] = texts
        return status, out.getvalue(), err.getvalue()

    def report(self, *arguments: str) -> list[dict[str, Any]]:
        """The faults that `onrecord check` reports, as `--format json` gives them."""
        status, out, err = self.run("check", "--format", "json", *arguments)
        assert not err, err
        faults: list[dict[str, Any]] = json.loads(out)["faults"]
        assert status == (1 if faults else 0), out
        return faults

    def faults(self, *arguments: str) -> list[str]:
        """The faults that `onrecord check` reports: place, message, help."""
        return [f"{f['path']}:{f['line']}: {f['message']}. {_advice(f)}" for f in self.report(*arguments)]

    def codes(self, *arguments: str) -> list[tuple[str, int, str]]:
        """The faults that `onrecord check` reports: path, line, code."""
        return [(f["path"], f["line"], f["code"]) for f in self.report(*arguments)]

    def fault(self, *arguments: str) -> str:
        """The one fault that `onrecord check` reports."""
        faults = self.faults(*arguments)
        assert len(faults) == 1, "\n".join(faults) or "no fault"
        return faults[0]

    def commit(self) -> None:
        """Commit everything, and make the sandbox a repository of git if it is none."""
        for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Records"]):
            self.git(*arguments)

    def git(self, *arguments: str) -> None:
        """Run git in the sandbox."""
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *identity, *arguments], cwd=self.root, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def release(self) -> None:
        """Release every record as it is, as version 1.2.3, and begin with version 1.3.0."""
        self.write("CHANGELOG.md", "# Changes\n\n## 1.2.3 (2026-02-10)\n")
        status, _, err = self.run("generate")
        assert status == 0, err
        self.write("CHANGELOG.md", "# Changes\n\n## 1.3.0.dev0 (unreleased)\n")

    def build(self) -> Path:
        """Build a release and return its folder."""
        status, _, err = self.run("build")
        assert status == 0, err
        return self.root / "release" / "onrecord-1.2.3"


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a folder, by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def released(release: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table of a release, as JSON has their values."""
    path = release / "jsonl" / f"{table}.jsonl"
    return list(rows_of_jsonl(path.read_bytes(), Expected(table, [], 0))) if path.exists() else []


def rewrite(release: Path, name: str, data: bytes) -> None:
    """Another content of a file of a release, and a manifest and a list of digests that agree with it."""
    (release / name).write_bytes(data)
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][name] = {"bytes": len(data), "sha256": sha256(data)}
    text = json.dumps(manifest)
    (release / "manifest.json").write_text(text, encoding="utf-8")
    (release / "SHA256SUMS").write_text(sums_of(text), encoding="utf-8")


def _advice(fault: dict[str, Any]) -> str:
    meant = [choice["value"] for choice in fault["suggestions"]]
    return f"Did you mean {', '.join(meant)}? {fault['help']}" if meant else str(fault["help"])

"""A release is complete, describes itself, is the same to the byte every time, and is never half there."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import frictionless
import polars
import pyarrow.parquet as pq
import pytest

from onrecord_build import release as module
from sandbox import REPOSITORY, STATEMENT, Sandbox, contents


def holds_together(folder: Path) -> bool:
    """Whether every file is there and has the digest that the manifest gives."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    digests = {
        name: hashlib.sha256(data).hexdigest() for name, data in contents(folder).items() if name != "manifest.json"
    }
    return digests == {name: file["sha256"] for name, file in manifest["files"].items()}


def test_what_is_in_it(sandbox: Sandbox) -> None:
    folder = sandbox.build()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    tables = set(manifest["tables"])
    assert {"actors", "evidence", "statements", "terms", "retired_ids"} <= tables
    expected = {f"{t}.{form}" for t in tables for form in ("parquet", "json")}
    assert set(contents(folder)) == expected | {"datapackage.json", "manifest.json", "balance.md", "LICENSE-DATA.txt"}
    assert holds_together(folder)
    assert (manifest["version"], manifest["normal_form"]) == ("1.2.3", "c14n-1")
    for table, about in manifest["tables"].items():
        assert about["rows"] == pq.ParquetFile(folder / f"{table}.parquet").metadata.num_rows
        assert about["rows"] == len(json.loads((folder / f"{table}.json").read_text(encoding="utf-8")))


def test_two_builds_are_the_same_to_the_byte(sandbox: Sandbox) -> None:
    first = contents(sandbox.build())
    assert contents(sandbox.build()) == first


def test_the_content_digest_can_be_made_from_json_alone(sandbox: Sandbox) -> None:
    """What makes it independent of pyarrow: nothing but the values goes into it."""
    folder = sandbox.build()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    whole = ""
    for table in sorted(manifest["tables"]):
        rows = json.loads((folder / f"{table}.json").read_text(encoding="utf-8"))
        lines = [json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for row in rows]
        digest = hashlib.sha256("".join(lines).encode()).hexdigest()
        assert digest == manifest["tables"][table]["content_sha256"]
        whole += f"{digest}  {table}\n"
    assert hashlib.sha256(whole.encode()).hexdigest() == manifest["content_sha256"]


def test_a_changed_word_changes_the_digest(sandbox: Sandbox) -> None:
    before = json.loads((sandbox.build() / "manifest.json").read_text(encoding="utf-8"))
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    after = json.loads((sandbox.build() / "manifest.json").read_text(encoding="utf-8"))
    changed = {t for t in before["tables"] if before["tables"][t] != after["tables"][t]}
    assert changed == {"statements"}
    assert before["content_sha256"] != after["content_sha256"]


def test_frictionless_accepts_it_and_sees_damage(sandbox: Sandbox) -> None:
    folder = sandbox.build()
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "message"])
    table = folder / "actors.json"
    table.write_text(table.read_text(encoding="utf-8").replace('"state"', '"estate"'), encoding="utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_duckdb_and_polars_read_every_parquet_file(sandbox: Sandbox) -> None:
    for path in sandbox.build().glob("*.parquet"):
        rows = pq.ParquetFile(path).metadata.num_rows
        assert polars.read_parquet(path).height == rows
        assert duckdb.execute(f"select count(*) from '{path}'").fetchall() == [(rows,)]


def test_columns_carry_their_descriptions(sandbox: Sandbox) -> None:
    schema = pq.read_schema(sandbox.build() / "statements.parquet")
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.metadata[b"version"] == b"1.2.3"
    assert schema.field("speech_act").metadata[b"vocabulary"] == b"speech-act"


def test_the_summary_says_what_was_built(sandbox: Sandbox) -> None:
    status, out, _ = sandbox.run("build")
    assert status == 0
    assert "On Record 1.2.3" in out
    assert "1 statements" in out
    assert "3 February 2026" in out
    assert "release/onrecord-1.2.3" in out


def test_a_failure_while_writing_leaves_the_last_release(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(sandbox.build())
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_manifest", full)
    status, _, err = sandbox.run("build")
    assert status == 2
    assert "No space left" in err
    assert contents(sandbox.path("release/onrecord-1.2.3")) == before
    assert [p.name for p in sandbox.path("release").iterdir()] == ["onrecord-1.2.3"]


def test_a_failure_between_the_renames_leaves_the_last_release(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(sandbox.build())
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    rename, calls = Path.rename, []

    def second_fails(old: Path, new: Path) -> Path:
        calls.append(old)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return rename(old, new)

    monkeypatch.setattr(Path, "rename", second_fails)
    status, _, err = sandbox.run("build")
    assert status == 130
    assert "as it was" in err
    assert contents(sandbox.path("release/onrecord-1.2.3")) == before


def test_a_build_killed_between_the_renames_is_mended_by_the_next(sandbox: Sandbox) -> None:
    folder = sandbox.build()
    before = contents(folder)
    folder.rename(folder.with_name(".onrecord-1.2.3.old"))
    assert contents(sandbox.build()) == before
    assert [p.name for p in sandbox.path("release").iterdir()] == ["onrecord-1.2.3"]


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.2, 1.6, 2.0])
def test_a_killed_build_leaves_a_whole_release(sandbox: Sandbox, seconds: float) -> None:
    folder = sandbox.build()
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    command = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main(['build']))"]
    path = os.pathsep.join([str(REPOSITORY / "build"), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        command, cwd=sandbox.root, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.DEVNULL
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert holds_together(folder)


def test_a_checkout_without_heading(sandbox: Sandbox) -> None:
    sandbox.write("CHANGELOG.md", "# Changes\n")
    status, _, err = sandbox.run("build")
    assert status == 2
    assert "has no heading such as" in err


def test_outside_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from onrecord.cli import main

    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "is not inside a clone" in capsys.readouterr().err

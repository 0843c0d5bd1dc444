"""A release is never half there: interrupted, killed, on a full disk, or built twice at the same time."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.integrity import examine
from onrecord.releases.opening import reached
from onrecord_build.release import place as module
from sandbox import REPOSITORY, STATEMENT, Sandbox, contents

RELEASE = ["onrecord-1.2.3", "onrecord-1.2.3.zip"]
INTERRUPTION = "Interrupted; what was there before is as it was. Run the command again.\n"


def is_whole(path: Path) -> bool:
    """Whether everything in a release is as it says."""
    return examine(reached(path)).findings == []


def left_in(sandbox: Sandbox) -> list[str]:
    return sorted(path.name for path in sandbox.path("release").iterdir() if path.name != ".lock")


def build_aside(sandbox: Sandbox, before: str = "pass") -> subprocess.Popen[str]:
    """Start a build in a process of its own."""
    code = f"import sys; from onrecord.cli import main; {before}; sys.exit(main(['build']))"
    path = os.pathsep.join([str(REPOSITORY / "build"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=sandbox.root,
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_failure_while_writing_leaves_the_last_release(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(sandbox.build())
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_archive", full)
    status, _, err = sandbox.run("build")
    assert status == 2
    assert "No space left" in err
    assert contents(sandbox.path("release/onrecord-1.2.3")) == before
    assert left_in(sandbox) == RELEASE


def everything(sandbox: Sandbox) -> dict[str, bytes]:
    """The bytes of all releases, folders and zips."""
    return {name: data for name, data in contents(sandbox.path("release")).items() if name != module.LOCK}


@pytest.mark.parametrize("which", [1, 2, 3, 4])
def test_a_failure_at_any_of_the_renames_leaves_the_last_release(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    sandbox.build()
    before = everything(sandbox)
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    rename, calls = Path.rename, []

    def one_fails(old: Path, new: Path) -> Path:
        calls.append(old)
        if len(calls) == which:
            raise KeyboardInterrupt
        return rename(old, new)

    monkeypatch.setattr(Path, "rename", one_fails)
    status, _, err = sandbox.run("build")
    assert status == 130
    assert "as it was" in err
    assert everything(sandbox) == before


@pytest.mark.parametrize("taken", [["folder"], ["zip"], ["folder", "zip"]])
def test_a_build_killed_between_the_renames_is_mended_by_the_next(sandbox: Sandbox, taken: list[str]) -> None:
    """Also by that of another version, whose name begins alike."""
    sandbox.build()
    before = everything(sandbox)
    aside = sandbox.path("release") / ".before-onrecord-1.2.3"
    aside.mkdir()
    for name in RELEASE:
        if ("zip" if name.endswith(".zip") else "folder") in taken:
            (sandbox.path("release") / name).rename(aside / name)
    (sandbox.path("release") / ".writing-abc").mkdir()
    sandbox.write("CHANGELOG.md", "# Changes\n\n## 1.2.3.dev4 (unreleased)\n")
    assert sandbox.run("build")[0] == 0
    assert {name: data for name, data in everything(sandbox).items() if "dev4" not in name} == before
    assert left_in(sandbox) == [RELEASE[0], "onrecord-1.2.3.dev4", "onrecord-1.2.3.dev4.zip", RELEASE[1]]


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_what_is_no_folder_makes_way(sandbox: Sandbox, tmp_path: Path, kind: str) -> None:
    place = sandbox.path("release") / RELEASE[0]
    place.parent.mkdir()
    if kind == "file":
        place.write_text("", encoding="utf-8")
    else:
        place.symlink_to(tmp_path if kind == "link" else tmp_path / "none")
    for _ in range(2):
        sandbox.build()
        assert left_in(sandbox) == RELEASE
        assert is_whole(place) and not place.is_symlink()
    assert tmp_path.is_dir()


def test_whoever_builds_it_others_can_read_it(sandbox: Sandbox) -> None:
    process = build_aside(sandbox, "import os; os.umask(0o077)")
    process.communicate()
    folder = sandbox.path("release") / RELEASE[0]
    paths = [folder, folder.with_name(RELEASE[1]), *folder.rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o755, 0o644}


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.2, 1.6, 2.0, 2.4])
def test_a_killed_build_leaves_a_whole_release(sandbox: Sandbox, seconds: float) -> None:
    folder = sandbox.build()
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    process = build_aside(sandbox)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert is_whole(folder)
    sandbox.build()
    assert left_in(sandbox) == RELEASE
    assert all(is_whole(sandbox.path("release") / name) for name in RELEASE)


SLOW = """
import time, onrecord_build.release.formats.{0} as module
write = module.write
def slow(*arguments):
    print("now", file=sys.stderr, flush=True)
    {1}
import onrecord_build.release.contents as contents
contents.WRITERS["{2}"] = slow
"""
BETWEEN = "time.sleep(60); write(*arguments)"
WITHIN = "write(*arguments); (arguments[1] / 'half').write_text('half'); time.sleep(60)"
ENDLESS = """
import onrecord_build.release.formats.sqlite as module
def endless(database, store):
    print("now", file=sys.stderr, flush=True)
    database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n").fetchall()
module._explain = endless
"""
INTERRUPTED = {
    "between files": SLOW.format("csv", BETWEEN, "csv"),
    "within a file": SLOW.format("parquet", WITHIN, "parquet"),
    "within a long statement of SQLite": ENDLESS,
}


@pytest.mark.parametrize("before", INTERRUPTED.values(), ids=INTERRUPTED)
def test_an_interrupted_build_leaves_the_last_release(sandbox: Sandbox, before: str) -> None:
    sandbox.build()
    kept = everything(sandbox)
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    process = build_aside(sandbox, f"exec({before!r})")
    assert process.stderr is not None
    while process.stderr.readline() not in ("now\n", ""):
        pass
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, INTERRUPTION)
    assert everything(sandbox) == kept
    assert left_in(sandbox) == RELEASE


# From nothing to almost enough for the largest file, so that each kind of writer meets its end.
@pytest.mark.parametrize("kilobytes", [0, 3, 8, 20, 60, 150, 300])
def test_a_full_disk_leaves_the_last_release(sandbox: Sandbox, kilobytes: int) -> None:
    folder = sandbox.build()
    before = contents(folder)
    assert max(map(len, before.values())) > 300 * 1024
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    limit = f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024}, {resource.RLIM_INFINITY}))"
    _, err = (process := build_aside(sandbox, limit)).communicate()
    assert process.returncode == 2, err
    assert "File too large" in err and "Traceback" not in err
    assert contents(folder) == before
    assert left_in(sandbox) == RELEASE
    assert is_whole(sandbox.path("release") / RELEASE[1])


def test_two_builds_at_the_same_time(sandbox: Sandbox) -> None:
    processes = [build_aside(sandbox) for _ in range(3)]
    complaints = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], complaints
    assert set(complaints) <= {"", "Another build is writing a release; waiting for it.\n"}
    assert left_in(sandbox) == RELEASE
    assert all(is_whole(sandbox.path("release") / name) for name in RELEASE)


def test_one_build_waits_for_another(sandbox: Sandbox) -> None:
    from filelock import FileLock

    sandbox.path("release").mkdir()
    with FileLock(sandbox.path("release") / module.LOCK):
        process = build_aside(sandbox)
        assert process.stderr is not None
        assert process.stderr.readline() == "Another build is writing a release; waiting for it.\n"
        assert left_in(sandbox) == []
    process.communicate()
    assert process.returncode == 0
    assert left_in(sandbox) == RELEASE


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

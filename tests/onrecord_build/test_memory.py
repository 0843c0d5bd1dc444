"""A check that remembers the last one says what a check says that remembers nothing, whatever happened in between."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord_build import memory
from onrecord_build.check import check
from onrecord_build.faults import Fault
from onrecord_build.memory import FOLDER, Memory
from onrecord_build.project import Project
from sandbox import EVENT, STATEMENT, Sandbox

ACTORS = "dataset/actors.csv"
TERMS = "schemas/terms.csv"


@pytest.fixture(autouse=True)
def _a_fast_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests change files within the time in which no time stamp is trusted; a few milliseconds do for their disk."""
    monkeypatch.setattr(memory, "TICK", 20_000_000)


def found(sandbox: Sandbox, remembering: Memory | None = None) -> tuple[list[Fault], dict[str, list[dict[str, Any]]]]:
    """The faults, and the typed records in order."""
    dataset, faults = check(Project(sandbox.root), None, remembering)
    return faults, {name: [dict(row) for row in rows] for name, rows in dataset.records.rows.items()}


def compared(sandbox: Sandbox) -> list[Fault]:
    """The faults of a check that remembers the last one; they are those of one that does not."""
    remembering = Memory(Project(sandbox.root))
    faults, records = found(sandbox)
    if remembering.unchanged():
        assert faults == []
        assert remembering.found_before == {name: len(rows) for name, rows in records.items() if rows}
    assert found(sandbox, remembering) == (faults, records)
    return faults


def records_of(sandbox: Sandbox) -> list[Path]:
    return sorted(sandbox.path("dataset").rglob("*.*"))


Edit = Callable[[Sandbox, random.Random], None]


def damage(sandbox: Sandbox, chance: random.Random) -> None:
    path = chance.choice(records_of(sandbox))
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    piece = chance.choice([b"", b"x", b"\n", b": ", b"\xff", b'"', b"#", b","])
    path.write_bytes(data[:at] + piece + data[at + chance.randrange(3) :])


def same_size(sandbox: Sandbox, chance: random.Random) -> None:
    """Another content of the same size, with the time of the last change set back."""
    path = chance.choice(records_of(sandbox))
    before, data = path.stat(), bytearray(path.read_bytes())
    at = chance.randrange(len(data)) if data else 0
    data[at : at + 1] = b"x"
    path.write_bytes(bytes(data))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def swap(sandbox: Sandbox, chance: random.Random) -> None:
    """Two files change places."""
    one, other = chance.choice(records_of(sandbox)), chance.choice(records_of(sandbox))
    between = sandbox.path("between")
    one.rename(between)
    if other.exists():
        other.rename(one)
    between.rename(other)


def rename(sandbox: Sandbox, chance: random.Random) -> None:
    path = chance.choice(records_of(sandbox))
    path.rename(path.with_name(f"{path.stem}{chance.choice(['1', '-a', ''])}{path.suffix}"))


def delete(sandbox: Sandbox, chance: random.Random) -> None:
    chance.choice(records_of(sandbox)).unlink()


def add(sandbox: Sandbox, chance: random.Random) -> None:
    path = chance.choice(records_of(sandbox))
    path.with_name(f"{path.stem}-{chance.randrange(3)}{path.suffix}").write_bytes(path.read_bytes())


def touch(sandbox: Sandbox, chance: random.Random) -> None:
    chance.choice(records_of(sandbox)).touch()


def terms(sandbox: Sandbox, chance: random.Random) -> None:
    """A vocabulary loses a code, and what was right is wrong."""
    lines = sandbox.read(TERMS).splitlines(keepends=True)
    del lines[chance.randrange(1, len(lines))]
    sandbox.write(TERMS, "".join(lines))


def version(sandbox: Sandbox, chance: random.Random) -> None:
    sandbox.write("CHANGELOG.md", f"# Changes\n\n## 1.{chance.randrange(9)}.0.dev0 (unreleased)\n")


def undo(sandbox: Sandbox, chance: random.Random) -> None:
    """Every record as it was at first."""
    with tempfile.TemporaryDirectory() as place:
        fresh = Sandbox(Path(place) / "fresh")
        for path in records_of(fresh):
            target = sandbox.root / path.relative_to(fresh.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() or target.read_bytes() != path.read_bytes():
                target.write_bytes(path.read_bytes())


def forget(sandbox: Sandbox, chance: random.Random) -> None:
    """What is remembered is damaged, or lost."""
    path = chance.choice(sorted(sandbox.path(FOLDER).iterdir()))
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    path.write_bytes(chance.choice([b"", data[:at], data[:at] + b"x" + data[at + 1 :]]))


EDITS: list[Edit] = [damage, damage, same_size, swap, rename, delete, add, touch, terms, version, undo, undo, forget]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(EDITS), max_size=3), min_size=1, max_size=6), st.randoms(use_true_random=False)
)
def test_what_is_remembered_changes_nothing(rounds: list[list[Edit]], chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as place:
        sandbox = Sandbox(Path(place) / "checkout")
        compared(sandbox)
        for edits in rounds:
            for edit in edits:
                if records_of(sandbox):
                    edit(sandbox, chance)
            if chance.random() < 0.5:
                time.sleep(0.03)  # so that time stamps are trusted
            compared(sandbox)


def again(sandbox: Sandbox, *arguments: str) -> tuple[int, str, str]:
    """Run a check when every file has been left alone for a while."""
    time.sleep(0.05)
    return sandbox.run("check", *arguments)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files of the dataset that are read."""
    names: list[str] = []
    from onrecord_build import files, read

    def content(path: str) -> bytes:
        if "/dataset/" in path:
            names.append(path.partition("/dataset/")[2])
        return files.content(path)

    monkeypatch.setattr(read, "content", content)
    monkeypatch.setattr(memory, "content", content)
    yield names


def test_a_file_that_nothing_has_touched_is_not_read_again(sandbox: Sandbox, reads: list[str]) -> None:
    first = again(sandbox)
    assert first[0] == 0 and STATEMENT.removeprefix("dataset/") in reads
    again(sandbox)
    reads.clear()
    assert again(sandbox) == first and reads == []
    sandbox.path(STATEMENT).touch()
    assert again(sandbox) == first and reads == [STATEMENT.removeprefix("dataset/")]


def test_of_a_changed_dataset_the_changed_file_is_read(sandbox: Sandbox, reads: list[str]) -> None:
    again(sandbox)
    again(sandbox)
    sandbox.edit(EVENT, "kind: press-briefing", "kind: party")
    reads.clear()
    assert again(sandbox)[0] == 1
    assert EVENT.removeprefix("dataset/") in reads and STATEMENT.removeprefix("dataset/") not in reads


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_report_is_the_same(sandbox: Sandbox, form: str) -> None:
    first = again(sandbox, "--format", form)
    assert first == again(sandbox, "--format", form) == again(sandbox, "--format", form)
    assert again(sandbox, "--format", form, EVENT)[0] == 0


def test_texts_are_looked_at_again(sandbox: Sandbox) -> None:
    texts = str(sandbox.path("archive"))
    first = again(sandbox, "--texts", texts)
    assert first[0] == 0 and again(sandbox, "--texts", texts) == first
    for path in sandbox.path("archive").iterdir():
        path.write_bytes(path.read_bytes().upper())
    assert again(sandbox, "--texts", texts)[0] == sandbox_without_memory(sandbox, texts)


def sandbox_without_memory(sandbox: Sandbox, texts: str) -> int:
    _, faults = check(Project(sandbox.root), Path(texts))
    return 1 if faults else 0


def test_other_code_forgets(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    again(sandbox)
    assert Memory(Project(sandbox.root)).unchanged()
    other = tmp_path / "code"
    other.mkdir()
    monkeypatch.setattr(memory, "_code", lambda: [str(other)])
    changed = Memory(Project(sandbox.root))
    assert not changed.unchanged() and changed.recall(STATEMENT) is None


def test_the_folder_is_of_no_concern_to_git_and_can_be_deleted(clone: Sandbox) -> None:
    first = again(clone)
    assert clone.read(f"{FOLDER}/.gitignore").endswith("*\n")
    clone.git("diff", "--exit-code")
    for path in clone.path(FOLDER).iterdir():
        path.unlink()
    clone.path(FOLDER).rmdir()
    assert again(clone) == first


def test_where_nothing_can_be_kept_nothing_is(sandbox: Sandbox) -> None:
    sandbox.write(FOLDER, "a file")
    first = again(sandbox)
    assert first[0] == 0 and again(sandbox) == first and sandbox.read(FOLDER) == "a file"

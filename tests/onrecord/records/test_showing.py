"""`onrecord show`: every kind of record, the same by the index and by the tables, and at the price of neither."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.catalog import resources
from onrecord.cli import main
from onrecord.errors import OnRecordError
from onrecord.records import rows
from onrecord.records.rows import INDEX, Rows
from onrecord.records.showing import show
from onrecord.release import Release
from onrecord.store import FolderStore, Store
from onrecord_build.compile import compile_project
from onrecord_build.project import Project
from onrecord_build.release.contents import write_installed
from sandbox import Sandbox

RETIRED = """id,replaced_by,reason,version
old-muster,max-muster,It was one.,1.2.3
st-0002-gone,,It was none.,1.2.3
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an installed copy holds of the example records."""
    sandbox = Sandbox(tmp_path_factory.mktemp("showing") / "checkout")
    sandbox.write("dataset/retired_ids.csv", RETIRED)
    data = sandbox.root.with_name("data")
    data.mkdir()
    write_installed(compile_project(Project(sandbox.root)), data)
    return data


def without_index(folder: Path, to: Path) -> FolderStore:
    """The same tables where there is no index."""
    to.mkdir()
    for path in folder.iterdir():
        if path.name != INDEX:
            (to / path.name).symlink_to(path)
    return FolderStore(to)


def identifiers(store: Store) -> list[str]:
    """The names of the records, with slashes where several columns make one."""
    found = []
    for table, resource in resources(store).items():
        if table not in (*rows.NOT_INDEXED, "terms"):
            key = resource["schema"]["primaryKey"]
            found += ["/".join(map(str, row.values())) for row in store.read(table).select(key).to_pylist()]
    return found


def told(store: Store, record: str) -> str:
    try:
        return show(store, record)
    except OnRecordError as error:
        return f"Error: {error}"


def test_by_index_and_by_tables_it_is_the_same(folder: Path, tmp_path: Path) -> None:
    indexed, plain = FolderStore(folder), without_index(folder, tmp_path / "plain")
    names = identifiers(indexed)
    assert {"max-muster", "st-0001-we-will-not", "st-0001-we-will-not/1", "old-muster", "rel-0001-treaty"} <= {*names}
    for name in [
        *names,
        "",
        " ",
        "/",
        "no-such-record",
        "MAX-MUSTER",
        "Max Muster",
        "'; --",
        "\x00",
        "\udcff",
        "x" * 99,
    ]:
        assert told(indexed, name) == told(plain, name), name


def test_by_index_and_by_tables_it_is_the_same_for_the_repository(
    files: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.store
    tables = Rows(store, None)
    sample = [name for name in identifiers(store) if "/" not in name][::97]
    indexed = [told(store, name) for name in sample]
    monkeypatch.setattr("onrecord.records.showing.rows_of", lambda store: tables)
    assert [told(store, name) for name in sample] == indexed
    assert not any(text.startswith("Error") for text in indexed)


SHOWN = {
    "max-muster": [
        "max-muster  (actors)  On Record 1.2.3",
        "name: Max Muster",
        "country: xea (Example State)",
        "[1] ev-0003-",
    ],
    "xea": ["region: western-europe", "[1] ev-0005-xea: supports, document-fact", "Example Times"],
    "evt-0001-briefing": ["(events)", "event_participants max-muster", "[1] ev-"],
    "rel-0001-treaty": [
        "object: xeb (Sample Republic)",
        "amount: 12.5",
        "unit: USD",
        "instrument: Treaty of Example City",
    ],
    "ten-0001-muster-minister": ["contested: no", "holder: max-muster (Max Muster)", "[1] ev-0007-office"],
    "st-0001-we-will-not": [
        "speaker: max-muster (Max Muster)",
        "tenure: ten-0001-muster-minister (minister of foreign affairs)",
        "topics: diplomacy-mediation, sovereignty-territory",
        "statement_targets 1",
        "  target_actor: xeb (Sample Republic)",
        "statement_positions prp-0002-own-laws",
        "“Мы этого не сделаем” (ru)",
    ],
    "src-0001-example-times": ["(sources)", "publisher: example-times (Example Times)"],
    "ev-0010-agency": ["(evidence)", "statement: st-0001-we-will-not", "exact: Мы этого не сделаем"],
    "prp-0002-own-laws": ["(propositions)", "text: "],
}


@pytest.mark.parametrize("record", SHOWN)
def test_every_kind_of_record(folder: Path, record: str) -> None:
    text = show(FolderStore(folder), record)
    assert [part for part in SHOWN[record] if part not in text] == []
    assert "None" not in text and "[]" not in text
    assert all(len(line) <= 100 or " " not in line.strip() or "http" in line for line in text.splitlines())


def test_what_is_nested_is_shown_with_its_record(folder: Path) -> None:
    store = FolderStore(folder)
    assert show(store, "st-0001-we-will-not/1") == show(store, "st-0001-we-will-not")


@pytest.mark.parametrize(
    ("record", "message", "run"),
    [
        ("old-muster", "old-muster was merged into max-muster in 1.2.3: It was one.", "onrecord show max-muster"),
        ("st-0002-gone", "st-0002-gone was withdrawn in 1.2.3: It was none.", "onrecord resolve st-0002-gone"),
        ("max-mustr", "no 'max-mustr'", "onrecord resolve max-muster"),
        ("no such record", "no 'no such record'", "onrecord tables"),
        ("", "no ''", "onrecord tables"),
        ("\udcff", "no '?'", "onrecord tables"),
    ],
)
def test_what_is_not_there(
    folder: Path,
    install: Callable[[Path], None],
    capsys: pytest.CaptureFixture[str],
    record: str,
    message: str,
    run: str,
) -> None:
    install(folder)
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr] # as the console of a terminal would
    assert main(["show", record]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err and run in err


SHOW = """
import sys
from pathlib import Path
from onrecord import store
store.INSTALLED = Path(sys.argv[1])
from onrecord.cli import main
status = main(["show", sys.argv[2]])
heavy = {"pyarrow", "pandas", "numpy", "polars", "duckdb", "onrecord_build", "difflib"}
print(status, sorted({name.partition(".")[0] for name in sys.modules} & heavy))
"""


def test_where_there_is_an_index_nothing_is_imported_for_it(folder: Path) -> None:
    command = [sys.executable, "-c", SHOW, str(folder), "st-0001-we-will-not"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    *text, last = done.stdout.splitlines()
    assert last == "0 []"
    assert "\n".join(text) == show(FolderStore(folder), "st-0001-we-will-not")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are those of POSIX")
def test_nothing_is_written_into_the_folder(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        command = [sys.executable, "-c", SHOW, str(folder), "max-muster"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert done.stdout.splitlines()[0] == "max-muster  (actors)  On Record 1.2.3"
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_what_is_no_more_within_a_record_is_told(folder: Path) -> None:
    store = FolderStore(folder)
    with pytest.raises(OnRecordError, match=r"has no 'st-0001-we-will-not/999'"):
        show(store, "st-0001-we-will-not/999")

"""Tables in parts: what is taken for one, how its rows are counted, and what is said of folders that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_tables import tables

from onrecord.cli import main
from onrecord_build.tables import ENGINES
from onrecord_build.tables.check import check_tables
from sandbox import REPOSITORY, Sandbox

SCHEMAS = REPOSITORY / "schemas"
ENGINES_HERE = [name for name in ENGINES if name != "spark"]  # which has a test beside its other ones


@pytest.fixture(scope="module")
def actors() -> pl.DataFrame:
    return tables(60, 1)["actors"]


def put(frame: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(["check", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def wrong_kinds(out: str) -> dict[tuple[str, str], list[int]]:
    return {(kind["table"], kind["code"]): kind["rows"] for kind in json.loads(out)["kinds"]}


PLACES = [
    "reason=a/p.parquet",
    "reason=a-1/p.parquet",
    "reason=a/p-1.parquet",
    "reason=b/p.parquet",
    "reason=B/p.parquet",
]


@pytest.mark.parametrize("engine", ENGINES_HERE)
@settings(max_examples=8, deadline=None)
@given(wrong=st.dictionaries(st.sampled_from(PLACES), st.lists(st.booleans(), min_size=1, max_size=4), min_size=1))
def test_rows_are_counted_through_in_the_order_of_paths_as_text(
    engine: str, wrong: dict[str, list[bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("counted") / "retired_ids"
    for name, some in wrong.items():
        put(pl.DataFrame({"version": ["first" if one else "1.0.0" for one in some]}), folder / name)
    found = check_tables([folder], SCHEMAS, engine)
    through = [one for name in sorted(wrong) for one in wrong[name]]
    rows = [
        row for kind in found.kinds if (kind.column, kind.code) == ("version", "wrong-pattern") for row in kind.rows
    ]
    assert rows == [number for number, one in enumerate(through, start=1) if one]
    assert found.rows == {"retired_ids": len(through)}


@pytest.mark.parametrize("engine", ENGINES_HERE)
def test_what_a_build_wrote_in_parts_is_checked(
    engine: str, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    by = ("statements=said_month", "actors=kind", "sources=accessed_year")
    status, _, err = sandbox.run("build", *(word for one in by for word in ("--partition", one)))
    assert status == 0, err
    (release,) = (path for path in sandbox.path("release").iterdir() if path.is_dir())
    parts = release / "parquet-partitioned"
    status, out, err = run(capsys, parts, "--engine", engine, "--format", "json")
    assert (status, err) == (0, "") and json.loads(out)["rows"].keys() == {"statements", "actors", "sources"}
    whole = check_tables([release / "parquet" / f"{name}.parquet" for name in json.loads(out)["rows"]], SCHEMAS)
    assert wrong_kinds(out).keys() == {(kind.table, kind.code) for kind in whole.kinds}


def test_the_file_has_the_last_word_over_the_folder(actors: pl.DataFrame, tmp_path: Path) -> None:
    put(actors, tmp_path / "actors" / "kind=nonsense" / "part-0.parquet")
    for engine in ENGINES_HERE:
        assert "kind" not in {kind.column for kind in check_tables([tmp_path], SCHEMAS, engine).kinds}


def test_a_folder_of_tables_may_be_called_as_one(
    actors: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(actors, tmp_path / "sources" / "actors.parquet")
    (tmp_path / "sources" / "events").mkdir()
    (tmp_path / "sources" / "events" / "list.txt").touch()  # no table, and never was
    _, out, err = run(capsys, tmp_path / "sources", "--format", "json")
    assert err == "" and json.loads(out)["rows"] == {"actors": len(actors)}


def _empty(folder: Path, frame: pl.DataFrame) -> Any:
    folder.mkdir()
    return folder, "holds no rows", f"rmdir {folder}"


def _only_marks(folder: Path, frame: pl.DataFrame) -> Any:
    folder.mkdir()
    (folder / "_SUCCESS").touch()
    return folder, "holds no rows", f"rmdir {folder}"


def _mixed(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    (folder / "part-1.csv").touch()
    return folder / "part-1.csv", "is no part of a table", f"ls -l {folder / 'part-1.csv'}"


def _other_folders(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    put(frame, folder / "old" / "part-0.parquet")
    return folder / "old", "is no part of a table", f"ls -l {folder / 'old'}"


def _broken(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    (folder / "part-1.parquet").write_bytes(b"PAR1 and more, but no Parquet PAR1")
    return folder / "part-1.parquet", "cannot be read as a Parquet file", f"head -c 300 {folder / 'part-1.parquet'}"


def _damaged(folder: Path, frame: pl.DataFrame) -> Any:
    """Only its values cannot be read; what it says of itself can."""
    put(frame, folder / "part-0.parquet")
    put(frame, folder / "part-1.parquet")
    data = bytearray((folder / "part-1.parquet").read_bytes())
    data[4:2000] = b"\xff" * 1996
    (folder / "part-1.parquet").write_bytes(data)
    return folder / "part-1.parquet", "cannot be read as a Parquet file", f"head -c 300 {folder / 'part-1.parquet'}"


def _without_content(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    (folder / "part-1.parquet").touch()
    return folder / "part-1.parquet", "is empty", f"rm {folder / 'part-1.parquet'}"


def _other_columns(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    put(frame.with_columns(label=1), folder / "part-1.parquet")
    return folder / "part-1.parquet", "differ in the column 'label'", f"ls -R {folder}"


def _by_other_columns(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    put(frame, folder / "kind=person" / "part-0.parquet")
    return folder / "part-0.parquet", "lies in folders by no column", f"ls -R {folder}"


def _delta(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    (folder / "_delta_log").mkdir()
    return folder, "is a table of Delta Lake", "onrecord check --help"


def _twice(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder / "part-0.parquet")
    put(frame, folder.parent / "actors.parquet")
    return folder.parent / "actors.parquet", f"and {folder} are both the table actors", "name one of them."


def _not_a_table(folder: Path, frame: pl.DataFrame) -> Any:
    put(frame, folder.parent / "acters" / "kind=person" / "part-0.parquet")
    return folder.parent / "acters", "Did you mean `actors`?", "tenures, terms."


NONE = [_empty, _only_marks, _mixed, _other_folders, _broken, _damaged, _without_content, _other_columns]
NONE += [_by_other_columns, _delta, _twice, _not_a_table]


@pytest.mark.parametrize("case", NONE)
@pytest.mark.parametrize("engine", ENGINES_HERE)
def test_what_is_no_table_in_parts_is_said_once_and_named(
    engine: str, case: Any, actors: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, what, run_this = case(tmp_path / "actors", actors)
    put(tables(60, 1)["terms"], tmp_path / "terms.parquet")
    status, out, err = run(capsys, tmp_path, "--engine", engine)
    assert (status, out) == (2, "")
    assert err.startswith(str(place)) and what in err and run_this in err


@pytest.mark.parametrize("case", [_empty, _mixed, _broken])
def test_a_folder_that_was_given_says_the_same(
    case: Any, actors: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, what, _ = case(tmp_path / "actors", actors)
    status, _, err = run(capsys, tmp_path / "actors")
    assert status == 2 and err.startswith(str(place)) and what in err

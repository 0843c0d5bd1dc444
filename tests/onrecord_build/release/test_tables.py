"""Tables that a machine made become a release that says it is theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import onrecord
from onrecord.integrity import examine
from onrecord.integrity.partitions import FOLDER
from onrecord.releases.opening import reached
from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.project import Project
from onrecord_build.release.formats import csv, jsonl, parquet, partitioned
from onrecord_build.release.tables import EXAMPLE, store_of_tables
from sandbox import Sandbox, contents

WRITE: dict[str, Callable[[MemoryStore, Path], None]] = {
    "parquet": parquet.write,
    "csv": csv.write,
    "jsonl": jsonl.write,
}
PLACE = "release/example-speeches-1.0.0"
COMPUTED = ("balance", "position_matrix", "provenance", "renderings")


@pytest.fixture
def store(sandbox: Sandbox) -> MemoryStore:
    sandbox.edit("dataset/actors.csv", "Max Muster", "=Max Muster")
    return compile_project(Project(sandbox.root))


def put(sandbox: Sandbox, store: MemoryStore, form: str) -> Path:
    """The tables of the sandbox in a folder, as a machine would have written them."""
    WRITE[form](store, sandbox.root)
    folder = sandbox.path(form)
    sandbox.write(f"{form}/CITATION.cff", EXAMPLE)
    return folder


@pytest.mark.parametrize("form", WRITE)
def test_the_same_release_as_from_records(sandbox: Sandbox, store: MemoryStore, form: str) -> None:
    """Word for word but for what it is called, whatever form the tables come in."""
    status, _, err = sandbox.run("build", "--tables", str(put(sandbox, store, form)))
    assert status == 0, err
    place = sandbox.path(PLACE)
    assert examine(reached(place)).findings == [] == examine(reached(sandbox.path(f"{PLACE}.zip"))).findings
    own, theirs = (
        json.loads((folder / "manifest.json").read_text(encoding="utf-8")) for folder in (sandbox.build(), place)
    )
    assert theirs["tables"] == own["tables"]
    opened = onrecord.open(place)
    assert (opened.version, list(opened.load("statements")["speaker"])) == ("1.0.0", ["max-muster"])


def test_tables_in_parts_are_released_as_others(sandbox: Sandbox, store: MemoryStore) -> None:
    folder = put(sandbox, store, "parquet")
    by = {"actors": "kind", "statements": "said_month", "evidence": "support", "relationships": "amount"}
    partitioned.write(store, sandbox.root, by)
    for name in by:
        (folder / f"{name}.parquet").unlink()
        sandbox.path(f"{FOLDER}/{name}").rename(folder / name)
    status, _, err = sandbox.run("build", "--tables", str(folder))
    assert status == 0, err
    own, theirs = (
        json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        for place in (sandbox.build(), sandbox.path(PLACE))
    )
    assert theirs["tables"] == own["tables"]
    (folder / "actors" / "list.txt").touch()
    status, _, err = sandbox.run("build", "--tables", str(folder))
    assert status == 2 and err.startswith(str(folder / "actors" / "list.txt"))


def test_nothing_of_this_project_is_said_of_it(sandbox: Sandbox, store: MemoryStore) -> None:
    assert sandbox.run("build", "--tables", str(put(sandbox, store, "parquet")))[0] == 0
    folder = sandbox.path(PLACE)
    for name in ("croissant.json", "dataset.jsonld", "README.md", "LICENSE-DATA.txt", "dictionary.md", "manifest.json"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "Example speeches" in text or name == "manifest.json", name
        for word in ("On Record", "The project", "Venezuela", "excepted"):
            assert word not in text, (name, word)
    assert (folder / "CITATION.cff").read_text(encoding="utf-8") == EXAMPLE
    assert (folder / "example-speeches.sqlite").is_file()
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (told["name"], told["contributors"][0]["title"]) == ("example-speeches", "Example University")


def test_what_is_missing_is_empty_and_what_was_computed_is_kept(sandbox: Sandbox, store: MemoryStore) -> None:
    folder = put(sandbox, store, "parquet")
    for name in (*COMPUTED, "designations", "terms", "errata"):
        (folder / f"{name}.parquet").unlink()
    bounds = [f"said_{end}" for end in ("earliest", "latest", "precision")]
    statements = pq.read_table(folder / "statements.parquet")
    pq.write_table(statements.drop_columns([*bounds, "note"]), folder / "statements.parquet")
    passages = pq.read_table(folder / "evidence.parquet")
    pq.write_table(passages.drop_columns(["shows"]), folder / "evidence.parquet")
    status, _, err = sandbox.run("build", "--tables", str(folder))
    assert status == 0, err
    built = sandbox.path(PLACE) / "parquet"
    assert pq.read_table(built / "statements.parquet").equals(statements)
    assert set(map(tuple, pq.read_table(built / "evidence.parquet")["shows"].to_pylist())) == {()}
    assert pq.read_table(built / "terms.parquet").equals(store.tables["terms"])
    for name in (*COMPUTED, "designations", "errata"):
        found = pq.read_table(built / f"{name}.parquet")
        assert (found.num_rows, found.schema.equals(store.tables[name].schema)) == (0, True)


def test_the_order_of_rows_and_columns_says_nothing(sandbox: Sandbox, store: MemoryStore) -> None:
    shuffled = {
        name: table.select(table.column_names[::-1]).take(pa.array(range(table.num_rows)[::-1], pa.int64()))
        for name, table in store.tables.items()
    }
    again = store_of_tables(shuffled, store.schemas, store.identity)
    assert {name: table.equals(store.tables[name]) for name, table in again.tables.items()} == dict.fromkeys(
        store.tables, True
    )


def without(folder: Path, name: str) -> None:
    (folder / name).unlink()


def column(folder: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    path = folder / "statements.parquet"
    pq.write_table(change(pq.read_table(path)), path)


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "no citation": (lambda f: without(f, "CITATION.cff"), "CITATION.cff is missing"),
    "a citation without version": (
        lambda f: (f / "CITATION.cff").write_text(EXAMPLE.replace('version: "1', 'edition: "1')),
        "KeyError: 'version'",
    ),
    "a citation that is none": (lambda f: (f / "CITATION.cff").write_text("["), "CITATION.cff does not say enough"),
    "another table": (lambda f: (f / "actors.parquet").rename(f / "actor.parquet"), "There is no table 'actor'"),
    "a table twice": (lambda f: (f / "actors.csv").write_text("actor_id\n"), "are the same table"),
    "no table file": (lambda f: (f / "actors.parquet").write_bytes(b"nothing"), "cannot be read as the table actors"),
    "another column": (
        lambda f: column(f, lambda t: t.rename_columns(["speeker" if n == "speaker" else n for n in t.column_names])),
        "Did you mean 'speaker'",
    ),
    "a column that is missing": (lambda f: column(f, lambda t: t.drop_columns(["speaker"])), "has no speaker"),
    "another type": (
        lambda f: column(
            f,
            lambda t: (
                t.set_column(21, "n_sources", pa.array(["many"]))
                if t.column_names[21] == "n_sources"
                else t.set_column(t.column_names.index("n_sources"), "n_sources", pa.array(["many"]))
            ),
        ),
        "does not hold int64",
    ),
    "a name that is nowhere": (
        lambda f: column(f, lambda t: t.set_column(1, "speaker", pa.array(["nobody"]))),
        "speaker 'nobody' is not an actor",
    ),
}


@pytest.mark.parametrize(("change", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_released(
    sandbox: Sandbox, store: MemoryStore, change: Callable[[Path], object], told: str
) -> None:
    folder = put(sandbox, store, "parquet")
    change(folder)
    before = contents(sandbox.root)
    status, out, err = sandbox.run("build", "--tables", str(folder))
    assert out == "" and status == (1 if "1 error" in err else 2)  # faults of the tables, or no tables at all
    assert told in err and "Traceback" not in err
    assert contents(sandbox.root) == before


def test_a_folder_that_is_not_there_or_holds_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    status, _, err = sandbox.run("build", "--tables", "nowhere")
    assert (status, "There is no folder nowhere" in err) == (2, True)
    (tmp_path / "CITATION.cff").write_text(EXAMPLE, encoding="utf-8")
    status, _, err = sandbox.run("build", "--tables", str(tmp_path))
    assert (status, "holds no table" in err) == (2, True)

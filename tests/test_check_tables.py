"""What the timings of checking tables rest on: made-up tables have no faults, their twins have those that are listed,
and the peers find what both have in common."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import by_rules
import polars as pl
import pytest
import synthetic_tables
from check_tables import PEERS
from faulty.twin import REGISTER
from made_up.files import FORMS, RELEASE
from made_up.sizes import TABLES
from polars.testing import assert_frame_equal
from with_faults import ALONE, CODES, with_faults

from onrecord_build.derived.columns import derived_columns
from onrecord_build.rules import ACROSS, RULES
from onrecord_build.schema import read_schemas
from sandbox import REPOSITORY

SCHEMAS = read_schemas(REPOSITORY / "schemas").tables
# Rules about tables that made-up ones do not have: those of codings, errata and searches.
OF_OTHER_TABLES = {
    *("coder-described-once", "coding-complete", "coding-value", "erratum-idle", "erratum-kept", "erratum-missing"),
    *("released-id-kept", "silence-broken"),
}
# Rules about how records are written in the files of a checkout.
OF_FILES = {
    *("broken-csv", "broken-yaml", "cell-count", "computed-field", "idle-waiver", "missing-column", "no-record"),
    *("not-canonical", "not-utf-8", "repeated-key", "stray-file", "unfinished", "unknown-field", "unreadable-file"),
    "unsupported-yaml",
}


@pytest.fixture(scope="module")
def made() -> dict[str, pl.DataFrame]:
    return synthetic_tables.tables(1000)


@pytest.mark.parametrize(("statements", "seed"), [(300, 1), (1000, 2)])
def test_made_up_tables_have_all_columns_and_no_faults(statements: int, seed: int) -> None:
    tables = synthetic_tables.tables(statements, seed)
    assert {name: frame.columns for name, frame in tables.items()} == {
        name: [field.name for field in SCHEMAS[name].fields] for name in tables
    }
    assert set(tables) == set(TABLES) and len(tables["statements"]) == statements
    assert list(by_rules.faults(tables)) == []


def test_computed_columns_hold_what_would_be_computed(made: dict[str, pl.DataFrame]) -> None:
    dataset, _ = by_rules.dataset_of(made)
    compared = 0
    for table, derive in derived_columns(dataset).items():
        for row, values in zip(dataset.rows(table), made[table].to_dicts(), strict=True):
            for name, value in (item for function in derive for item in function(row).items()):
                if name not in ("start", "end"):  # places in archived texts, of which there are none
                    assert values[name] == value, (table, row.id, name)
                    compared += 1
    assert compared > 10_000


def test_the_same_seed_gives_the_same_rows_however_large_the_batches_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(seed: int) -> dict[str, list[str]]:
        return {name: sorted(map(str, frame.rows())) for name, frame in synthetic_tables.tables(300, seed).items()}

    whole = rows(1)
    monkeypatch.setattr(synthetic_tables, "BATCH", 70)
    assert rows(1) == whole
    assert rows(2)["statements"] != whole["statements"]


@pytest.mark.parametrize("form", FORMS)
def test_files_hold_the_tables(form: str, tmp_path: Path, made: dict[str, pl.DataFrame]) -> None:
    assert synthetic_tables.write(tmp_path, 1000, form=form) == sum(map(len, made.values()))
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.{form}" for name in TABLES}
    for name, frame in made.items():
        path = tmp_path / f"{name}.{form}"
        match form:
            case "parquet":
                found = pl.read_parquet(path)
            case "jsonl":
                dates = {column: pl.String for column, kind in frame.schema.items() if kind == pl.Date}
                found = pl.read_ndjson(path, schema=frame.schema | dates | {"release": pl.String})
            case _:
                assert path.read_bytes().startswith(b"\xef\xbb\xbf")
                found = pl.read_csv(path, infer_schema=False)
                lists = pl.col(column for column, kind in frame.schema.items() if kind == pl.List)
                found = found.with_columns(lists.str.json_decode(pl.List(pl.String)))
        if form != "parquet":
            assert found.columns[-1] == "release" and found["release"].unique().to_list() == [RELEASE]
            words = {"true": True, "false": False}
            truths = pl.col(
                c for c, kind in frame.schema.items() if kind == pl.Boolean and found.schema[c] == pl.String
            )
            found = found.drop("release").with_columns(truths.replace_strict(words, return_dtype=pl.Boolean))
            days = pl.col(column for column, kind in frame.schema.items() if kind == pl.Date)
            found = found.with_columns(days.str.to_date()).cast(frame.schema)
        assert_frame_equal(found, frame)


def kinds(*, typed: bool) -> Iterator[tuple[str, str]]:
    """Which faults of which tables are put in."""
    for registered in REGISTER:
        if not registered.alone and not (typed and registered.untyped):
            yield registered.code, registered.table


@pytest.mark.parametrize(("seed", "typed"), [(2, True), (3, False), (4, False)])
def test_every_fault_that_is_put_in_is_found_where_it_was_put(
    seed: int, typed: bool, made: dict[str, pl.DataFrame]
) -> None:
    twin, put = with_faults(made, 0.01, seed, typed=typed)
    found = set(by_rules.faults(twin))
    assert [fault for fault in put if (fault.code, fault.table, fault.row) not in found] == []
    # Every kind is there; some show in another table than the one that is broken.
    assert {code for code, _ in kinds(typed=typed)} == {fault.code for fault in put}
    assert len({(fault.code, fault.table) for fault in put}) >= len(set(kinds(typed=typed))) - 5


@pytest.mark.parametrize("statements", [1, 2, 7, 35, 150, 300, 600])
def test_small_tables_hold_the_faults_that_there_is_room_for(statements: int) -> None:
    left: list[str] = []
    made = synthetic_tables.tables(statements, statements)
    twin, put = with_faults(made, 0.03, statements, typed=False, say=left.append)
    found = set(by_rules.faults(twin))
    assert put and [fault for fault in put if (fault.code, fault.table, fault.row) not in found] == []
    # Every kind was put in, or it is said that it was not.
    left_out = {line.partition(" in ")[0] for line in left}
    assert {code for code, _ in kinds(typed=False)} == {fault.code for fault in put} | left_out
    assert {f"{code} in {table}: no room for it" for code, table in kinds(typed=False)} >= set(left)


def test_faults_that_others_would_hide_are_found_alone(made: dict[str, pl.DataFrame]) -> None:
    assert ALONE == ["unused-record"]
    twin, put = with_faults(made, codes=ALONE)
    assert put and {(fault.code, fault.table, fault.row) for fault in put} <= set(by_rules.faults(twin))


def test_there_is_a_fault_for_every_rule_that_can_be_asked_of_tables() -> None:
    assert set(CODES) == set(RULES) - by_rules.OF_CHECKOUTS - OF_OTHER_TABLES - OF_FILES
    assert set(ACROSS) >= by_rules.OF_CHECKOUTS | OF_OTHER_TABLES and not set(ACROSS) & OF_FILES


@pytest.mark.parametrize("peer", PEERS)
def test_peers_find_what_they_look_for_and_nothing_else(
    peer: str, tmp_path: Path, made: dict[str, pl.DataFrame]
) -> None:
    check = importlib.import_module(f"peers.{peer}").check
    laws = {"exactly-one", "all-or-none", "quotation-given", "region-of-state", "amount-positive"}
    laws |= {"unseen-source", "accessed-before-published"}
    for form in PEERS[peer]:
        clean, faulty = tmp_path / form, tmp_path / f"{form}-with-faults"
        synthetic_tables.write_tables(clean, made, form)
        assert not check(clean)
        twin, _ = with_faults(made, codes=sorted(laws | {"unknown-record"}))
        synthetic_tables.write_tables(faulty, twin, form)
        found = check(faulty)
        assert laws <= set(found) and found.keys() & {"unknown-record", "foreign-key"}


def test_ibis_finds_the_same_rows_in_statements(tmp_path: Path, made: dict[str, pl.DataFrame]) -> None:
    pytest.importorskip("ibis")
    from peers.in_ibis import rows
    from peers.of_statements import BEFORE, texts

    from onrecord_build.tables.check import check_tables

    twin, _ = with_faults(made, 0.2)
    synthetic_tables.write_tables(tmp_path, twin)
    kinds = check_tables([tmp_path], REPOSITORY / "schemas", "duckdb").kinds
    ours = {(kind.column, kind.code): set(kind.rows) for kind in kinds if kind.table == "statements"}
    ours[BEFORE] = ours.pop(("", BEFORE[1]))
    theirs = {key: set(found) for key, found in rows(tmp_path).items()}
    assert theirs[BEFORE] == ours[BEFORE]
    codes = {code for _, code in theirs}
    assert len(codes) == 7
    for text in texts():  # of a value with two faults the check tells one
        found = [
            {n for (c, code), n_ in one.items() if c == text.name and code in codes for n in n_}
            for one in (ours, theirs)
        ]
        assert found[0] - ours[BEFORE] == found[1] - ours[BEFORE]


def test_in_json_lines_only_the_wrong_value_is_a_text(tmp_path: Path, made: dict[str, pl.DataFrame]) -> None:
    twin, put = with_faults(made, 0.1, typed=False, codes=["wrong-type"])
    synthetic_tables.write_tables(tmp_path, twin, "jsonl")
    for table, column in {(fault.table, fault.column) for fault in put}:
        rows = [json.loads(line) for line in (tmp_path / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]
        wrong = {fault.row for fault in put if (fault.table, fault.column) == (table, column)}
        assert {number for number, row in enumerate(rows) if isinstance(row[column], str)} == wrong
        assert [row[column] for n, row in enumerate(rows) if n not in wrong] == [
            value for n, value in enumerate(made[table][column]) if n not in wrong
        ]

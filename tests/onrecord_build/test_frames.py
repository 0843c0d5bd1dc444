"""Every compiled table is held against its schema: a compiler that went wrong is caught before a release."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa
import pytest

from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.frames import validate
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project
from sandbox import Sandbox


@pytest.fixture
def store(sandbox: Sandbox) -> MemoryStore:
    return compile_project(Project(sandbox.root))


def test_what_was_compiled_is_valid(store: MemoryStore) -> None:
    validate(store)


@pytest.mark.parametrize(
    ("table", "column", "value", "what"),
    [
        ("actors", "kind", "estate", "kind"),
        ("actors", "name", None, "name"),
        ("actors", "gloss", "x" * 141, "gloss"),
        ("actors", "actor_id", "Bad Value", "actor_id"),
        ("actors", "country", "nowhere", "country 'nowhere' is not in actors"),
        ("statements", "topics", ["elections", "no-such-topic"], "topics"),
        ("statements", "topics", [], "topics"),
        ("statements", "said_precision", "century", "said_precision"),
        ("evidence", "exact_sha256", "abc", "exact_sha256"),
        ("evidence", "statement", "st-9999-none", "statement 'st-9999-none' is not in statements"),
    ],
)
def test_a_wrong_value(store: MemoryStore, table: str, column: str, value: Any, what: str) -> None:
    old = store.tables[table]
    rows = old.to_pylist()
    rows[0][column] = value
    store.tables[table] = pa.Table.from_pylist(rows, schema=old.schema)
    with pytest.raises(InvalidDataset) as caught:
        validate(store)
    assert any(f.path == f"compiled table {table}" and what in f.message for f in caught.value.faults), caught.value


@pytest.mark.parametrize("columns", [slice(None, None, -1), slice(1, None)])
def test_all_columns_have_to_be_there_in_order(store: MemoryStore, columns: slice) -> None:
    old = store.tables["tenures"]
    store.tables["tenures"] = old.select(old.column_names[columns])
    with pytest.raises(InvalidDataset, match="its columns are"):
        validate(store)


def test_a_key_twice(store: MemoryStore) -> None:
    store.tables["tenures"] = pa.concat_tables([store.tables["tenures"]] * 2)
    with pytest.raises(InvalidDataset):
        validate(store)


def test_derived_columns(store: MemoryStore) -> None:
    (statement,) = store.tables["statements"].to_pylist()
    assert statement["quote"] == "Мы этого не сделаем"
    assert (statement["quote_lang"], statement["n_sources"]) == ("ru", 2)
    assert statement["said_earliest"] == statement["said_latest"] == datetime.date(2026, 2, 3)
    (tenure,) = store.tables["tenures"].to_pylist()
    assert (tenure["start_latest"], tenure["start_precision"]) == (datetime.date(2025, 5, 31), "month")
    assert (tenure["end_earliest"], tenure["end_precision"]) == (None, None)
    places = {e["evidence_id"]: e["start"] for e in store.tables["evidence"].to_pylist()}
    assert places["ev-0011-times"] > 0
    assert places["ev-0010-agency"] is None

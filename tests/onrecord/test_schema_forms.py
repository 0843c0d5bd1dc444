"""The schemas for users: they take what a release holds and what a person makes, and refuse what is wrong with either."""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pandera.errors
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import onrecord
from onrecord.arrow_types import arrow_field
from onrecord.engines import load
from onrecord.release import Release
from onrecord.schema_forms import schema
from onrecord.store import FolderStore
from onrecord_build.schema import read_schemas
from sandbox import REPOSITORY, Sandbox

RELEASE = Release()
TABLES = sorted(read_schemas(REPOSITORY / "schemas").released)
POLARS: dict[str, Any] = {
    "string": pl.String,
    "list": pl.List(pl.String),
    "date": pl.Date,
    "boolean": pl.Boolean,
    "integer": pl.Int64,
    "number": pl.Float64,
}
Row = dict[str, Any]
both = pytest.mark.parametrize("form", ["pandas", "polars"])


@cache
def described(table: str) -> dict[str, Any]:
    return next(r for r in RELEASE.descriptor["resources"] if r["name"] == table)


def fields(table: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in described(table)["schema"]["fields"]}


def rows_of(table: str, number: int = 6) -> list[Row]:
    rows: list[Row] = RELEASE.store.read(table).slice(0, number).to_pylist()
    return rows


def frame(form: str, table: str, rows: list[Row]) -> Any:
    """A frame as a person makes it: plain types, and the columns that the first row has."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    if form == "pandas":
        return pd.DataFrame({name: pd.Series(values, dtype="object") for name, values in columns.items()})
    known = fields(table)
    return pl.DataFrame(
        [
            pl.Series(name, values, dtype=POLARS[known[name]["onrecordType"]] if name in known else None)
            for name, values in columns.items()
        ]
    )


@cache
def checker(table: str, form: str) -> Any:
    return schema(RELEASE, table, form)


def faults(form: str, table: str, held: Any) -> dict[tuple[str, int | None], str]:
    """Every fault of a frame: its column and row → what is said of it."""
    try:
        checker(table, form).validate(held, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        found: dict[tuple[str, int | None], str] = {}
        for case in cases.to_dicts() if form == "polars" else cases.to_dict("records"):
            whole_column = case["check"] in ("column_in_schema", "column_in_dataframe")
            place = (case["failure_case"], None) if whole_column else (case["column"], case["index"])
            again = "more than once" in case["check"]
            assert again or place not in found, f"{place} is named twice"
            found.setdefault(place, case["check"])
        return found
    return {}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_as_it_is_loaded(table: str) -> None:
    loaded = load(RELEASE.store, table, "pandas", None, None)
    before = loaded.copy()
    pd.testing.assert_frame_equal(checker(table, "pandas").validate(loaded, lazy=True), before)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_in_polars(table: str) -> None:
    loaded = pl.from_arrow(RELEASE.store.read(table))
    assert isinstance(loaded, pl.DataFrame)
    codes = {n: f["codes"] for n, f in fields(table).items() if "codes" in f and f["onrecordType"] == "string"}
    coded = loaded.with_columns(pl.col(name).cast(pl.Enum(of)) for name, of in codes.items())
    for held in (loaded, coded):
        assert checker(table, "polars").validate(held, lazy=True).equals(held)


@both
@pytest.mark.parametrize("table", TABLES)
def test_a_frame_that_a_person_makes(form: str, table: str) -> None:
    known = fields(table)
    computed = all(field.get("derived") for field in known.values())
    kept = [name for name, field in known.items() if computed or not field.get("derived")]
    rows = [{name: row[name] for name in reversed(kept)} for row in rows_of(table)]
    assert faults(form, table, frame(form, table, rows)) == {}
    needed = [name for name in kept if known[name].get("constraints", {}).get("required")]
    assert faults(form, table, frame(form, table, [{name: row[name] for name in needed} for row in rows])) == {}


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        (["2026-02-03", None], []),
        ([datetime.date(2026, 2, 3), pd.NaT], []),
        ([datetime.date(2026, 2, 3), "2026-02-03"], []),
        (pd.DatetimeIndex(["2026-02-03", pd.NaT]), []),
        (pd.to_datetime(["2026-02-03 00:00", "2026-02-03 12:00"]), [1]),
        (pd.DatetimeIndex(["2026-02-03", pd.NaT]).tz_localize("UTC"), [0]),
        (pd.Series(["2026-02-03", "2026-02-30"], dtype="string"), [1]),
        (["2026-2-3", "20260203"], [0, 1]),
        (["2026-W06-2", "٢٠٢٦-٠٢-٠٣"], [0, 1]),
        ([20260203, 1.5], [0, 1]),
    ],
)
def test_days_in_pandas(days: Any, wrong: list[int]) -> None:
    held = RELEASE.load("sources").head(2).assign(accessed=days)
    assert faults("pandas", "sources", held).keys() == {("accessed", row) for row in wrong}


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        (pl.Series(["2026-02-03", None]), []),
        (pl.Series([None, None]), []),
        (pl.Series([datetime.datetime(2026, 2, 3), None]), []),
        (pl.Series([datetime.datetime(2026, 2, 3), datetime.datetime(2026, 2, 3, 12)]), [1]),
        (pl.Series([datetime.datetime(2026, 2, 3), None]).dt.replace_time_zone("UTC"), [0]),
        (pl.Series(["2026-02-03", "2026-02-30"]), [1]),
        (pl.Series(["2026-2-3", "20260203"]), [0, 1]),
        (pl.Series(["2026-W06-2", "٢٠٢٦-٠٢-٠٣"]), [0, 1]),
        (pl.Series([20260203, None]), [0]),
    ],
)
def test_days_in_polars(days: pl.Series, wrong: list[int]) -> None:
    held = frame("polars", "sources", rows_of("sources", 2)).with_columns(accessed=days)
    assert faults("polars", "sources", held).keys() == {("accessed", row) for row in wrong}


@pytest.mark.parametrize(
    ("table", "column", "values", "wrong"),
    [
        ("events", "n_sources", np.array([1, 2]), []),
        ("evidence", "start", [1.0, float("nan")], []),
        ("evidence", "start", [1.5, float("inf")], [0, 1]),
        ("evidence", "start", ["1", True], [0, 1]),
        ("relationships", "amount", [1, 2], []),
        ("relationships", "amount", ["1", float("inf")], [0, 1]),
        ("tenures", "contested", np.array([True, False]), []),
        ("tenures", "contested", ["True", 0], [0, 1]),
        ("actors", "note", pd.Categorical(["a", "b"]), []),
        ("actors", "note", [float("nan"), float("nan")], []),
        ("actors", "note", ["", 1], [0, 1]),
        ("actors", "kind", pd.Categorical(["state", "estate"]), [1]),
        ("actors", "kind", [["state"], 1], [0, 1]),
        ("actors", "actor_id", [["xea"], ["xea"]], [0, 1]),
        ("actors", "aliases", [("a",), "a"], [0, 1]),
        ("actors", "aliases", [[None], [""]], [0, 1]),
    ],
)
def test_types_in_pandas(table: str, column: str, values: Any, wrong: list[int]) -> None:
    held = load(RELEASE.store, table, "pandas", None, None).head(2)
    held[column] = pd.Series(values) if not isinstance(values, list) else pd.Series(values, dtype="object")
    found = faults("pandas", table, held)
    assert found.keys() == {(column, row) for row in wrong}, found


@pytest.mark.parametrize(
    ("table", "column", "values", "wrong"),
    [
        ("events", "n_sources", pl.Series([1, 2], dtype=pl.UInt8), []),
        ("evidence", "start", pl.Series([1.0, None]), []),
        ("evidence", "start", pl.Series([1.5, float("inf")]), [0, 1]),
        ("evidence", "start", pl.Series(["1", None]), [0]),
        ("relationships", "amount", pl.Series([1, 2]), []),
        ("relationships", "amount", pl.Series([True, None]), [0]),
        ("tenures", "contested", pl.Series([0, 1]), [0, 1]),
        ("actors", "note", pl.Series(["a", "b"], dtype=pl.Categorical), []),
        ("actors", "note", pl.Series(["", "a"]), [0]),
        ("actors", "note", pl.Series([["a"], None]), [0]),
        ("actors", "kind", pl.Series(["state", "estate"], dtype=pl.Enum(["state", "estate"])), [1]),
        ("actors", "kind", pl.Series([1, 2]), [0, 1]),
        ("actors", "actor_id", pl.Series([["xea"], ["xea"]]), [0, 1]),
        ("actors", "aliases", pl.Series([[], []]), []),
        ("actors", "aliases", pl.Series(["a", "b"]), [0, 1]),
        ("actors", "aliases", pl.Series([[None], [""]], dtype=pl.List(pl.String)), [0, 1]),
    ],
)
def test_types_in_polars(table: str, column: str, values: pl.Series, wrong: list[int]) -> None:
    held = frame("polars", table, rows_of(table, 2)).with_columns(values.alias(column))
    found = faults("polars", table, held)
    assert found.keys() == {(column, row) for row in wrong}, found


def test_rows_that_share_a_label() -> None:
    held = RELEASE.load("statement_targets").head(3).set_index(pd.Index([7, 7, 7]))
    assert faults("pandas", "statement_targets", held) == {}
    held["position"] = [1, 2, 1]
    held["statement"] = "st-0001-example"
    assert list(faults("pandas", "statement_targets", held)) == [("position", 7)]


@both
def test_half_a_key_is_no_key(form: str) -> None:
    rows = [row | {"statement": "st-0001-example", "position": 1} for row in rows_of("statement_targets", 4)]
    rows[0]["statement"] = rows[1]["statement"] = None
    found = faults(form, "statement_targets", frame(form, "statement_targets", rows))
    assert found.keys() == {("statement", 0), ("statement", 1), ("position", 2), ("position", 3)}
    for row in rows:
        del row["statement"]
    assert faults(form, "statement_targets", frame(form, "statement_targets", rows)).keys() == {("statement", None)}


def test_a_column_twice() -> None:
    held = RELEASE.load("statement_targets").head(2)
    held = pd.concat([held, held[["role", "position"]]], axis="columns")
    with pytest.raises(pandera.errors.SchemaErrors, match="role"):
        checker("statement_targets", "pandas").validate(held, lazy=True)


@both
def test_the_limit_itself_is_within_it(form: str) -> None:
    (limit,) = (f["constraints"]["maxLength"] for n, f in fields("actors").items() if n == "gloss")
    # One character, several bytes: characters are what is counted.
    rows = [row | {"gloss": "𝄞" * limit} for row in rows_of("actors", 1)]
    assert faults(form, "actors", frame(form, "actors", rows)) == {}
    rows[0]["gloss"] += "𝄞"
    assert faults(form, "actors", frame(form, "actors", rows)) == {("gloss", 0): f"is longer than {limit} characters"}


@both
def test_all_faults_at_once_in_words(form: str) -> None:
    rows = rows_of("statements")
    rows[0] |= {"speech_act": "refuses", "said_earliest": None}
    rows[1] |= {"speech_act": None, "topics": ["elections", "no-such-topic"], "statement_id": rows[2]["statement_id"]}
    rows[2] |= {"topics": [], "original_lang": "Russian", "n_sources": None}
    rows = [{n: v for n, v in row.items() if n != "speaker"} | {"mood": "good"} for row in rows]
    see = 'see onrecord.describe("statements")'
    assert faults(form, "statements", frame(form, "statements", rows)) == {
        ("mood", None): "column_in_schema",
        ("speaker", None): "column_in_dataframe",
        ("speech_act", 0): f"is not a code of speech-act; {see}",
        ("speech_act", 1): "is missing, and every row has to have one",
        ("topics", 1): f"is not a list of which every item is a code of topic; {see}",
        ("topics", 2): "has fewer than 1 item",
        ("statement_id", 1): "is there more than once",
        ("statement_id", 2): "is there more than once",
        ("original_lang", 2): f"has not the form [a-z]{{2,3}}(-[A-Za-z0-9]{{2,8}})*; {see}",
        ("n_sources", 2): "is missing, and every row has to have one",
    }


# What can go wrong: its name → the columns of a table in which it can, and how to bring it about.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def _limit(field: dict[str, Any], name: str) -> Any:
    return field.get("constraints", {}).get(name, field.get("limits", {}).get(name))


def _is_list(field: dict[str, Any]) -> bool:
    return bool(field["onrecordType"] == "list")


def _coded(field: dict[str, Any]) -> bool:
    return "codes" in field


BREAKS: dict[
    str, tuple[Callable[[dict[str, Any]], Any], Callable[[dict[str, Any]], st.SearchStrategy[Any]]]
] = {
    "null in a required field": (lambda f: _limit(f, "required"), lambda f: st.none()),
    "unknown code": (
        lambda f: _coded(f) and not _is_list(f),
        lambda f: words.filter(lambda text: text not in f["codes"]),
    ),
    "broken pattern": (
        lambda f: _limit(f, "pattern") and not _coded(f),
        lambda f: words.filter(lambda text: not re.fullmatch(_limit(f, "pattern"), text)),
    ),
    "a line end behind it": (
        lambda f: _limit(f, "pattern") and not _coded(f),
        lambda f: st.from_regex(_limit(f, "pattern"), fullmatch=True).map(lambda text: text + "\n"),
    ),
    "too long": (
        lambda f: _limit(f, "maxLength") and not _is_list(f),
        lambda f: st.integers(1, 99).map(lambda more: "é" * (_limit(f, "maxLength") + more)),
    ),
    "empty text": (lambda f: f["onrecordType"] == "string", lambda f: st.just("")),
    "wrong item": (_is_list, lambda f: st.just([*f.get("codes", ["a"])[:1], "" if not _coded(f) else "none"])),
    "too few": (lambda f: _is_list(f) and _limit(f, "minLength"), lambda f: st.just([])),
    "too many": (
        lambda f: _is_list(f) and _limit(f, "maxLength"),
        lambda f: st.just(f.get("codes", ["a"] * 99)[: _limit(f, "maxLength") + 1]),
    ),
}  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_wrong_value_is_named_at_its_place(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(BREAKS)))
    can, wrong = BREAKS[kind]
    places = [(table, name) for table in TABLES for name, field in fields(table).items() if can(field)]
    table, name = data.draw(st.sampled_from(places))
    rows = rows_of(table)
    row = data.draw(st.integers(0, len(rows) - 1))
    value = rows[row][name] = data.draw(wrong(fields(table)[name]))
    for form in ("pandas", "polars"):
        assert faults(form, table, frame(form, table, rows)).keys() == {(name, row)}
    if kind != "a line end behind it" and not str(value).endswith("\n"):  # to Python a line may end before its end
        assert refused(table, rows[row]) == {name}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TABLES), st.data())
def test_a_column_too_many_or_too_few(table: str, data: st.DataObject) -> None:
    known = fields(table)
    rows = rows_of(table)
    dropped = data.draw(st.sampled_from(list(known)))
    computed = all(field.get("derived") for field in known.values())
    needed = known[dropped].get("constraints", {}).get("required") and (computed or not known[dropped].get("derived"))
    added = data.draw(words.filter(lambda text: text not in known))
    rows = [{n: v for n, v in row.items() if n != dropped} | {added: "x"} for row in rows]
    for form in ("pandas", "polars"):
        expected = {(added, None)} | ({(dropped, None)} if needed else set())
        assert faults(form, table, frame(form, table, rows)).keys() == expected
    assert len(complaints(table, rows[0])) == (2 if needed else 1)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TABLES), st.data())
def test_a_key_twice(table: str, data: st.DataObject) -> None:
    rows = rows_of(table)
    if len(rows) < 2:
        return
    key = described(table)["schema"]["primaryKey"]
    one, other = sorted(data.draw(st.permutations(range(len(rows))))[:2])
    rows[other] |= {column: rows[one][column] for column in key}
    for form in ("pandas", "polars"):
        found = faults(form, table, frame(form, table, rows))
        assert found.keys() == {(key[-1], one), (key[-1], other)}
        assert all("is there more than once" in said for said in found.values())


@both
def test_a_value_that_is_there_once_may_be_missing_often(form: str) -> None:
    rows = [row | {"wikidata": None} for row in rows_of("actors")]
    assert faults(form, "actors", frame(form, "actors", rows)) == {}
    rows[1]["wikidata"] = rows[3]["wikidata"] = "Q1"
    assert faults(form, "actors", frame(form, "actors", rows)).keys() == {("wikidata", 1), ("wikidata", 3)}


def complaints(table: str, row: Row) -> list[Any]:
    """What the JSON Schema has against a row."""
    validator = Draft202012Validator(checker(table, "json"), format_checker=FormatChecker())
    return list(validator.iter_errors(json.loads(json.dumps(row, default=str))))


def refused(table: str, row: Row) -> set[object]:
    """The columns of a row that the JSON Schema does not take."""
    return {error.absolute_path[0] for error in complaints(table, row)}


def test_every_line_of_a_release_is_valid_json(sandbox: Sandbox) -> None:
    folder = sandbox.build()
    release = Release(FolderStore(folder))
    held = sorted((folder / "jsonl").glob("*.jsonl"))
    assert len(held) > 10
    for path in held:
        described = schema(release, path.stem, "json")
        Draft202012Validator.check_schema(described)
        validator = Draft202012Validator(described, format_checker=FormatChecker())
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert row["release"]
            validator.validate(row)


@pytest.mark.parametrize("table", TABLES)
def test_the_json_schema_of_every_table(table: str) -> None:
    described = checker(table, "json")
    Draft202012Validator.check_schema(described)
    assert described["version"] == RELEASE.version and RELEASE.version in described["$id"]
    assert all(p["title"] and p["description"] for p in described["properties"].values())
    for row in rows_of(table, 50):
        assert complaints(table, row) == []


@pytest.mark.parametrize("value", ["2026-02-30", "2026-2-3", "3 February 2026", 20260203])
def test_a_day_in_json(value: object) -> None:
    (row,) = rows_of("sources", 1)
    assert refused("sources", row | {"accessed": value}) == {"accessed"}


@pytest.mark.parametrize("table", TABLES)
def test_the_arrow_schema_is_that_of_the_stored_table_with_dictionaries(table: str) -> None:
    stored = RELEASE.store.read(table).schema
    made = schema(RELEASE, table, "pyarrow")
    assert stored.metadata.items() <= made.metadata.items()
    assert made.names == stored.names
    for field, old, new in zip(fields(table).values(), stored, made, strict=True):
        assert (new.nullable, new.metadata) == (old.nullable, old.metadata)
        coded = field["onrecordType"] == "string" and "codes" in field
        assert new.type == (pa.dictionary(pa.int32(), pa.string()) if coded else old.type)
        assert new.equals(arrow_field(field), check_metadata=True)


def test_no_such_table_and_no_such_form() -> None:
    with pytest.raises(onrecord.OnRecordError, match=r"Did you mean .*statements"):
        schema(RELEASE, "statment", "pandas")
    with pytest.raises(onrecord.OnRecordError, match=r'Did you mean onrecord\.schema\("statements", "pyarrow"\)'):
        schema(RELEASE, "statements", "arrow")
    with pytest.raises(onrecord.OnRecordError, match=r"there are pandas, polars, json, pyarrow\. .*onrecord\.schema"):
        schema(RELEASE, "statements", ["json"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "missing", "extra"),
    [("pandas", "pandera.pandas", "schema"), ("polars", "polars", "schema,polars")],
)
def test_a_library_that_is_missing(monkeypatch: pytest.MonkeyPatch, form: str, missing: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, f"onrecord.schema_forms.in_{form}", raising=False)
    with pytest.raises(onrecord.OnRecordError, match=re.escape(f"pip install 'onrecord[{extra}]'")):
        schema(RELEASE, "statements", form)

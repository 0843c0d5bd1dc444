"""Filters: every engine and every store finds what plain Python finds, and whatever is no filter is told."""

from __future__ import annotations

import datetime
import operator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.release import Release
from plain import ENGINES, FORMS, fields, is_coded, load, rows_of

TABLES = ("statements", "relationships", "tenures", "events", "evidence", "actors")
COMPARE = {
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
Filter = tuple[str, str, Any]


@pytest.fixture(scope="module")
def tables(forms: dict[str, Release]) -> dict[str, list[dict[str, Any]]]:
    return {table: forms["memory"].store.read(table).to_pylist() for table in TABLES}


def fits(row: dict[str, Any], ways: list[list[Filter]]) -> bool:
    """What the docstring of load() says of filters."""

    def one(column: str, how: str, value: Any) -> bool:
        held = row[column]
        if held is None:
            return False
        if how in ("in", "not in"):
            return (held in value) == (how == "in")
        return bool(COMPARE[how](held, value))

    return any(all(one(*f) for f in way) for way in ways)


def drawn(data: st.DataObject, field: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    """A value of a column, or one beside it."""
    held = sorted({row[field["name"]] for row in rows} - {None})
    value = data.draw(st.sampled_from(held or field.get("codes") or [_any_of(field)]))
    if is_coded(field) or isinstance(value, bool) or data.draw(st.booleans()):
        return value
    if isinstance(value, str):
        return data.draw(st.sampled_from([value[:-1], f"{value} ", value.upper(), "", "'", "%", '"; --', "ÿ"]))
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(data.draw(st.integers(-2, 2)))
    return value + data.draw(st.sampled_from([-1, 1, 1000]))


def _any_of(field: dict[str, Any]) -> Any:
    return {"string": "x", "date": datetime.date(2026, 1, 3), "boolean": True, "integer": 1, "number": 1.5}[
        field["onrecordType"]
    ]


def written(data: st.DataObject, value: Any) -> Any:
    """A day in one of the ways in which people write it."""
    if not isinstance(value, datetime.date):
        return value
    midday = datetime.datetime(value.year, value.month, value.day, 12)
    ways = [value, value.isoformat(), midday, pd.Timestamp(value), np.datetime64(value)]
    return ways[data.draw(st.integers(0, len(ways) - 1))]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_engine_finds_what_plain_python_finds(
    forms: dict[str, Release], tables: dict[str, list[dict[str, Any]]], data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(TABLES))
    release = forms[data.draw(st.sampled_from(FORMS))]
    known = {name: field for name, field in fields(release, table).items() if field["onrecordType"] != "list"}
    plain: list[list[Filter]] = []
    given: list[list[Filter]] = []
    for _ in range(data.draw(st.integers(1, 3))):
        plain.append([])
        given.append([])
        for _ in range(data.draw(st.integers(1, 3))):
            field = known[data.draw(st.sampled_from(sorted(known)))]
            # Of codes, which have an order of their own, only what does not depend on one.
            how = data.draw(
                st.sampled_from(["==", "!=", "in", "not in"] if is_coded(field) else [*COMPARE, "in", "not in"])
            )
            if how in COMPARE:
                value = drawn(data, field, tables[table])
                other = written(data, value)
            else:
                value = [drawn(data, field, tables[table]) for _ in range(data.draw(st.integers(1, 3)))]
                other = [written(data, item) for item in value]
            plain[-1].append((field["name"], how, value))
            given[-1].append((field["name"], how, other))
    single = len(given) == 1 and data.draw(st.booleans())
    key = next(iter(fields(release, table)))
    expected = [(row[key],) for row in tables[table] if fits(row, plain)]
    for engine in ENGINES:
        answer = load(release, table, engine, columns=[key], filters=given[0] if single else given)
        assert rows_of(answer) == expected, (engine, plain)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("engine", ENGINES)
def test_both_shapes_and_whatever_can_be_gone_through(forms: dict[str, Release], form: str, engine: str) -> None:
    one = ("kind", "==", "state")
    other = ("kind", "in", ["person"])
    states, persons = (rows_of(load(forms[form], "actors", engine, filters=[f])) for f in (one, other))
    assert states and persons
    for same in ([one], (one,), iter([one]), (f for f in [one]), [[one]], [[list(one)]], ([one],), [iter([one])]):
        assert rows_of(load(forms[form], "actors", engine, filters=same)) == states
    for both in ([[one], [other]], ([one], [other]), iter([[one], iter([other])])):
        assert rows_of(load(forms[form], "actors", engine, filters=both)) == sorted(
            states + persons, key=lambda r: r[0]
        )
    assert rows_of(load(forms[form], "actors", engine, filters=[one, other])) == []
    whole = rows_of(load(forms[form], "actors", engine))
    assert rows_of(load(forms[form], "actors", engine, filters=[])) == whole


VALUES: list[tuple[str, str, str, Any, Any]] = [
    ("statements", "n_sources", "==", np.int64(2), 2),
    ("statements", "n_sources", "in", np.array([1, 2]), [1, 2]),
    ("statements", "n_sources", "in", range(3), [0, 1, 2]),
    ("statements", "n_sources", "in", pd.Series([1, 2], dtype="Int64"), [1, 2]),
    ("statements", "speech_act", "in", {"refuse"}, ["refuse"]),
    ("statements", "speech_act", "==", np.str_("refuse"), "refuse"),
    ("statements", "said_latest", "in", pd.to_datetime(["2026-01-03"]), [datetime.date(2026, 1, 3)]),
    ("statements", "said_latest", "==", np.datetime64("2026-01-03T12:00"), datetime.date(2026, 1, 3)),
    ("relationships", "amount", ">", 1, 1.0),
    ("relationships", "amount", "in", [1, 2.5], [1.0, 2.5]),
    ("relationships", "amount", "<", float("inf"), float("inf")),
    ("relationships", "amount", "!=", np.float32(1.5), 1.5),
    ("tenures", "contested", "==", np.bool_(True), True),
    ("tenures", "contested", "<", True, True),
    ("statements", "quote", ">", "\x00", "\x00"),
]


@pytest.mark.parametrize(("table", "column", "how", "given", "plain"), VALUES, ids=str)
@pytest.mark.parametrize("engine", ENGINES)
def test_values_as_other_libraries_hold_them(
    files: Release,
    tables: dict[str, list[dict[str, Any]]],
    engine: str,
    table: str,
    column: str,
    how: str,
    given: Any,
    plain: Any,
) -> None:
    expected = [tuple(row.values()) for row in tables[table] if fits(row, [[(column, how, plain)]])]
    assert rows_of(load(files, table, engine, filters=[(column, how, given)])) == expected


def test_many_conditions(files: Release) -> None:
    keys = list(files.load("statements")["statement_id"][:300])
    for engine in ENGINES:
        answer = load(
            files, "statements", engine, columns=["statement_id"], filters=[[("statement_id", "==", k)] for k in keys]
        )
        assert rows_of(answer) == [(key,) for key in keys]


NONE: list[Any] = [
    "kind",
    5,
    {"kind": "state"},
    ("kind", "==", "state"),
    ["kind", "==", "state"],
    [["kind", "==", "state"]],
    [None],
    [[None]],
    [[]],
    [[], [("kind", "==", "state")]],
    [("kind", "==")],
    [("kind", "==", "state", "more")],
    [(["kind"], "==", "state")],
    [(None, "==", "state")],
    [("knd", "==", "state")],
    [("kind", "~", "state")],
    [("kind", None, "state")],
    [("kind", ["=="], "state")],
    [("kind", "==", "sate")],
    [("kind", "==", None)],
    [("kind", "==", ["state"])],
    [("kind", "in", "state")],
    [("kind", "in", [])],
    [("kind", "in", 5)],
    [("kind", "in", [None])],
    [("kind", "in", ["state", "sate"])],
    [("aliases", "==", "x")],
    [("name", "==", 5)],
    [("name", "==", b"Cuba")],
    [("name", "==", "\ud800")],
    [("name", "==", pd.NA)],
]
NO_VALUES: list[tuple[str, str, str, Any]] = [
    ("statements", "n_sources", ">", "1"),
    ("statements", "n_sources", ">", True),
    ("statements", "n_sources", ">", 1.5),
    ("statements", "n_sources", ">", 10**30),
    ("statements", "n_sources", "in", [1, 10**30]),
    ("relationships", "amount", ">", 10**400),
    ("relationships", "amount", "<", float("nan")),
    ("relationships", "amount", "in", [float("nan")]),
    ("tenures", "contested", "==", 1),
    ("tenures", "contested", "==", "true"),
    ("statements", "said_latest", ">", "2026-02"),
    ("statements", "said_latest", ">", "2026-02-30"),
    ("statements", "said_latest", ">", 20260203),
    ("statements", "said_latest", ">", pd.NaT),
    ("statements", "said_latest", ">", np.datetime64("NaT")),
    ("statements", "said_latest", "in", [pd.NaT]),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("table", "filters"),
    [*(("actors", f) for f in NONE), *((t, [(c, how, v)]) for t, c, how, v in NO_VALUES)],
    ids=repr,
)
def test_what_is_no_filter(files: Release, engine: str, table: str, filters: Any) -> None:
    with pytest.raises(onrecord.OnRecordError) as caught:
        load(files, table, engine, filters=filters)
    assert str(caught.value).splitlines()[-1] == f"What there is: onrecord.describe({table!r})"
    assert len(str(caught.value).splitlines()) == 2  # the one thing that is wrong, and what to run


def test_all_that_is_wrong_is_told_at_once(files: Release) -> None:
    wrong = [
        [("knd", "==", "state"), ("kind", "==", "sate")],
        [("kind", "~", "x"), ("name", "in", []), ("name", "<", 5)],
    ]
    with pytest.raises(onrecord.OnRecordError) as caught:
        load(files, "actors", filters=wrong)
    told = str(caught.value).splitlines()
    assert len(told) == 6
    assert "Did you mean 'kind'" in told[0] and "Did you mean 'state'" in told[1]


def test_a_page_of_text_is_not_told_back(files: Release) -> None:
    for wrong in ([("x" * 10**6, "==", 1)], [("kind", "==", "x" * 10**6)], [("kind", "x" * 10**6, 1)], ["x" * 10**6]):
        with pytest.raises(onrecord.OnRecordError) as caught:
            load(files, "actors", filters=wrong)
        assert len(str(caught.value)) < 1000

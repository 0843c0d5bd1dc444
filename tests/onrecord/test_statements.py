"""Questions by name: statements, actors, relationships, tenures, events and evidence, against plain loops over rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.engines import load
from onrecord.release import Release
from plain import columns_of, fields, ids, rows_of
from sandbox import Sandbox

FUNCTIONS = ("statements", "actors", "relationships", "tenures", "events", "evidence")
Row = dict[str, Any]
LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


DATES = {"since", "until", "as_of"}


class Tables:
    """The rows of a release, and what the docstrings say of which of them are chosen."""

    def __init__(self, release: Release) -> None:
        self._store = release.store
        self._held: dict[str, list[Row]] = {}

    def __getitem__(self, name: str) -> list[Row]:
        if name not in self._held:
            self._held[name] = self._store.read(name).to_pylist()
        return self._held[name]

    def statements(self, **asked: Any) -> Iterator[Row]:
        aimed: dict[str, set[str]] = {}
        for target in self["statement_targets"]:
            aimed.setdefault(target["statement"], set()).update((target["target_actor"], target["target_event"]))
        for row in sorted(self["statements"], key=lambda r: (r["said_earliest"] or date.max, r["statement_id"])):
            if (
                fits(asked, "speaker", row["speaker"])
                and fits(asked, "on_behalf_of", row["on_behalf_of"])
                and fits(asked, "target", *aimed.get(row["statement_id"], ()))
                and fits(asked, "act", row["speech_act"])
                and fits(asked, "topic", *(row["topics"] or ()))
                and meets(asked, row["said_earliest"], row["said_latest"])
                and (not asked.get("as_of") or not row["said_earliest"] or row["said_earliest"] <= asked["as_of"])
            ):
                yield row

    def actors(self, **asked: Any) -> Iterator[Row]:
        regions = {row["actor_id"]: row["region"] for row in self["actors"]}
        for row in self["actors"]:
            if (
                fits(asked, "actor", row["actor_id"])
                and fits(asked, "kind", row["kind"])
                and fits(asked, "country", row["country"])
                and fits(asked, "region", row["region"], regions.get(row["country"]))
            ):
                yield row

    def relationships(self, **asked: Any) -> Iterator[Row]:
        for row in self["relationships"]:
            if (
                fits(asked, "party", row["subject"], row["object"])
                and fits(asked, "subject", row["subject"])
                and fits(asked, "object", row["object"])
                and fits(asked, "type", row["type"])
                and fits(asked, "state", row["state"])
                and held(asked, row)
                and not (asked.keys() & DATES and row["state"] == "announced" and row["start"] is None)
            ):
                yield row

    def tenures(self, **asked: Any) -> Iterator[Row]:
        for row in self["tenures"]:
            if (
                fits(asked, "holder", row["holder"])
                and fits(asked, "organisation", row["organisation"])
                and held(asked, row)
            ):
                yield row

    def events(self, **asked: Any) -> Iterator[Row]:
        there: dict[str, set[str]] = {}
        for role in self["event_participants"]:
            there.setdefault(role["event"], set()).add(role["actor"])
        for row in sorted(self["events"], key=lambda r: (r["start_earliest"] or date.max, r["event_id"])):
            if (
                fits(asked, "kind", row["kind"])
                and fits(asked, "country", row["country"])
                and fits(asked, "participant", *there.get(row["event_id"], ()))
                and held(asked, row | {"end_latest": row["end_latest"] or row["start_latest"]})
            ):
                yield row


def fits(asked: dict[str, Any], argument: str, *values: str | None) -> bool:
    return argument not in asked or any(value in asked[argument] for value in values if value is not None)


def meets(asked: dict[str, Any], first: date | None, last: date | None) -> bool:
    since, until = asked.get("since"), asked.get("until")
    return not (since and last and last < since) and not (until and first and first > until)


def held(asked: dict[str, Any], row: Row) -> bool:
    span = row["start_earliest"], row["end_latest"]
    day = asked.get("as_of")
    return meets(asked, *span) and meets({"since": day, "until": day}, *span)


# What can be asked of each, and the column of a table where the values to ask for stand.
ARGUMENTS: dict[str, dict[str, tuple[str, str]]] = {
    "statements": {
        "speaker": ("statements", "speaker"),
        "on_behalf_of": ("statements", "on_behalf_of"),
        "target": ("statement_targets", "target_actor"),
        "act": ("statements", "speech_act"),
        "topic": ("statements", "topics"),
    },
    "actors": {
        "actor": ("actors", "actor_id"),
        "kind": ("actors", "kind"),
        "country": ("actors", "country"),
        "region": ("actors", "region"),
    },
    "relationships": {
        "party": ("relationships", "object"),
        "subject": ("relationships", "subject"),
        "object": ("relationships", "object"),
        "type": ("relationships", "type"),
        "state": ("relationships", "state"),
    },
    "tenures": {"holder": ("tenures", "holder"), "organisation": ("tenures", "organisation")},
    "events": {
        "kind": ("events", "kind"),
        "country": ("events", "country"),
        "participant": ("event_participants", "actor"),
    },
}
DAYS = st.one_of(st.dates(date(2025, 12, 20), date(2026, 3, 1)), st.dates(date(1999, 1, 1), date(2027, 1, 1)))


@pytest.fixture(scope="module")
def tables(files: Release) -> Tables:
    return Tables(files)


def values_of(tables: Tables, table: str, column: str) -> list[str]:
    found: set[str] = set()
    for row in tables[table]:
        found.update(row[column] if isinstance(row[column], list) else [row[column]])
    return sorted(found - {None})


def question(data: st.DataObject, tables: Tables, function: str) -> dict[str, Any]:
    """Arguments drawn from the data: lists of identifiers and codes, and days."""
    asked: dict[str, Any] = {}
    for argument, place in ARGUMENTS[function].items():
        if data.draw(st.integers(0, 2)) == 0:
            values = st.sampled_from(values_of(tables, *place))
            asked[argument] = data.draw(st.lists(values, min_size=1, max_size=data.draw(st.sampled_from([1, 3, 12]))))
    if function != "actors":
        for argument in ("since", "until", "as_of"):
            if data.draw(st.integers(0, 2)) == 0:
                asked[argument] = data.draw(DAYS)
        if "since" in asked and "until" in asked and asked["since"] > asked["until"]:
            asked["since"], asked["until"] = asked["until"], asked["since"]
    return asked


def answer(release: Release, function: str, asked: dict[str, Any]) -> list[str]:
    return ids(getattr(release, function)(**asked, expand=False))


@pytest.mark.parametrize("function", ARGUMENTS)
@given(data=st.data())
@LAW
def test_the_answer_is_what_a_loop_over_the_rows_finds(
    files: Release, tables: Tables, function: str, data: st.DataObject
) -> None:
    asked = question(data, tables, function)
    expected = [next(iter(row.values())) for row in getattr(tables, function)(**asked)]
    assert answer(files, function, asked) == expected


@pytest.mark.parametrize("function", ARGUMENTS)
@given(data=st.data())
@settings(LAW, max_examples=8)
def test_narrowing_never_adds_and_a_list_is_the_union_of_its_members(
    files: Release, tables: Tables, function: str, data: st.DataObject
) -> None:
    asked = question(data, tables, function)
    found = answer(files, function, asked)
    assert len(found) == len(set(found))
    assert answer(files, function, dict(reversed(asked.items()))) == found
    for argument, value in asked.items():
        rest = {key: other for key, other in asked.items() if key != argument}
        wider = answer(files, function, rest)
        assert [key for key in wider if key in set(found)] == found
        if isinstance(value, list):
            parts = [answer(files, function, asked | {argument: one}) for one in value]
            assert set(found) == {key for part in parts for key in part}
            assert answer(files, function, asked | {argument: value[::-1] + value}) == found


@pytest.mark.parametrize("function", [name for name in ARGUMENTS if name != "actors"])
@given(data=st.data())
@settings(LAW, max_examples=8)
def test_days_only_ever_widen(files: Release, tables: Tables, function: str, data: st.DataObject) -> None:
    asked = question(data, tables, function)
    day, more = data.draw(DAYS), timedelta(data.draw(st.integers(0, 400)))
    rest = {key: value for key, value in asked.items() if key not in ("since", "until", "as_of")}

    def found(**days: date) -> set[str]:
        return set(answer(files, function, rest | days))

    assert found(since=day) <= found(since=day - more)
    assert found(until=day) <= found(until=day + more)
    assert found(since=day, until=day) <= found(since=day - more, until=day + more)
    if function == "statements":
        assert found(as_of=day) <= found(as_of=day + more)
        assert found(as_of=day) == found(until=day)
    else:
        assert found(as_of=day) == found(since=day, until=day)
    for text in (day.isoformat(), pd.Timestamp(day), f" {day.isoformat()} "):
        assert found(as_of=cast(Any, text)) == found(as_of=day)


def test_a_bounded_day_is_there_wherever_it_may_have_been(files: Release, tables: Tables) -> None:
    loose = [row for row in tables["statements"] if row["said_earliest"] != row["said_latest"]]
    assert loose
    for row in loose[::9]:
        for day in (row["said_earliest"], row["said_latest"]):
            if day:
                assert row["statement_id"] in ids(files.statements(since=day, until=day, expand=False))
        if row["said_earliest"]:
            before = row["said_earliest"] - timedelta(1)
            assert row["statement_id"] not in ids(files.statements(until=before, expand=False))
            assert row["statement_id"] not in ids(files.statements(as_of=before, expand=False))
        if row["said_latest"]:
            after = row["said_latest"] + timedelta(1)
            assert row["statement_id"] not in ids(files.statements(since=after, expand=False))


@pytest.mark.parametrize(
    "value", ["", "2026", "2026-01", "2026-02-30", "tomorrow", 5, ["2026-01-03"], pd.NaT, b"2026-01-03", "\x00"]
)
@pytest.mark.parametrize("function", [name for name in ARGUMENTS if name != "actors"])
def test_what_is_no_day(files: Release, function: str, value: Any) -> None:
    for argument in ("since", "until", "as_of"):
        with pytest.raises(onrecord.OnRecordError, match=rf"(?s){argument} is .*, which is no day") as caught:
            getattr(files, function)(**{argument: value})
        proposed = re.search(rf'{argument}="([-0-9]+)"$', str(caught.value))
        assert proposed
        getattr(files, function)(**{argument: proposed[1]})


def test_a_period_the_wrong_way_round(files: Release) -> None:
    with pytest.raises(onrecord.OnRecordError, match=r'Did you mean since="2026-01-01", until="2026-02-01"'):
        files.statements(since="2026-02-01", until="2026-01-01")


# Columns


def documented(function: str) -> tuple[list[str], list[str], str]:
    """The columns that a docstring lists, those that it lists for `expand`, and the table that it names."""
    text = str(getattr(Release, function).__doc__)
    own, _, more = text.partition("the columns of the table ")[2].partition("and, where `expand` is true")
    table = own.split('"')[1]
    own = own.partition(":")[2]
    more = re.split(r"Raises|; with `as_of`", more.partition("beside what they name:")[2] or more.partition(",")[2])[0]
    plain = [re.sub(r"\([^()]*\)", "", part) for part in (own, more.replace("of the source:", ""))]
    short, long = (re.findall(r"[a-z0-9_]+", part) for part in plain)
    return short, [name for name in long if name != "and"], table


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_columns_are_those_that_the_docstring_lists(files: Release, function: str) -> None:
    own, more, table = documented(function)
    arguments = {"record": "usa"} if function == "evidence" else {}
    short, long = (getattr(files, function)(**arguments, expand=expand) for expand in (False, True))
    assert columns_of(short) == own == list(fields(files, table))
    assert sorted(columns_of(long)) == sorted([*own, *more])
    assert [name for name in columns_of(long) if name in own] == own
    assert rows_of(long[own]) == rows_of(short)
    for name in more:
        assert "str" in str(long[name].dtype) or long[name].dtype in ("object", "category"), name


def test_names_stand_beside_what_they_name(files: Release, tables: Tables) -> None:
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    labels = {row["event_id"]: row["label"] for row in tables["events"]}
    offices = {row["tenure_id"]: row["office"] for row in tables["tenures"]}
    links = {row["evidence_id"]: row["link"] for row in tables["evidence"]}
    sources = {row["source_id"]: row for row in tables["sources"]}
    expected: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {
        "statements": {
            "speaker_name": ("speaker", names),
            "principal_name": ("principal", names),
            "on_behalf_of_name": ("on_behalf_of", names),
            "office": ("tenure", offices),
            "event_label": ("event", labels),
            "about_event_label": ("about_event", labels),
            "link": ("lead_evidence", links),
        },
        "actors": {"country_name": ("country", names), "parent_name": ("parent", names)},
        "relationships": {f"{side}_name": (side, names) for side in ("subject", "object", "asserted_by")},
        "tenures": {"holder_name": ("holder", names), "organisation_name": ("organisation", names)},
        "events": {"country_name": ("country", names), "parent_label": ("parent", labels)},
        "evidence": {
            "publisher_name": ("publisher", names),
            **{f"source_{of}": ("source", {k: r[of] for k, r in sources.items()}) for of in ("kind", "proximity")},
            **{
                of: ("source", {k: r[of] for k, r in sources.items()})
                for of in ("publisher", "author", "title", "url", "published")
            },
        },
    }
    for function, added in expected.items():
        asked = {"record": [row["statement_id"] for row in tables["statements"]]} if function == "evidence" else {}
        frame = getattr(files, function)(**asked)
        assert len(frame)
        rows = [dict(zip(columns_of(frame), row, strict=True)) for row in rows_of(frame)]
        for column, (beside, meaning) in added.items():
            assert [row[column] for row in rows] == [meaning.get(row[beside]) for row in rows], (function, column)


def test_lists_of_names(files: Release, tables: Tables) -> None:
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    names |= {row["event_id"]: row["label"] for row in tables["events"]}
    aims: dict[str, list[str]] = {}
    for row in tables["statement_targets"]:
        aims.setdefault(row["statement"], []).append(names[row["target_actor"] or row["target_event"]])
    frame = files.statements()
    assert dict(zip(frame["statement_id"], frame["target_names"], strict=True)) == {
        k: aims.get(k, []) for k in frame["statement_id"]
    }
    there: dict[str, list[str]] = {}
    for row in tables["event_participants"]:
        there.setdefault(row["event"], []).append(names[row["actor"]])
    frame = files.events()
    assert dict(zip(frame["event_id"], frame["participant_names"], strict=True)) == {
        k: there.get(k, []) for k in frame["event_id"]
    }


def test_offices_are_those_of_the_day(files: Release, tables: Tables) -> None:
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    day = date(2026, 1, 3)
    offices: dict[str, list[str]] = {}
    for row in tables.tenures(as_of=day):
        offices.setdefault(row["holder"], []).append(f"{row['office']}, {names[row['organisation']]}")
    for expand in (True, False):
        frame = files.actors(kind="person", as_of=day, expand=expand)
        assert columns_of(frame)[-1] == "offices"
        assert dict(zip(frame["actor_id"], frame["offices"], strict=True)) == {
            k: offices.get(k, []) for k in frame["actor_id"]
        }
    assert "offices" not in files.actors(kind="person")


def test_an_answer_without_rows_keeps_types_and_vocabularies(files: Release) -> None:
    asked: dict[str, dict[str, Any]] = {
        "statements": {"speaker": "xinhua", "act": "threaten"},
        "actors": {"kind": "state", "country": "usa"},
        "relationships": {"subject": "usa", "object": "usa"},
        "tenures": {"holder": "usa"},
        "events": {"country": "usa", "participant": "xinhua"},
        "evidence": {"record": []},
    }
    for function, arguments in asked.items():
        empty = getattr(files, function)(**arguments)
        full = getattr(files, function)(**({"record": "usa"} if function == "evidence" else {}))
        assert len(empty) == 0, function
        pd.testing.assert_series_equal(empty.dtypes, full.dtypes)


# Evidence


@given(data=st.data())
@settings(LAW, max_examples=25)
def test_the_passages_of_records(files: Release, tables: Tables, data: st.DataObject) -> None:
    bears = ("actor", "event", "relationship", "statement", "tenure", "source", "evidence_id")
    held_by = {"actor": "actors", "event": "events", "relationship": "relationships", "statement": "statements"}
    held_by |= {"tenure": "tenures", "source": "sources", "evidence_id": "evidence"}
    asked = []
    for _ in range(data.draw(st.integers(1, 4))):
        table = data.draw(st.sampled_from([*held_by.values(), "propositions"]))
        asked.append(next(iter(data.draw(st.sampled_from(tables[table])).values())))
    taken = {row["evidence"] for row in tables["statement_positions"] if row["proposition"] in asked}
    expected = [
        row["evidence_id"]
        for row in tables["evidence"]
        if row["evidence_id"] in taken or any(row[column] in asked for column in bears)
    ]
    leads = {row["lead_evidence"] for row in tables["statements"]}
    supports = {row["evidence_id"] for row in tables["evidence"] if row["support"] == "supports"}
    expected.sort(key=lambda passage: (passage not in leads, passage not in supports, passage))
    assert ids(files.evidence(asked, expand=False)) == ids(files.evidence(asked)) == expected
    assert set(expected) == {key for one in asked for key in ids(files.evidence(one, expand=False))}


def test_the_passages_of_what_was_merged(sandbox: Sandbox) -> None:
    retired = "id,replaced_by,reason,version\nold-muster,older-muster,One.,1.2.3\nolder-muster,max-muster,Two.,1.2.3\n"
    sandbox.write("dataset/retired_ids.csv", f"{retired}st-0002-gone,,It was none.,1.2.3\n")
    release = onrecord.open(sandbox.build())
    assert ids(release.evidence("old-muster")) == ids(release.evidence("max-muster")) == ["ev-0003-muster"]
    with pytest.raises(onrecord.OnRecordError, match=r"st-0002-gone was withdrawn in 1.2.3: It was none") as caught:
        release.evidence(["old-muster", "st-0002-gone"])
    assert "onrecord.resolve('st-0002-gone')" in str(caught.value)


def test_records_that_there_are_not(files: Release) -> None:
    with pytest.raises(onrecord.OnRecordError) as caught:
        files.evidence(["st-6j59-china-is-welcom", "usa", "no such record at all", ""])
    told = str(caught.value).splitlines()
    assert len(told) == 3 and "st-6j59-china-is-welcome" in told[0]


@pytest.mark.parametrize("value", [None, 5, b"usa", [None], ["usa", 5], [["usa"]], float("nan")], ids=repr)
def test_what_is_no_identifier(files: Release, value: Any) -> None:
    with pytest.raises(onrecord.OnRecordError, match="A record is asked for by its identifier"):
        files.evidence(value)


def test_what_is_not_narrowed_by_a_day_is_everything(files: Release) -> None:
    """Also what was announced and has not begun for all that is known."""
    for name in ("statements", "actors", "relationships", "tenures", "events"):
        assert len(getattr(files, name)()) == len(load(files.store, name, "pandas", None, None)), name

"""What may have held, and when: against every day that the dates can mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.period import bounds, day, held_within, within

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days) for days in range(8)]
EVER = [FIRST - timedelta(1), *DAYS, DAYS[-1] + timedelta(1)]


class Span(NamedTuple):
    """The first and the last day that a date can mean."""

    earliest: date | None
    latest: date | None

    def days(self) -> list[date]:
        return [day for day in EVER if (self.earliest or EVER[0]) <= day <= (self.latest or EVER[-1])]


days = st.sampled_from(DAYS)
open_days = st.none() | days


@st.composite
def spans(draw: st.DrawFn) -> Span:
    one, other = draw(open_days), draw(open_days)
    return Span(min(one, other), max(one, other)) if one and other else Span(one, other)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Span, Span]:
    """A start and an end that does not lie before it."""
    return draw(
        st.tuples(spans(), spans()).filter(lambda row: any(s <= e for s in row[0].days() for e in row[1].days()))
    )


def table(rows: Iterable[tuple[Span, Span]]) -> pa.Table:
    columns: dict[str, list[date | None]] = {}
    for start, end in rows:
        for name, span in (("start", start), ("end", end)):
            columns.setdefault(f"{name}_earliest", []).append(span.earliest)
            columns.setdefault(f"{name}_latest", []).append(span.latest)
    names = [f"{name}_{side}" for name in ("start", "end") for side in ("earliest", "latest")]
    return pa.table({name: pa.array(columns.get(name, []), pa.date32()) for name in names})


@given(st.lists(rows()), days)
def test_it_may_hold_on_a_day_that_lies_between_some_start_and_some_end(
    listed: list[tuple[Span, Span]], on: date
) -> None:
    may = [any(s <= on for s in start.days()) and any(on <= e for e in end.days()) for start, end in listed]
    assert held_within(table(listed), on, on).to_pylist() == may


@given(st.lists(rows()), days, days)
def test_it_may_hold_in_a_period_where_it_may_on_one_of_its_days(
    listed: list[tuple[Span, Span]], one: date, other: date
) -> None:
    since, until = sorted((one, other))
    on = [held_within(table(listed), day, day).to_pylist() for day in DAYS if since <= day <= until]
    assert held_within(table(listed), since, until).to_pylist() == [any(row) for row in zip(*on, strict=True)]


@given(st.lists(rows()), open_days, open_days)
def test_a_date_may_lie_in_a_period_where_one_of_its_days_does(
    listed: list[tuple[Span, Span]], since: date | None, until: date | None
) -> None:
    if since and until and since > until:
        since, until = until, since
    may = [any((since or EVER[0]) <= day <= (until or EVER[-1]) for day in start.days()) for start, _ in listed]
    assert within(table(listed), since, until, "start").to_pylist() == may


def test_what_was_announced_counts_from_its_start_and_not_without_one() -> None:
    known, unknown = Span(DAYS[3], DAYS[3]), Span(None, None)
    listed = table([(known, unknown), (unknown, unknown), (unknown, unknown), (unknown, known)])
    listed = listed.append_column("state", pa.array(["announced", "announced", "in-force", "ended"]))
    listed = listed.append_column("start", pa.array(["2026-01-04", None, None, None], pa.string()))
    assert held_within(listed, DAYS[2], DAYS[2]).to_pylist() == [False, False, True, True]
    assert held_within(listed, DAYS[3], DAYS[3]).to_pylist() == [True, False, True, True]
    assert held_within(listed, DAYS[4], DAYS[4]).to_pylist() == [True, False, True, False]
    assert held_within(listed, None, DAYS[4]).to_pylist() == [True, False, True, True]
    assert held_within(listed, None, None).to_pylist() == [True, True, True, True]


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-03",
        " 2026-01-03 ",
        "2026-01-03T23:30:00",
        "2026-01-03T23:30:00-05:00",  # the day where it was said, not that of Greenwich
        date(2026, 1, 3),
        datetime(2026, 1, 3, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        pd.Timestamp("2026-01-03 12:00"),
    ],
)
def test_a_day_can_be_given_in_many_ways(value: date | datetime | str) -> None:
    assert day(value, "as_of") == date(2026, 1, 3)
    assert type(day(value, "as_of")) is date


@given(st.dates())
def test_a_day_is_read_as_it_is_written(value: date) -> None:
    assert day(value.isoformat(), "as_of") == value


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("2026", "2026-01-01"),
        ("2026-02", "2026-02-01"),
        ("2026-2-3", "2026-02-03"),
        ("2026-02-30", "2026-02-28"),
        ("2026-13-01", "2026-12-01"),
        ("2026/01/03", "2026-01-03"),
        ("0000-00-00", "0001-01-01"),
        ("yesterday", "2026-01-03"),
        ("", "2026-01-03"),
        (20260103, "2026-01-03"),
        (pd.NaT, "2026-01-03"),
        (["2026-01-03"], "2026-01-03"),
    ],
)
def test_what_is_no_day(value: Any, near: str) -> None:
    with pytest.raises(OnRecordError, match=f'since is .*, which is no day. .*since="{near}"'):
        day(value, "since")


@given(st.text())
def test_no_text_ends_in_anything_but_a_day_or_a_sentence(value: str) -> None:
    try:
        assert isinstance(day(value, "as_of"), date)
    except OnRecordError as error:
        written = str(error).rpartition('as_of="')[2].rstrip('"')
        assert day(written, "as_of").isoformat() == written


def test_a_period_has_its_bounds_the_right_way_round() -> None:
    assert bounds("2026-01-03", None) == (date(2026, 1, 3), None)
    assert bounds("2026-01-03", "2026-01-03") == (date(2026, 1, 3), date(2026, 1, 3))
    with pytest.raises(OnRecordError, match='since="2026-01-03", until="2026-01-05"'):
        bounds("2026-01-05", "2026-01-03")

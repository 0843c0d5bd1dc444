"""Our reading of EDTF dates, held against the library for EDTF where both read a date."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import edtf as library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build import edtf

days = st.dates(date(1000, 1, 1), date(9999, 12, 31))
singles = st.tuples(days, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]), st.sampled_from(["", "?", "~", "%"])).map(
    lambda parts: f"{parts[0].year:04d}" + parts[0].strftime(parts[1])[len(str(parts[0].year)) :] + parts[2]
)
intervals = st.tuples(singles | st.just(".."), singles | st.just("..")).map("/".join)
sets = st.lists(singles.filter(lambda s: s[-1].isdigit()), min_size=2, max_size=4).map(lambda m: f"[{','.join(m)}]")


def bound(value: Any) -> date | None:
    """A bound as the library gives it."""
    if isinstance(value, float):
        assert math.isinf(value)
        return None
    return date(*value[:3])


@settings(max_examples=60, deadline=None)
@given(singles | intervals | sets)
def test_bounds_are_those_of_the_library(text: str) -> None:
    try:
        span = edtf.parse(text)
    except ValueError as error:
        assert "ends before" in str(error) or "needs a first or a last" in str(error)
        return
    theirs = library.parse_edtf(text)
    assert (span.earliest, span.latest) == (bound(theirs.lower_strict()), bound(theirs.upper_strict()))


@given(singles | intervals | sets)
def test_bounds_are_ordered(text: str) -> None:
    try:
        earliest, latest, _ = edtf.parse(text)
    except ValueError:
        return
    assert earliest is None or latest is None or earliest <= latest


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        edtf.parse(text)
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2026-02-03", date(2026, 2, 3), date(2026, 2, 3), "day"),
        ("2025-05", date(2025, 5, 1), date(2025, 5, 31), "month"),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "year"),
        ("2026-01-03/..", date(2026, 1, 3), None, "interval"),
        ("../2026-01-07", None, date(2026, 1, 7), "interval"),
        ("[2026-01-05,2026-01-06]", date(2026, 1, 5), date(2026, 1, 6), "set"),
    ],
)
def test_forms(text: str, earliest: date | None, latest: date | None, precision: str) -> None:
    assert edtf.parse(text) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "text",
    ["", "2026-01-03/", "/2026-01-03", "../..", "2026-02-30", "2026-13", "2026-1-5", "03.02.2026", "[2026-01-05]", "٢٠٢٦",
     "2026-01-05/2026-01-03", "2026-02-03 ", "0000"],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):
        edtf.parse(text)

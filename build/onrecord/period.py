"""When something held, as far as the sources show.

A date of a record can mean several days: those from its column `_earliest` to its column `_latest`, either of which is
empty where it is open. A missing start or end means that it is not known; a missing end does not mean that something
goes on. So whatever is asked here is answered by what may be: a record is left out where the dates exclude it, and
nothing is concluded from a date that is missing. The one exception is a relationship that was announced (a table with a
column "state"): it counts from its start, and not at all where that is not known, for nothing shows that it ever began.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    import pyarrow as pa


def day(value: date | datetime | str, name: str) -> date:
    """Read a day that a user gave as the argument `name`: a date, a date with a time (its own day), or either in ISO.

    Raises OnRecordError where it is none, with what to write instead.
    """
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value.strip()).date()
        if isinstance(value, date):  # one with a time is a date as well, and so is a missing one of pandas
            return date(value.year, value.month, value.day)
    except (ValueError, TypeError):
        pass
    raise OnRecordError(f'{name} is {value!r}, which is no day. Write it like this: {name}="{_near(str(value))}"')


def bounds(since: date | datetime | str | None, until: date | datetime | str | None) -> tuple[date | None, date | None]:
    """Read the first and the last day of a period, None where it is open.

    Raises OnRecordError where one of them is no day, or they are the wrong way round.
    """
    first = None if since is None else day(since, "since")
    last = None if until is None else day(until, "until")
    if first and last and first > last:
        raise OnRecordError(
            f'The period ends before it begins. Did you mean since="{last}", until="{first}"? '
            "Both days belong to the period."
        )
    return first, last


def held_within(table: pa.Table, since: date | None, until: date | None) -> pa.ChunkedArray:
    """Tell for each row whether it may have held on some day of a period, which is open where a bound is None.

    Where both are None nothing is asked, and every row will do.
    """
    import pyarrow.compute as pc

    may = overlapping(table["start_earliest"], table["end_latest"], since, until)
    if (since is None and until is None) or "state" not in table.column_names:
        return may
    never_began = pc.and_(pc.equal(table["state"], "announced"), pc.is_null(table["start"]))
    return pc.and_not(may, never_began)


def within(table: pa.Table, since: date | None, until: date | None, column: str) -> pa.ChunkedArray:
    """Tell for each row whether the date in a column may lie in a period, which is open where a bound is None."""
    return overlapping(table[f"{column}_earliest"], table[f"{column}_latest"], since, until)


def overlapping(
    first: pa.ChunkedArray, last: pa.ChunkedArray, since: date | None, until: date | None
) -> pa.ChunkedArray:
    """Tell which spans, from first to last day, share a day with a period; a missing bound is open."""
    import pyarrow as pa
    import pyarrow.compute as pc

    mask = pa.chunked_array([pa.repeat(True, len(first))])
    if since is not None:
        mask = pc.and_(mask, pc.fill_null(pc.greater_equal(last, pa.scalar(since)), True))
    if until is not None:
        mask = pc.and_(mask, pc.fill_null(pc.less_equal(first, pa.scalar(until)), True))
    return mask


def _near(text: str) -> str:
    """The day that somebody may have meant who wrote a year, a month or a day that the calendar does not have."""
    found = re.match(r"\s*(\d{4})(?:\D?(\d{1,2}))?(?:\D?(\d{1,2}))?", text)
    if not found:
        return "2026-01-03"
    year, month, number = (max(int(part or 1), 1) for part in found.groups())
    month = min(month, 12)
    return date(year, month, min(number, calendar.monthrange(year, month)[1])).isoformat()

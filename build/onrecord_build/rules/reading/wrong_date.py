"""A date is one of the calendar, and in the form that its field asks for.

A day is written YYYY-MM-DD. Where a field takes EDTF dates, a month, a year, an interval, a set or a doubtful day can
be said as well: 2025-05, 2026-01-03/.., [2026-01-05,2026-01-06], 2026-01-05?. Say no more than the source does: where
it gives the month only, so does the record.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="start: 2026-02-03\n", fails="start: 3 February 2026\n")

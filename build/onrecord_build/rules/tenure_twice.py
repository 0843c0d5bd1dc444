"""A tenure is recorded once.

Two tenures of one holder in the same office, organisation and capacity are one unless one ended before the other
began, or on that day. Merge them, or give the day on which the first ended.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset, span
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
FIRST = "ten-0001-muster-minister,max-muster,minister of foreign affairs,xea,substantive,2025-05,,current,false,\n"
SECOND = "ten-0002-muster-minister,max-muster,minister of foreign affairs,xea,substantive,2024,"
EVIDENCE = ",,,,ru,,,\nev-0012-office,,,,,ten-0002-muster-minister,src-0002-example-agency,supports,document-fact"
EXAMPLE = Example(
    "dataset/tenures.csv",
    passes=f"{FIRST}{SECOND}2025-04,ended,false,\n",
    fails=f"{FIRST}{SECOND},ended,false,\n",
    instead_of=FIRST,
    given=(
        Edit(
            "dataset/evidence.csv",
            "ten-0001-muster-minister,src-0002-example-agency,supports,document-fact",
            f"ten-0001-muster-minister,src-0002-example-agency,supports,document-fact{EVIDENCE}",
        ),
    ),
)
SAME = ("tenure_id", "holder", "office", "organisation", "capacity")
SUSPECTS = [Alike("tenures", (col("holder"), col("office").lower, col("organisation"), col("capacity")))]


def check(dataset: Dataset) -> Iterator[Fault]:
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in dataset.rows("tenures"):
        tenure, holder, office, organisation, capacity = (row[column] for column in SAME)
        if None in (tenure, holder, office, organisation, capacity) or row.partial:
            continue
        if row.broken & {"start", "end"}:
            continue
        before = alike.setdefault((holder, office.lower(), organisation, capacity), [])
        for other in before:
            if not _follows(other, row) and not _follows(row, other):
                message = f"'{holder}' holds the office '{office}' in '{other.id}' too, and at no other time"
                yield row.fault("holder", message, "Merge the two, or give the day on which the first ended")
                break
        before.append(row)


def _follows(later: Row, earlier: Row) -> bool:
    """Whether the one certainly begins when the other has ended, or on the day on which it ends."""
    first, last = span(later["start"]).earliest, span(earlier["end"]).latest
    return first is not None and last is not None and last <= first and later["start"] != earlier["start"]

"""An office that one person holds at a time has two holders only where both are contested.

Two tenures of such an office that certainly overlap by more than a day are either dated wrong, or rival: then mark
both as contested, with evidence for both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset, span
from onrecord_build.example import EVENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/tenures.csv",
    passes=",acting,2024-07-01,2025-05-31,ended,",
    fails=",acting,2024-07-01,2025-12-31,ended,",
    given=(
        Edit(
            "dataset/tenures.csv",
            ",minister of foreign affairs,xea,substantive,2025-05,,current,false,\n",
            ",president,xea,substantive,2025-05,2026-02-05,ended,false,\n"
            "ten-0002-muster-president,mia-muster,president,xea,acting,2024-07-01,2025-05-31,ended,false,\n",
        ),
        Edit(
            "dataset/actors.csv",
            "ministry-of-example,government-body,",
            "mia-muster,person,Mia Muster,,,xea,,,,Politician of Example State.,\nministry-of-example,government-body,",
        ),
        Edit(EVENT, "  - actor: xea\n", "  - actor: mia-muster\n    role: attendee\n  - actor: xea\n"),
        Edit(
            "dataset/evidence.csv",
            "ev-0007-office,,,,,ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,,,,ru,,,\n",
            "ev-0007-office,,,,,ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,,,,ru,,,\n"
            "ev-0012-mia,mia-muster,,,,,src-0002-example-agency,supports,document-fact,,,,ru,,,\n"
            "ev-0013-office,,,,,ten-0002-muster-president,src-0002-example-agency,supports,document-fact,,,,ru,,,\n",
        ),
    ),
)
# Of other offices, such as ambassador, judge or minister, there are several in one organisation.
OFFICES = (
    "president",
    "prime minister",
    "head of state",
    "king",
    "chancellor",
    "secretary-general",
    "acting president",
)
CAPACITIES = {"substantive", "acting", "interim", "claimed"}
BEGINNINGS = tuple(f"{office} " for office in OFFICES)
SUSPECTS = [
    Alike(
        "tenures",
        (col("office").lower, col("organisation")),
        col("capacity").among(*CAPACITIES) & col("office").lower.holds(f"^({'|'.join(OFFICES)})"),
    )
]


def check(dataset: Dataset) -> Iterator[Fault]:
    holders: dict[tuple[str, str], list[Row]] = {}
    for row in dataset.rows("tenures"):
        office = (row["office"] or "").lower()
        if not f"{office} ".startswith(BEGINNINGS) or row["capacity"] not in CAPACITIES:
            continue
        if None in (row["tenure_id"], row["holder"], row["organisation"], row["contested"]):
            continue
        before = holders.setdefault((office, row["organisation"]), [])
        for other in before:
            rivals = other["holder"] != row["holder"] and not (other["contested"] and row["contested"])
            if rivals and _overlap(other, row):
                message = f"'{other['holder']}' holds the office '{row['office']}' at the same time, in '{other.id}'"
                yield row.fault("holder", message, "Correct a date, or mark both tenures as contested")
                break
        before.append(row)


def _overlap(one: Row, other: Row) -> bool:
    """Whether both certainly hold the office on more than one day."""
    starts = [span(one["start"]).latest, span(other["start"]).latest]
    ends = [span(one["end"]).earliest, span(other["end"]).earliest]
    return None not in (*starts, *ends) and max(filter(None, starts)) < min(filter(None, ends))

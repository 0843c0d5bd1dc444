"""Nobody is held in custody by two at once.

Where a person is handed over, one custody ends before the other begins, or on the same day. Two that certainly
overlap, or that are both in force, cannot both be right: give the day on which the first ended, or correct a date or
a state.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset, span
from onrecord_build.example import RELATIONSHIP, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
SECOND = "dataset/relationships/rel-0002-custody.yaml"
EXAMPLE = Example(
    SECOND,
    passes="end: 2025-04\nstate: ended\n",
    fails="state: in-force\n",
    instead_of="state: unknown\n",
    given=(
        Edit(RELATIONSHIP, "type: agreement\n", "type: holds-in-custody\n"),
        Edit(RELATIONSHIP, "object: xeb\n", "object: max-muster\n"),
        Edit(RELATIONSHIP, "detail: Treaty of the two states.\n", "detail: Prison of Example City.\n"),
        Edit(
            SECOND,
            "",
            "relationship_id: rel-0002-custody\n"
            "type: holds-in-custody\n"
            "subject: xeb\n"
            "object: max-muster\n"
            "start: 2024\n"
            "state: unknown\n"
            "evidence:\n"
            "  - evidence_id: ev-0012-custody\n"
            "    source: src-0002-example-agency\n"
            "    support: supports\n"
            "    rendition: document-fact\n"
            "    lang: ru\n",
        ),
    ),
    found_in=SECOND,
)
SUSPECTS = [Alike("relationships", (col("object"),), col("type") == "holds-in-custody")]


def check(dataset: Dataset) -> Iterator[Fault]:
    held: dict[str, list[Row]] = {}
    for row in dataset.rows("relationships"):
        if row["type"] != "holds-in-custody" or None in (row["relationship_id"], row["subject"], row["object"]):
            continue
        before = held.setdefault(row["object"], [])
        for other in before:
            if other["subject"] != row["subject"] and _at_once(other, row):
                message = f"'{other['subject']}' holds '{row['object']}' at the same time, in '{other.id}'"
                yield row.fault("subject", message, "Correct a date or a state of one of the two")
                break
        before.append(row)


def _at_once(one: Row, other: Row) -> bool:
    if one["state"] == other["state"] == "in-force":
        return True
    starts = [span(one["start"]).latest, span(other["start"]).latest]
    ends = [span(one["end"]).earliest, span(other["end"]).earliest]
    # On the day of a handover both hold the person, one after the other.
    return None not in (*starts, *ends) and max(filter(None, starts)) < min(filter(None, ends))

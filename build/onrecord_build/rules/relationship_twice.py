"""A relationship is recorded once.

Two records of the same type between the same parties, with the same instrument and the same detail, are one unless
one ended before the other began, or on that day. Put the evidence of both under one of them, or say in `detail` how
they differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset, span
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
SECOND = "dataset/relationships/rel-0002-treaty.yaml"
EXAMPLE = Example(
    SECOND,
    passes="detail: Treaty of the two states on water.\n",
    fails="detail: Treaty of the two states.\n",
    given=(
        Edit(
            SECOND,
            "",
            "relationship_id: rel-0002-treaty\n"
            "type: agreement\n"
            "subject: xea\n"
            "object: xeb\n"
            "start: 2025-06-01\n"
            "state: in-force\n"
            "detail: Treaty of the two states on water.\n"
            "instrument: Treaty of Example City\n"
            "evidence:\n"
            "  - evidence_id: ev-0012-treaty\n"
            "    source: src-0002-example-agency\n"
            "    support: supports\n"
            "    rendition: document-fact\n"
            "    lang: ru\n",
        ),
    ),
    found_in=SECOND,
)
PARTIES = ("relationship_id", "type", "subject", "object")
OTHERS = {"instrument", "detail", "start", "end"}
SUSPECTS = [
    Alike(
        "relationships",
        (*map(col, PARTIES[1:]), col("instrument").otherwise(""), col("detail").otherwise("")),
    )
]


def check(dataset: Dataset) -> Iterator[Fault]:
    alike: dict[tuple[str | None, ...], list[Row]] = {}
    for row in dataset.rows("relationships"):
        parties = [row[column] for column in PARTIES]
        if None in parties or row.partial or row.broken & OTHERS:
            continue
        before = alike.setdefault((*parties[1:], row["instrument"], row["detail"]), [])
        for other in before:
            if not _follows(other, row) and not _follows(row, other):
                message = f"the same relationship as '{other.id}': type, parties, instrument, detail, and no other time"
                yield row.fault(None, message, "Merge the two, or give the dates or the detail in which they differ")
                break
        before.append(row)


def _follows(later: Row, earlier: Row) -> bool:
    """Whether the one certainly begins when the other has ended, or on the day on which it ends."""
    first, last = span(later["start"]).earliest, span(earlier["end"]).latest
    return first is not None and last is not None and last <= first and later["start"] != earlier["start"]

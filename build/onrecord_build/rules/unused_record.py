"""What is recorded is used.

A source serves evidence or lineage. An event is the occasion or the matter of a statement, holds another one, or is a
fact by itself, with participants and evidence. A tenure is that of somebody who speaks, takes part in an event or is
party of a relationship. The rest is left over from work undone, or waits for a record that nobody wrote.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from onrecord_build.conditions import Condition, Wrong, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "warning"
EXAMPLE = Example(
    "dataset/source_lineage.csv",
    passes="src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n",
    fails="",
    found_in="dataset/sources.csv",
)


def used(table: str, *columns: str, of: str | None = None) -> Condition:
    """Whether rows of a table name it in one of these columns, or may do so where they are broken."""
    return reduce(or_, (some(table, column, of=of, broken_counts=True) for column in columns))


# An event that is a fact by itself: with participants, and evidence.
FACT = used("event_participants", "event") & used("evidence", "event")
SPEAKS = used("statements", "speaker", "principal", of="holder")
TAKES_PART = used("relationships", "subject", "object", "asserted_by", of="holder") | used(
    "event_participants", "actor", of="holder"
)
OF_EVENTS = used("statements", "event", "about_event") | used("statement_targets", "target_event")
WRONG = [
    Wrong(
        "sources",
        ~(used("evidence", "source") | used("source_lineage", "child", "parent")),
        ("no evidence and no lineage uses this source",),
    ),
    Wrong(
        "events",
        ~(OF_EVENTS | used("events", "parent") | FACT),
        ("no statement and no event refers to this event",),
    ),
    Wrong(
        "tenures",
        ~(used("statements", "tenure") | SPEAKS | TAKES_PART),
        ("no statement uses this tenure, and its holder neither speaks nor takes part in anything",),
    ),
]


def say(dataset: Dataset, row: Row, message: str) -> Fault:
    return row.fault(None, message, "Refer to it where it belongs, or take it out")

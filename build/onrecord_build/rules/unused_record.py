"""What is recorded is used.

A source serves evidence or lineage. An event is the occasion or the matter of a statement, holds another one, or is a
fact by itself, with participants and evidence. A tenure is that of somebody who speaks, takes part in an event or is
party of a relationship. The rest is left over from work undone, or waits for a record that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "warning"
EXAMPLE = Example(
    "dataset/source_lineage.csv",
    passes="src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n",
    fails="",
    found_in="dataset/sources.csv",
)
Uses = tuple[tuple[str, tuple[str, ...]], ...]
OF_SOURCES: Uses = (("evidence", ("source",)), ("source_lineage", ("child", "parent")))
OF_EVENTS: Uses = (
    ("statements", ("event", "about_event")),
    ("statement_targets", ("target_event",)),
    ("events", ("parent",)),
)
OF_TENURES: Uses = (("statements", ("tenure",)),)
OF_HOLDERS: Uses = (
    ("statements", ("speaker", "principal")),
    ("relationships", ("subject", "object", "asserted_by")),
    ("event_participants", ("actor",)),
)


def check(dataset: Dataset) -> Iterator[Fault]:
    # What could not be read may use any record.
    if dataset.records.unread:
        return
    yield from _unused(dataset, "sources", OF_SOURCES, "no evidence and no lineage uses this source")
    yield from _events(dataset)
    yield from _tenures(dataset)


def _events(dataset: Dataset) -> Iterator[Fault]:
    taking_part = _named(dataset, (("event_participants", ("event",)),))
    facts = {event for event in taking_part if ("event", event) in dataset.evidence_of}
    yield from _unused(dataset, "events", OF_EVENTS, "no statement and no event refers to this event", facts)


def _tenures(dataset: Dataset) -> Iterator[Fault]:
    acting = _named(dataset, OF_HOLDERS)
    if "" in acting:
        return
    of_them = {row["tenure_id"] for row in dataset.rows("tenures") if row["holder"] is None or row["holder"] in acting}
    message = "no statement uses this tenure, and its holder neither speaks nor takes part in anything"
    yield from _unused(dataset, "tenures", OF_TENURES, message, of_them)


def _unused(dataset: Dataset, table: str, uses: Uses, message: str, facts: Collection[str] = ()) -> Iterator[Fault]:
    key = dataset.schemas.tables[table].key[0]
    used = _named(dataset, uses)
    unused = [
        row for row in dataset.rows(table) if row[key] is not None and row[key] not in used and row[key] not in facts
    ]
    # A reference that leads nowhere, or is missing in part, may mean one of them: it has its own fault.
    if not unused or any(dataset.get(table, name) is None for name in used):
        return
    if any(row.partial for name, _ in uses for row in dataset.rows(name)):
        return
    for row in unused:
        yield row.fault(None, message, "Refer to it where it belongs, or take it out")


def _named(dataset: Dataset, uses: Uses) -> set[str]:
    """The records that others name; "" stands for one that is named in a broken value."""
    found: set[str] = set()
    for table, columns in uses:
        for row in dataset.rows(table):
            for column in columns:
                value = row.get(column)
                if value is not None:
                    found.add(value)
                elif row.broken and column in row.broken:
                    found.add("")
    return found

"""Every authored value rests on evidence, on the page itself, on a curator's judgement, or is record-keeping.

Which of the four, the schema of the table says of each column (`basis`). A publisher needs no evidence, because the
pages that it published show what it is called; where it is seated and to whom it belongs, they do not show: that takes
a passage in dataset/evidence.csv, or a relationship `controls` with evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect, col, given, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault, Span
from onrecord_build.schema import SUFFIX, Schemas

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes="ev-0001-agency,example-agency,,,,,src-0002-example-agency,supports,",
    fails="ev-0001-agency,example-agency,,,,,src-0002-example-agency,context,",
    found_in="dataset/actors.csv",
)
NOT_ON_PAGES = ("country", "parent", "wikidata")
SUPPORTED = some("evidence", "actor", col("support") == "supports")
SUSPECTS = [
    Suspect("actors", (given("country") | given("parent") | given("wikidata")) & ~SUPPORTED, ("actors",)),
    Suspect("relationships", col("type") == "controls"),
]


def check(dataset: Dataset) -> Iterator[Fault]:
    yield from _schemas(dataset.schemas)
    unread = dataset.records.unread
    owned = {(row["object"], row["subject"]) for row in dataset.rows("relationships") if row["type"] == "controls"}
    for row in dataset.rows("actors"):
        given = [column for column in NOT_ON_PAGES if row[column] is not None]
        if not given or unread or row.partial or row["actor_id"] is None:
            continue
        evidence = dataset.evidence_of["actor", row["actor_id"]]
        if any(e["support"] == "supports" or "support" in e.broken for e in evidence):
            continue
        parent = dataset.get("actors", row["parent"])
        by_parent = {"parent", "country"} if parent and (row["actor_id"], row["parent"]) in owned else set()
        if by_parent and parent and row["country"] not in (parent["actor_id"], parent["country"]):
            by_parent.remove("country")
        for column in given:
            if column not in by_parent:
                message = f"no passage shows the {column} of '{row['actor_id']}'"
                yield row.fault(column, message, "Add evidence to dataset/evidence.csv, or leave the value out")


def _schemas(schemas: Schemas) -> Iterator[Fault]:
    bases = [term["code"] for term in schemas.terms.get("basis", ())]
    for table in schemas.tables.values():
        for field in table.authored.values():
            if field.basis not in bases and bases:
                path = f"schemas/{table.name}{SUFFIX}"
                message = f"column '{field.name}' does not say what its values rest on"
                yield Fault(path, Span(1, 1, 2), "", message, f'Add "basis" to it: {", ".join(bases)}')

"""The lead evidence of a statement is evidence of that statement, and supports it.

The quotation that a release shows for a statement is that of its lead evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Choice, Fault

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="lead_evidence: ev-0010-agency\n", fails="lead_evidence: ev-0009-treaty\n")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        lead = dataset.get("evidence", row["lead_evidence"])
        if lead is None or "support" in lead.broken or "statement" in lead.broken:
            continue
        if lead["statement"] != row["statement_id"] or lead["support"] != "supports":
            own = dataset.evidence_of["statement", row["statement_id"]]
            ids = [Choice(e["evidence_id"]) for e in own if e["support"] == "supports"]
            message = f"'{row['lead_evidence']}' does not support this statement"
            yield row.fault("lead_evidence", message, "Name evidence of the statement that supports it", ids[:3])

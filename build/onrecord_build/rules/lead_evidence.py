"""The lead evidence of a statement is evidence of that statement, and supports it.

The quotation that a release shows for a statement is that of its lead evidence.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Choice, Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="lead_evidence: ev-0010-agency\n", fails="lead_evidence: ev-0009-treaty\n")
WRONG = [
    Wrong(
        "statements",
        (col("lead_evidence.support") != "supports")
        | (col("lead_evidence.statement") != col("statement_id"))
        | missing("lead_evidence.statement"),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    own = dataset.evidence_of["statement", row["statement_id"]]
    ids = [Choice(e["evidence_id"]) for e in own if e["support"] == "supports"]
    message = f"'{row['lead_evidence']}' does not support this statement"
    return row.fault("lead_evidence", message, "Name evidence of the statement that supports it", ids[:3])

"""The passage that a position or a designation names is one of the same statement.

Otherwise the words of one statement would prove what another is said to hold.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Choice, Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="    position: asserts\n    evidence: ev-0010-agency\n",
    fails="    position: asserts\n    evidence: ev-0009-treaty\n",
)
WRONG = [
    Wrong(
        table,
        given("statement") & ((col("evidence.statement") != col("statement")) | missing("evidence.statement")),
    )
    for table in ("statement_positions", "designations")
]


def say(dataset: Dataset, row: Row) -> Fault:
    evidence = dataset.evidence_of["statement", row["statement"]]
    own = [e["evidence_id"] for e in evidence if e["evidence_id"] is not None]
    message = f"'{row['evidence']}' is no passage of this statement"
    help = f"Name one of {', '.join(own)}"
    return row.fault("evidence", message, help, [Choice(own[0])] if len(own) == 1 else ())

"""The passage that a position or a designation names is one of the same statement.

Otherwise the words of one statement would prove what another is said to hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Choice, Fault

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="    position: asserts\n    evidence: ev-0010-agency\n",
    fails="    position: asserts\n    evidence: ev-0009-treaty\n",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for table in ("statement_positions", "designations"):
        for row in dataset.rows(table):
            passage = dataset.get("evidence", row["evidence"])
            if passage is not None and row["statement"] and passage["statement"] != row["statement"]:
                own = [e["evidence_id"] for e in dataset.evidence_of["statement", row["statement"]]]
                message = f"'{row['evidence']}' is no passage of this statement"
                help = f"Name one of {', '.join(own)}"
                yield row.fault("evidence", message, help, [Choice(own[0])] if len(own) == 1 else ())

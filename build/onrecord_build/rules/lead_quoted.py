"""The lead evidence of a statement quotes it, where any evidence does.

The quotation that a release shows for a statement is that of its lead evidence. Where another passage has the words,
that passage leads.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Choice, Fault
from onrecord_build.records import Row
from onrecord_build.rules.quotation_given import QUOTED

SEVERITY = "warning"
EXAMPLE = Example(
    STATEMENT,
    passes="lead_evidence: ev-0011-times\n",
    fails="lead_evidence: ev-0010-agency\n",
    instead_of="lead_evidence: ev-0010-agency\n",
    given=(
        Edit(
            STATEMENT,
            "    rendition: verbatim\n    exact: Мы этого не сделаем\n",
            "    rendition: indirect-speech\n",
        ),
    ),
)
WRONG = [
    Wrong(
        "statements",
        (col("lead_evidence.statement") == col("statement_id"))
        & missing("lead_evidence.exact")
        & ~col("lead_evidence.rendition").among(*QUOTED)  # or its quotation is missing, which is another rule's matter
        & some("evidence", "statement", given("exact") & (col("support") == "supports")),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    own = dataset.evidence_of["statement", row["statement_id"]]
    quoted = [e["evidence_id"] for e in own if e["exact"] and e["support"] == "supports"]
    message = f"'{row['lead_evidence']}' has no quotation, and other evidence of the statement has"
    choices = [Choice(evidence_id) for evidence_id in quoted if evidence_id is not None]
    return row.fault("lead_evidence", message, "Name evidence with a quotation", choices[:3])

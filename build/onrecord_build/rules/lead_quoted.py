"""The lead evidence of a statement quotes it, where any evidence does.

The quotation that a release shows for a statement is that of its lead evidence. Where another passage has the words,
that passage leads.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Choice, Fault
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


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        lead = dataset.get("evidence", row["lead_evidence"])
        if lead is None or lead["exact"] is not None or lead.partial or "exact" in lead.broken:
            continue
        if lead["rendition"] in QUOTED:  # its quotation is missing, which is another rule's matter
            continue
        if lead["statement"] is None or lead["statement"] != row["statement_id"]:
            continue
        own = dataset.evidence_of["statement", row["statement_id"]]
        quoted = [e["evidence_id"] for e in own if e["exact"] and e["support"] == "supports"]
        if quoted:
            message = f"'{row['lead_evidence']}' has no quotation, and other evidence of the statement has"
            choices = [Choice(evidence_id) for evidence_id in quoted if evidence_id is not None]
            yield row.fault("lead_evidence", message, "Name evidence with a quotation", choices[:3])

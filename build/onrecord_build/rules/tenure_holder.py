"""The tenure on a statement is one of its principal.

A spokesperson speaks, and the office on the statement is that of the person or body whose words they are.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Choice, Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="principal: ministry-of-example\non_behalf_of: xea\n",
    fails="principal: ministry-of-example\non_behalf_of: xea\ntenure: ten-0001-muster-minister\n",
    instead_of="principal: max-muster\non_behalf_of: xea\ntenure: ten-0001-muster-minister\n",
    given=(Edit(STATEMENT, "mode: own-voice", "mode: spokesperson"),),
)
WRONG = [Wrong("statements", col("tenure.holder") != col("principal"))]


def say(dataset: Dataset, row: Row) -> Fault:
    holder, principal = dataset.named("tenures", row["tenure"])["holder"], row["principal"]
    message = f"'{row['tenure']}' is a tenure of '{holder}', and the principal is '{principal}'"
    own = [t for t in dataset.rows("tenures") if t["holder"] == principal and t["tenure_id"]]
    choices = [Choice(t["tenure_id"], t["office"] or "") for t in own]
    return row.fault("tenure", message, "Name a tenure of the principal, or none", choices[:3])

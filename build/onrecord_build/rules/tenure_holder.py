"""The tenure on a statement is one of its principal.

A spokesperson speaks, and the office on the statement is that of the person or body whose words they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Choice, Fault

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="principal: ministry-of-example\non_behalf_of: xea\n",
    fails="principal: ministry-of-example\non_behalf_of: xea\ntenure: ten-0001-muster-minister\n",
    instead_of="principal: max-muster\non_behalf_of: xea\ntenure: ten-0001-muster-minister\n",
    given=(Edit(STATEMENT, "mode: own-voice", "mode: spokesperson"),),
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        tenure = dataset.get("tenures", row["tenure"])
        if tenure is None or None in (row["principal"], tenure["holder"]) or tenure["holder"] == row["principal"]:
            continue
        message = f"'{row['tenure']}' is a tenure of '{tenure['holder']}', and the principal is '{row['principal']}'"
        own = [t for t in dataset.rows("tenures") if t["holder"] == row["principal"] and t["tenure_id"]]
        choices = [Choice(t["tenure_id"], t["office"] or "") for t in own]
        yield row.fault("tenure", message, "Name a tenure of the principal, or none", choices[:3])

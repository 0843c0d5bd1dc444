"""The lead evidence of a statement is evidence of that statement, and supports it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        lead = dataset.get("evidence", row["lead_evidence"])
        if lead is None or "support" in lead.broken or "statement" in lead.broken:
            continue
        if lead["statement"] != row["statement_id"] or lead["support"] != "supports":
            own = [
                e["evidence_id"]
                for e in dataset.evidence_of["statement", row["statement_id"]]
                if e["support"] == "supports"
            ]
            yield row.fault(
                "lead_evidence",
                f"'{row['lead_evidence']}' does not support this statement",
                "The quotation that a release shows is that of the lead evidence",
                f"Name one of: {', '.join(map(str, own))}" if own else "Add evidence with 'support: supports'",
            )

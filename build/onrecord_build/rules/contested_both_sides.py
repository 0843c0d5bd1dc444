"""A tenure that is contested has evidence for it and evidence against it.

That somebody disputes a tenure is known from a source as well. Add the passage with `support: contradicts`; where no
page that was read disputes the tenure, write `contested: false`.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "warning"
OFFICE = "ev-0007-office,,,,,ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,,,,ru,,,\n"
AGAINST = "ev-0012-office,,,,,ten-0001-muster-minister,src-0003-example-times,contradicts,document-fact,,,,en,,,\n"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes=OFFICE + AGAINST,
    fails=OFFICE,
    instead_of=OFFICE,
    given=(Edit("dataset/tenures.csv", ",current,false,", ",current,true,"),),
    found_in="dataset/tenures.csv",
)
SIDES = ("supports", "contradicts")
WRONG = [
    Wrong(
        "tenures",
        col("contested").is_(True)
        & (
            ~some("evidence", "tenure", col("support") == "supports")
            | ~some("evidence", "tenure", col("support") == "contradicts")
        ),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    given = {e["support"] for e in dataset.evidence_of["tenure", row["tenure_id"]]}
    lacking = " or ".join(side for side in SIDES if side not in given)
    message = f"the tenure is contested, and no evidence {lacking} it"
    return row.fault("contested", message, "Add such evidence in dataset/evidence.csv, or write 'false'")

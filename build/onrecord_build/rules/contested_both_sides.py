"""A tenure that is contested has evidence for it and evidence against it.

That somebody disputes a tenure is known from a source as well. Add the passage with `support: contradicts`; where no
page that was read disputes the tenure, write `contested: false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault

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


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("tenures"):
        if not row["contested"] or row["tenure_id"] is None:
            continue
        evidence = dataset.evidence_of.get(("tenure", row["tenure_id"]), [])
        if any("support" in e.broken for e in evidence) or "evidence" in dataset.records.unread:
            continue
        given = {e["support"] for e in evidence}
        lacking = [support for support in ("supports", "contradicts") if support not in given]
        if lacking:
            message = f"the tenure is contested, and no evidence {' or '.join(lacking)} it"
            yield row.fault("contested", message, "Add such evidence in dataset/evidence.csv, or write 'false'")

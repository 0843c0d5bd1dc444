"""Words in quotation marks in a summary, detail or description occur in the evidence of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault, shown
from onrecord_build.normal_form import normalise

QUOTED = re.compile(r"“([^”]+)”")
COLUMNS = ("summary", "detail", "description")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row, evidence in dataset.records_with_evidence():
        quotations = [normalise(e["exact"]) for e in evidence if e["exact"]]
        for column in COLUMNS:
            for words in QUOTED.findall(row[column] or ""):
                if not any(normalise(words) in quotation for quotation in quotations):
                    yield row.fault(
                        column,
                        f"“{shown(words)}” is in no quotation of the evidence",
                        "A quotation is stored once, on the evidence, and elsewhere only repeated",
                        "Copy it from the evidence, or say it without quotation marks",
                    )

"""The ranks of a vocabulary are 1, 2, 3 and so on.

Where several codes could apply, the lower rank wins; with a rank twice neither would. A gap shows a term that was
lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "schemas/terms.csv",
    passes="A passage that shows one of its fields: supports.,3,,,,\n",
    fails="A passage that shows one of its fields: supports.,4,,,,\n",
)
SUSPECTS = [Suspect("terms")]


def check(dataset: Dataset) -> Iterator[Fault]:
    schemes: dict[str | None, list[Row]] = {}
    for row in dataset.rows("terms"):
        schemes.setdefault(row["scheme"], []).append(row)
    if None in schemes:  # any rank may be that of a term whose scheme is broken
        return
    for scheme, rows in schemes.items():
        if scheme in dataset.records.unread or any(None in (row["rank"], row["code"]) for row in rows):
            continue
        for expected, row in enumerate(sorted(rows, key=lambda row: int(row["rank"])), start=1):
            if row["rank"] != expected:
                message = f"the rank of '{row['code']}' is {row['rank']}, and the next one of '{scheme}' is {expected}"
                yield row.fault("rank", message, f"Number the terms of '{scheme}' from 1, without gaps")
                break

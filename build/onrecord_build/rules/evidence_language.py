"""A passage is in the language of its source.

A page in one language shows its words in that language; only a translation of our own does not. Where a page is in
two languages, put the warning aside with that reason.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "warning"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes="ev-0002-times,example-times,,,,,src-0002-example-agency,supports,document-fact,,,,ru,",
    fails="ev-0002-times,example-times,,,,,src-0002-example-agency,supports,document-fact,,,,en,",
)
WRONG = [
    Wrong(
        "evidence",
        (col("lang").language != col("source.lang").language) & (col("rendition") != "own-translation"),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    there = dataset.named("sources", row["source"])["lang"]
    message = f"the passage is in '{row['lang']}', and its source '{row['source']}' in '{there}'"
    return row.fault("lang", message, "Correct one of the two, or write 'rendition: own-translation'")

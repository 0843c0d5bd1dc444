"""A passage that renders speech in quotation marks has the quotation; one that does not has none.

The renditions verbatim, partial, source-translation and own-translation show words between quotation marks, and those
words stand in `exact`. The others report without them.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="    rendition: verbatim\n    exact: Мы этого не сделаем\n",
    fails="    rendition: verbatim\n",
)
QUOTED = {"verbatim", "partial", "source-translation", "own-translation"}
WRONG = [
    Wrong("evidence", col("rendition").among(*QUOTED) & missing("exact")),
    Wrong("evidence", ~col("rendition").among(*QUOTED) & given("exact")),
]


def say(dataset: Dataset, row: Row) -> Fault:
    rendition = row["rendition"]
    if row["exact"] is None:
        message = f"the quotation is missing that rendition '{rendition}' shows"
        return row.fault("rendition", message, "Add 'exact', or write 'rendition: indirect-speech'")
    message = f"a quotation where none is printed: rendition '{rendition}' is without quotation marks"
    return row.fault("exact", message, "Take it out, or name another rendition")

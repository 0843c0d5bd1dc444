"""A passage that renders speech in quotation marks has the quotation; one that does not has none.

The renditions verbatim, partial, source-translation and own-translation show words between quotation marks, and those
words stand in `exact`. The others report without them.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="    rendition: verbatim\n    exact: Мы этого не сделаем\n",
    fails="    rendition: verbatim\n",
)
QUOTED = {"verbatim", "partial", "source-translation", "own-translation"}


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        rendition = row["rendition"]
        if rendition is None or "exact" in row.broken or row.partial:
            continue
        if rendition in QUOTED and row["exact"] is None:
            message = f"the quotation is missing that rendition '{rendition}' shows"
            yield row.fault("rendition", message, "Add 'exact', or write 'rendition: indirect-speech'")
        elif rendition not in QUOTED and row["exact"] is not None:
            message = f"a quotation where none is printed: rendition '{rendition}' is without quotation marks"
            yield row.fault("exact", message, "Take it out, or name another rendition")

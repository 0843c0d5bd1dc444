"""A passage that renders speech in quotation marks has the quotation; one that does not has none."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault

QUOTED = {"verbatim", "partial", "source-translation", "own-translation"}


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        if row["rendition"] is None or "exact" in row.broken:
            continue
        if row["rendition"] in QUOTED and row["exact"] is None:
            why = f"A passage of rendition '{row['rendition']}' shows words in quotation marks"
            yield row.fault(
                "rendition", "the quotation is missing", why, "Add 'exact', or write 'rendition: indirect-speech'"
            )
        elif row["rendition"] not in QUOTED and row["exact"] is not None:
            why = f"'exact' is for words in quotation marks, and rendition '{row['rendition']}' says there are none"
            yield row.fault("exact", "a quotation where none is printed", why, "Take it out, or name another rendition")

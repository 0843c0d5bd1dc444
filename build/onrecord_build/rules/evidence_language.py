"""A passage is in the language of its source.

A page in one language shows its words in that language; only a translation of our own does not. Where a page is in
two languages, put the warning aside with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "warning"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes="ev-0002-times,example-times,,,,,src-0002-example-agency,supports,document-fact,,,,ru,",
    fails="ev-0002-times,example-times,,,,,src-0002-example-agency,supports,document-fact,,,,en,",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    languages = {row["source_id"]: row["lang"] for row in dataset.rows("sources") if row["source_id"]}
    for row in dataset.rows("evidence"):
        lang, there = row.get("lang"), languages.get(row.get("source"))
        if lang == there or lang is None or there is None or row["rendition"] in (None, "own-translation"):
            continue
        if lang.partition("-")[0] != there.partition("-")[0]:
            message = f"the passage is in '{lang}', and its source '{row['source']}' in '{there}'"
            yield row.fault("lang", message, "Correct one of the two, or write 'rendition: own-translation'")

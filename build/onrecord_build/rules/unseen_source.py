"""A source of which nothing was read is never evidence, and has no day on which it was read.

It is recorded for lineage only: two pages that both cite a third are not two origins.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("sources"):
        if row["access"] is None or "accessed" in row.broken:
            continue
        if (row["access"] == "unseen") != (row["accessed"] is None):
            what = f"access is '{row['access']}', and accessed is {row['accessed'] or 'empty'}"
            why = "Every source that was read has the day of reading, and no other has"
            yield row.fault("accessed", what, why, "Give the day, or write 'unseen'")
    for row in dataset.rows("evidence"):
        source = dataset.get("sources", row["source"])
        if source is not None and source["access"] == "unseen":
            why = "What nobody read shows nothing; an unseen source serves lineage only"
            yield row.fault("source", f"'{row['source']}' is unseen", why, "Cite the page that was read")

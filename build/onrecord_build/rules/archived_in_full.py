"""A source whose text is archived was read in full.

The digest in `text_sha256` is that of the whole text, in which quotations are looked up: `access` is then `full-text`.
A page that was read in full and not archived is `full-text` as well, without a digest.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-03,en,false,full-text,2026-02-10,",
    fails="2026-02-03,en,false,excerpt,2026-02-10,",
)
WRONG = [Wrong("sources", given("text_sha256") & (col("access") != "full-text"))]


def say(dataset: Dataset, row: Row) -> Fault:
    help = "Write 'full-text' where the whole text was read, or leave the digest out"
    return row.fault("access", f"access is '{row['access']}', and text_sha256 is given", help)

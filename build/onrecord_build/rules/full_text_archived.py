"""A source that was read whole has its text in the archive, and no other has.

The digest in `text_sha256` is that of the archived text, in which quotations are looked up. Where only a passage was
read, or the text was not kept, write `excerpt` and leave the digest out.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-04,en,false,excerpt,2026-02-10,,",
    fails="2026-02-04,en,false,full-text,2026-02-10,,",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("sources"):
        access, digest = row["access"], row["text_sha256"]
        if access is None or "text_sha256" in row.broken or (access == "full-text") == (digest is not None):
            continue
        if digest is None:
            help = "Archive the text and give its digest, or write 'excerpt'"
            yield row.fault("access", "access is 'full-text', and text_sha256 is empty", help)
        else:
            help = "Write 'full-text' where the whole text was read, or leave the digest out"
            yield row.fault("access", f"access is '{access}', and text_sha256 is given", help)

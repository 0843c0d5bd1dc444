"""A source that translates another is marked as a translation.

Its words are then never taken for those of a speaker, but for a translator's. Lineage says that it translates; the
column `is_translation` says so on the source itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-04,en,true,excerpt,",
    fails="2026-02-04,en,false,excerpt,",
    instead_of="2026-02-04,en,false,excerpt,",
    given=(Edit("dataset/source_lineage.csv", ",excerpts,", ",translates,"),),
)


def check(dataset: Dataset) -> Iterator[Fault]:
    said = set()
    for row in dataset.rows("source_lineage"):
        if row["relation"] != "translates" or row["parent"] is None or row["child"] in said:
            continue
        child = dataset.get("sources", row["child"])
        if child is not None and child["is_translation"] is False:
            said.add(row["child"])
            message = f"is_translation is 'false', and the source translates '{row['parent']}'"
            help = "Write 'true', or name another relation in dataset/source_lineage.csv, or run: onrecord fix"
            yield child.fault("is_translation", message, help)


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Mark the source as a translation."""
    return {"is_translation": "true"}

"""A source that translates another is marked as a translation.

Its words are then never taken for those of a speaker, but for a translator's. Lineage says that it translates; the
column `is_translation` says so on the source itself.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-04,en,true,excerpt,",
    fails="2026-02-04,en,false,excerpt,",
    instead_of="2026-02-04,en,false,excerpt,",
    given=(Edit("dataset/source_lineage.csv", ",excerpts,", ",translates,"),),
)
WRONG = [
    Wrong(
        "sources",
        col("is_translation").is_(False)
        & some("source_lineage", "child", (col("relation") == "translates") & given("parent")),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    links = [link for link in dataset.rows("source_lineage") if link["child"] == row["source_id"]]
    parent = next(link["parent"] for link in links if link["relation"] == "translates" and link["parent"])
    message = f"is_translation is 'false', and the source translates '{parent}'"
    help = "Write 'true', or name another relation in dataset/source_lineage.csv, or run: onrecord fix"
    return row.fault("is_translation", message, help)


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Mark the source as a translation."""
    return {"is_translation": "true"}

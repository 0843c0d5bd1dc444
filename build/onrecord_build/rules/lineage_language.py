"""A translation is in another language than its parent, and a copy in the same.

`translates` is for a text that was put into another language as a whole; `syndicates` for one that was printed as it
is. Parts of a language, such as en-GB and en-US, are one language here.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/source_lineage.csv",
    passes="src-0003-example-times,src-0002-example-agency,excerpts,",
    fails="src-0003-example-times,src-0002-example-agency,syndicates,",
)
CHILD, PARENT = col("child.lang").language, col("parent.lang").language
WRONG = [
    Wrong("source_lineage", (col("relation") == "translates") & (CHILD == PARENT)),
    Wrong("source_lineage", (col("relation") == "syndicates") & (CHILD != PARENT)),
]


def say(dataset: Dataset, row: Row) -> Fault:
    child, parent = dataset.named("sources", row["child"]), dataset.named("sources", row["parent"])
    languages = f"the child is in '{child['lang']}', the parent in '{parent['lang']}'"
    help = "Name another relation, or correct 'lang' in dataset/sources.csv"
    return row.fault("relation", f"relation '{row['relation']}', while {languages}", help)

"""A translation is in another language than its parent, and a copy in the same.

`translates` is for a text that was put into another language as a whole; `syndicates` for one that was printed as it
is. Parts of a language, such as en-GB and en-US, are one language here.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/source_lineage.csv",
    passes="src-0003-example-times,src-0002-example-agency,excerpts,",
    fails="src-0003-example-times,src-0002-example-agency,syndicates,",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("source_lineage"):
        if row["relation"] not in ("translates", "syndicates"):
            continue
        child, parent = dataset.get("sources", row["child"]), dataset.get("sources", row["parent"])
        if child is None or parent is None or None in (child["lang"], parent["lang"]):
            continue
        same = child["lang"].partition("-")[0] == parent["lang"].partition("-")[0]
        if same == (row["relation"] == "translates"):
            languages = f"the child is in '{child['lang']}', the parent in '{parent['lang']}'"
            help = "Name another relation, or correct 'lang' in dataset/sources.csv"
            yield row.fault("relation", f"relation '{row['relation']}', while {languages}", help)

"""A copy of a source adds nothing to the evidence that the source itself gives.

A page that prints another's report whole shows the same words once more, and is no second witness. Keep the evidence
of the source that was copied, and let lineage tell of the copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.normal_form import normalise
from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.conditions import Alike, col, given, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault

SEVERITY = "warning"
ROW_BY_ROW = True
EXAMPLE = Example(
    STATEMENT,
    passes="    locator: paragraph 2\n",
    fails="    locator: paragraph 2\n"
    "  - evidence_id: ev-0012-copy\n"
    "    source: src-0003-example-times\n"
    "    support: supports\n"
    "    rendition: source-translation\n"
    "    exact: We will not do it, […] We have our own laws.\n"
    "    lang: en\n",
    given=(
        Edit(
            "dataset/source_lineage.csv",
            "src-0002-example-agency,excerpts,The page credits the agency.",
            "src-0001-example-times,syndicates,The page says that it was printed before.",
        ),
    ),
)
COPY, COPIED = (
    some("source_lineage", side, col("relation") == "syndicates", of="source") for side in ("child", "parent")
)
SUSPECTS = [
    Alike(
        "evidence",
        (col(column), col("exact").normal),
        (col("support") == "supports") & given("exact") & (COPY | COPIED),
        ("evidence", "source_lineage"),
    )
    for column in RECORDS_WITH_EVIDENCE
]


def check(dataset: Dataset) -> Iterator[Fault]:
    copied: dict[str, set[str]] = {}
    for row in dataset.rows("source_lineage"):
        if row["relation"] == "syndicates" and row["child"] and row["parent"]:
            copied.setdefault(row["child"], set()).add(row["parent"])
    if not copied:
        return
    for row in dataset.rows("evidence"):
        originals = copied.get(row["source"])
        if originals is None or row["support"] != "supports" or not row["exact"]:
            continue
        words = normalise(row["exact"])
        for column in RECORDS_WITH_EVIDENCE:
            for other in dataset.evidence_of.get((column, row[column]), ()):
                if other["source"] not in originals or other["support"] != "supports" or not other["exact"]:
                    continue
                if normalise(other["exact"]) == words:
                    message = f"'{row['source']}' is a copy of '{other['source']}', which shows the same words"
                    yield row.fault("source", message, "Take the evidence of the copy out")
                    break

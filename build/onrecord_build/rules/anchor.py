"""A quotation of an archived text stands in it, letter by letter and at one place.

Typography aside (kinds of quotation marks, dashes and spaces), the words are those of the text; words left out are
marked […]. Where the same words occur twice, `prefix` or `suffix` says which are meant. Without the texts at hand,
the places found before (dataset/anchors.csv) must still be those of the records as they are now.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.texts import NotFound
from onrecord_build.anchors import passage_digest
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
ROW_BY_ROW, BESIDE = True, ("sources",)
EXAMPLE = Example(
    STATEMENT,
    passes="exact: We will not do it, […] We have our own laws.",
    fails="exact: We will never do it, […] We have our own laws.",
)
COMMAND = "run: onrecord generate --texts DIR"


def check(dataset: Dataset) -> Iterator[Fault]:
    archived = {s["source_id"]: s["text_sha256"] for s in dataset.rows("sources") if s["text_sha256"]}
    for row in dataset.rows("evidence"):
        digest = archived.get(row["source"])
        if digest is None or row.broken & {"source", "exact", "locator", "prefix", "suffix"}:
            continue
        anchor = dataset.anchors.get(row["evidence_id"])
        current = anchor is not None and (anchor.text_sha256, anchor.passage_sha256) == (digest, passage_digest(row))
        text = (dataset.texts or {}).get(digest)
        if text is None:
            if not current:
                message = (
                    "the place of this passage in the archived text is missing or out of date in dataset/anchors.csv"
                )
                yield row.fault("exact", message, f"With the archived text at hand, {COMMAND}")
            continue
        try:
            place = text.locate(row)
        except NotFound as error:
            message, help = error.args
            yield row.fault("exact" if row["exact"] else "locator", message, help)
        else:
            if not current or anchor is None or place != (anchor.start, anchor.end):
                message = "the passage stands at another place in the archived text than dataset/anchors.csv says"
                yield row.fault("exact", message, COMMAND.capitalize())

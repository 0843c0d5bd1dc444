"""A quotation of an archived text stands in it, at one place.

Without the texts at hand, the anchors found before must still be those of the records as they are now."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.anchors import NotFound, passage_digest
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault

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
                why = "The place of a passage in an archived text is kept in dataset/anchors.csv"
                yield row.fault(
                    "exact",
                    "the anchor of this passage is missing or out of date",
                    why,
                    f"With the archived text at hand, {COMMAND}",
                )
            continue
        try:
            place = text.locate(row)
        except NotFound as error:
            what, fix = error.args
            yield row.fault(
                "exact" if row["exact"] else "locator",
                what,
                "A quotation stands in its source letter by letter, at one place",
                fix,
            )
        else:
            if not current or anchor is None or place != (anchor.start, anchor.end):
                why = "The place of the passage in the archived text is another than dataset/anchors.csv says"
                yield row.fault(
                    "exact", "the anchor of this passage is missing or out of date", why, COMMAND.capitalize()
                )

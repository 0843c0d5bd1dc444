"""The table `renderings`: the variants of each statement's quotation across sources and languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord_build.dataset import TRANSLATIONS, Dataset
from onrecord_build.derived.wording import alignment, difference, distance
from onrecord_build.records import Row

COMPARED = {"supports", "contradicts"}
FAR = 0.8  # the distance beyond which two quotations are not of the same words


def rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Every quotation that supports or contradicts a statement, beside the one that it is compared with.

    That is the lead evidence; where it quotes nothing, the first quotation that supports the statement. In another
    language the first quotation is compared with that one, and the others of the language with the first. "First" is
    by support and identifier, so that the order of records in their files does not matter.
    """
    for statement in dataset.rows("statements"):
        evidence = dataset.evidence_of.get(("statement", statement["statement_id"]), [])
        quoted = [row for row in evidence if row["exact"] is not None and row["support"] in COMPARED]
        lead = statement["lead_evidence"]
        quoted.sort(key=lambda row: (row["evidence_id"] != lead, row["support"] != "supports", row["evidence_id"]))
        firsts: dict[str, Row] = {}
        for row in quoted:
            first = firsts.setdefault(row["lang"], row)
            if row is quoted[0]:
                yield _row(row, None, "reference")
            elif row is first:
                yield _row(row, quoted[0], "translation")
            else:
                texts = row["exact"], first["exact"]
                far = distance(*texts)
                kind = _kind(row, first, far, shared=dataset.lineage.shares_words(row["source"], first["source"]))
                yield _row(row, first, kind) | {"distance": far, "alignment": alignment(*texts)}


def _kind(row: Row, other: Row, far: float, *, shared: bool) -> str:
    if found := difference(row["exact"], other["exact"]):
        return found
    if far > FAR:
        return "other-passage"
    translated = row["rendition"] in TRANSLATIONS and other["rendition"] in TRANSLATIONS
    return "translation" if translated and not shared else "substantive"


def _row(row: Row, other: Row | None, kind: str) -> dict[str, Any]:
    return {
        "statement": row["statement"],
        "evidence": row["evidence_id"],
        "compared_with": other["evidence_id"] if other is not None else None,
        "lang": row["lang"],
        "difference": kind,
    }

"""The table `renderings`: the variants of each statement's quotation across sources and languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord_build.dataset import Dataset
from onrecord_build.records import Row
from onrecord_build.wording import alignment, difference, distance

COMPARED = {"supports", "contradicts"}
TRANSLATED = {"source-translation", "own-translation"}
# What takes words over. Who merely cites a source has other words from elsewhere.
CARRIES_WORDS = {"syndicates", "translates", "rewrites", "excerpts"}


def rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Every quotation that supports or contradicts a statement, beside the one that it is compared with.

    That is the lead evidence; where it quotes nothing, the first quotation that supports the statement. In another
    language the first quotation is compared with that one, and the others of the language with the first. "First" is
    by support and identifier, so that the order of records in their files does not matter.
    """
    lineage = _lineage(dataset)
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
                here, there = _with_ancestors(row["source"], lineage), _with_ancestors(first["source"], lineage)
                kind = _kind(row, first, same_origin=shared_origin(here, there))
                texts = row["exact"], first["exact"]
                yield _row(row, first, kind) | {"distance": distance(*texts), "alignment": alignment(*texts)}


def shared_origin(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sources go back to one, given what each draws on, itself included."""
    return not a.isdisjoint(b)


def _kind(row: Row, other: Row, *, same_origin: bool) -> str:
    if found := difference(row["exact"], other["exact"]):
        return found
    translated = row["rendition"] in TRANSLATED and other["rendition"] in TRANSLATED
    return "translation" if translated and not same_origin else "substantive"


def _row(row: Row, other: Row | None, kind: str) -> dict[str, Any]:
    return {
        "statement": row["statement"],
        "evidence": row["evidence_id"],
        "compared_with": other["evidence_id"] if other is not None else None,
        "lang": row["lang"],
        "difference": kind,
    }


def _lineage(dataset: Dataset) -> dict[str, set[str]]:
    """The sources that each took words from."""
    parents: dict[str, set[str]] = {}
    for row in dataset.rows("source_lineage"):
        if row["relation"] in CARRIES_WORDS:
            parents.setdefault(row["child"], set()).add(row["parent"])
    return parents


def _with_ancestors(source: str, parents: dict[str, set[str]]) -> frozenset[str]:
    """The source and everything that its words can come from."""
    found: set[str] = set()
    ends = [source]
    while ends:
        if (at := ends.pop()) not in found:
            found.add(at)
            ends.extend(parents.get(at, ()))
    return frozenset(found)

"""References as items of the Citation Style Language, in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from onrecord.citation.dates import Published
from onrecord.citation.reference import DATASET, Reference

# Code of the vocabulary source-kind → type of CSL 1.0; the label of the kind is told as genre.
TYPES = {
    DATASET: "dataset",
    "verbatim-record": "report",
    "official-document": "report",
    "official-communique": "webpage",
    "official-social-post": "post",
    "recording": "broadcast",
    "official-transcript": "webpage",  # "speech" would make its publisher the speaker
    "interview-text": "article-newspaper",
    "op-ed": "article-newspaper",
    "court-filing": "report",
    "wire-report": "article-newspaper",
    "news-report": "article-newspaper",
    "broadcast-report": "broadcast",
    "expert-report": "report",
    "company-filing": "report",
    "aggregator": "webpage",
}
CONTAINED = {"article-newspaper", "webpage", "post"}  # types whose publisher is told as what they stand in


def as_csl(references: Sequence[Reference]) -> str:
    """A JSON array of items."""
    return json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=2)


def _item(reference: Reference) -> dict[str, Any]:
    kind = TYPES.get(reference.kind, "webpage")
    item = {
        "id": reference.key,
        "type": kind,
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "container-title" if kind in CONTAINED else "publisher": reference.publisher,
        "issued": reference.published and _issued(reference.published),
        "URL": reference.url,
        "accessed": reference.accessed
        and {"date-parts": [[reference.accessed.year, reference.accessed.month, reference.accessed.day]]},
        "language": reference.lang,
        "genre": reference.genre,
        "version": reference.version,
        "note": reference.note,
    }
    return {name: value for name, value in item.items() if value}


def _issued(published: Published) -> dict[str, Any]:
    return {"date-parts": published.parts} | ({} if published.exact else {"circa": True})

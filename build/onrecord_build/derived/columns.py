"""The columns of a release that are computed from a record and those around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from onrecord.normal_form import digest
from onrecord_build.dataset import Dataset
from onrecord_build.derived.corroboration import Corroborator
from onrecord_build.derived.text_fragment import link
from onrecord_build.records import Row

Derive = Callable[[Row], dict[str, Any]]


def derived_columns(dataset: Dataset) -> dict[str, tuple[Derive, ...]]:
    """What computes columns of each table from a record and those around it."""
    corroborator = Corroborator(dataset)

    def supported(column: str) -> Derive:
        return lambda row: corroborator.of(column, row)._asdict()

    return {
        "statements": (partial(_statement, dataset), supported("statement")),
        "events": (supported("event"),),
        "relationships": (supported("relationship"),),
        "tenures": (supported("tenure"),),
        "evidence": (partial(_evidence, dataset),),
    }


def _statement(dataset: Dataset, row: Row) -> dict[str, Any]:
    lead = dataset.get("evidence", row["lead_evidence"])
    assert lead is not None  # checked before
    quoted = lead["exact"] is not None
    return {"quote": lead["exact"], "quote_lang": lead["lang"] if quoted else None}


def _evidence(dataset: Dataset, row: Row) -> dict[str, Any]:
    anchor = dataset.anchors.get(row["evidence_id"])
    source = dataset.get("sources", row["source"])
    assert source is not None  # checked before
    return {
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "exact_sha256": digest(row["exact"]) if row["exact"] else None,
        "link": link(source["url"], row),
    }

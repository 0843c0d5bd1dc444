"""What a release extends over: its languages, the days of its statements, how much it holds."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from onrecord_build.compile import MemoryStore

Days = tuple[datetime.date, datetime.date]


def languages(store: MemoryStore) -> list[str]:
    """The languages of the passages, as IETF language tags in the order of the alphabet."""
    return sorted(store.read("evidence")["lang"].drop_null().unique().to_pylist())


def said(store: MemoryStore) -> Days | None:
    """The first and the last day on which a statement can have been made; None where no date is closed."""
    statements = store.read("statements")
    return _ends(statements["said_earliest"], statements["said_latest"])


def read(store: MemoryStore) -> Days | None:
    """The first and the last day on which a source was read."""
    accessed = store.read("sources")["accessed"]
    return _ends(accessed, accessed)


def described(store: MemoryStore, abstract: str) -> str:
    """The abstract, with what the release holds in figures."""
    counts = {name: store.read(name).num_rows for name in ("statements", "actors", "evidence")}
    sources = len(store.read("evidence")["source"].unique())
    spoken = {tag.partition("-")[0] for tag in languages(store)}
    return (
        f"{abstract} It holds {counts['statements']:,} statements and {counts['actors']:,} actors; the evidence is "
        f"{counts['evidence']:,} passages of {sources:,} sources, in {len(spoken)} languages."
    )


def _ends(first: pa.ChunkedArray, last: pa.ChunkedArray) -> Days | None:
    """The earliest and the latest day of two columns, both of which are known from either where one is empty."""
    days = [day for column in (first, last) for day in pc.min_max(column).as_py().values() if day is not None]
    return (min(days), max(days)) if days else None

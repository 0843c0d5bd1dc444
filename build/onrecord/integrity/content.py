"""The content digest: what a table says, whatever file or program holds it."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def content_digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 of the rows of a table, in their order.

    Each row is one line of JSON in UTF-8: keys sorted, no white space, dates as YYYY-MM-DD, lines ended by a line feed.
    """
    lines = hashlib.sha256()
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=day)
        lines.update(line.encode("utf-8") + b"\n")
    return lines.hexdigest()


def table_digest(table: pa.Table) -> str:
    """The content digest of an Arrow table, many rows at a time."""
    from onrecord.integrity.lines import lines

    digest = hashlib.sha256()
    for piece in lines(table.select(sorted(table.column_names))):
        digest.update(piece)
    return digest.hexdigest()


def release_digest(tables: Mapping[str, str]) -> str:
    """SHA-256 of the digests of all tables: a line for each, its digest, two spaces and its name, sorted by name."""
    return hashlib.sha256("".join(f"{tables[name]}  {name}\n" for name in sorted(tables)).encode()).hexdigest()


def day(value: Any) -> str:
    """A date as JSON has it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")

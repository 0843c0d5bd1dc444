"""Explain a value of the data, as a data frame or as text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.records.trace import Trace
from onrecord.store import Store

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *("record", "table", "field", "value", "basis"),
    *("evidence", "support", "rendition", "quote", "lang", "note", "link"),
    *("source", "publisher", "title", "published", "lineage"),
    *("path", "line", "version"),
)
WIDTH = 100


def explain(store: Store, record: str, field: str | None = None) -> pd.DataFrame:
    """What `onrecord.explain` returns."""
    import pyarrow as pa

    from onrecord.engines.as_pandas import of_arrow
    from onrecord.origin import origin

    schema = pa.schema([(name, pa.int64() if name == "line" else pa.string()) for name in COLUMNS])
    return of_arrow(store, pa.Table.from_pylist(list(Trace(store).rows(record, field)), schema), origin(store))


def explanation(store: Store, record: str, field: str | None = None) -> str:
    """The same as a person reads it: each value with the numbers of its passages, and each passage once.

    Raises OnRecordError where there is no such record, or it has no such field.
    """
    rows = list(Trace(store).rows(record, field))
    passages = {row["evidence"]: row for row in rows if row.get("evidence")}
    number = {evidence: n for n, evidence in enumerate(passages, 1)}
    tables = list(dict.fromkeys(row["table"] for row in rows if row["record"] == record))
    lines = [f"{record}  ({', '.join(tables)})  On Record {rows[0]['version']}", ""]
    values: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        values.setdefault((row["table"], row["record"], row["field"]), []).append(row)
    for (table, at, _), group in values.items():
        own = table if len(tables) > 1 else ""
        lines += _value(group, number, own if at == record else f"{table} {at.removeprefix(f'{record}/')}")
    for evidence, row in passages.items():
        lines += ["", *_passage(number[evidence], row)]
    return "\n".join(lines)


def _value(rows: Sequence[dict[str, Any]], number: dict[str, int], of: str) -> list[str]:
    row = rows[0]
    value = f"{row['field']}: {row['value']}" + (f"  ({of})" if of else "")
    shown_by = "".join(f" [{number[r['evidence']]}]" for r in rows if r.get("evidence"))
    place = f"{row['path']}:{row['line']}" if row["path"] else "when the release is built"
    page = f"  {row['link']}" if row["basis"] == "page" and not row.get("evidence") and row.get("link") else ""
    return [
        *textwrap.wrap(value, WIDTH, subsequent_indent="    "),
        f"    {row['basis']}{shown_by}{page}  {place}",
    ]


def _passage(number: int, row: dict[str, Any]) -> list[str]:
    published = f", {row['published']}" if row["published"] else ""
    told = [
        f"“{row['quote']}” ({row['lang']})" if row["quote"] else "",
        f"{row['publisher'] or 'publisher unknown'}{published}: {row['title'] or row['source']}",
        row["link"] or "",
        f"lineage: {row['lineage']}" if row["lineage"] else "",
        f"note: {row['note']}" if row["note"] else "",
    ]
    lines = [f"[{number}] {row['evidence']}: {row['support']}, {row['rendition']}"]
    for text in told:
        lines += textwrap.wrap(
            text, WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
    return lines

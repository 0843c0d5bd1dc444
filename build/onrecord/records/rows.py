"""Single rows by what a column of them holds: without reading whole tables where there is an index of them."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from onrecord.catalog import fields_of
from onrecord.sql_names import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.store import Store

INDEX = "records.sqlite"  # beside the tables of an installed copy
NOT_INDEXED = ("balance", "codings", "provenance", "renderings")  # which nobody looks up row by row


class Rows:
    """Rows of a release."""

    def __init__(self, store: Store, index: Path | None) -> None:
        self._store = store
        self._connection = sqlite3.connect(f"{index.as_uri()}?mode=ro&immutable=1", uri=True) if index else None
        self._tables: dict[str, list[dict[str, Any]]] = {}

    def where(self, table: str, column: str, value: str) -> list[dict[str, Any]]:
        """The rows of a table in whose column a value stands, in order; dates are text."""
        if self._connection is None:
            return [row for row in self._table(table) if row[column] == value]
        lists = [field["name"] for field in fields_of(self._store, table) if field["onrecordType"] == "list"]
        asked = f"SELECT * FROM {quoted(table)} WHERE {quoted(column)} = ? ORDER BY rowid"
        try:
            found = self._connection.execute(asked, [value])
        except UnicodeEncodeError:  # bytes of the command line that are no text
            return []
        names = [name for name, *_ in found.description]
        rows = [dict(zip(names, values, strict=True)) for values in found]
        return [row | {name: json.loads(row[name]) for name in lists if row[name] is not None} for row in rows]

    def _table(self, name: str) -> list[dict[str, Any]]:
        if name not in self._tables:
            self._tables[name] = self._store.read(name).to_pylist()
        return self._tables[name]


def rows_of(store: Store) -> Rows:
    """The rows of a release, by the index of an installed copy where there is one."""
    from onrecord.store import FolderStore

    index = store.folder / INDEX if isinstance(store, FolderStore) else None
    return Rows(store, index if index and index.is_file() else None)

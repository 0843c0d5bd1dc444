"""One JSON document for each statement, with all that bears on it: evidence, sources, people, corrections."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.integrity.content import day
from onrecord_build.compile import MemoryStore

FOLDER = "statements"
# What belongs to a statement, by the column that names it.
PARTS = {
    "targets": ("statement_targets", "statement"),
    "positions": ("statement_positions", "statement"),
    "designations": ("designations", "statement"),
    "evidence": ("evidence", "statement"),
    "renderings": ("renderings", "statement"),
    "corrections": ("errata", "record"),
}
# What a column of a table names, and is put in its place.
NAMED = {
    "statements": {
        **dict.fromkeys(("speaker", "principal", "on_behalf_of"), "actors"),
        **dict.fromkeys(("event", "about_event"), "events"),
        "tenure": "tenures",
    },
    "statement_targets": {"target_actor": "actors", "target_event": "events"},
    "statement_positions": {"proposition": "propositions"},
    "evidence": {"source": "sources"},
    "sources": {"publisher": "actors"},
    "source_lineage": {"parent": "sources"},
}


def write(store: MemoryStore, folder: Path) -> None:
    """Write statements/STATEMENT.json for each."""
    (folder / FOLDER).mkdir()
    documents = _Documents(store)
    for row in store.tables["statements"].to_pylist():
        text = json.dumps(documents.statement(row), ensure_ascii=False, indent=1, default=day)
        path = folder / FOLDER / f"{row['statement_id']}.json"
        path.write_text(text + "\n", encoding="utf-8", newline="\n")


class _Documents:
    """The tables by key, from which documents are put together."""

    def __init__(self, store: MemoryStore) -> None:
        self.release = store.identity.about()
        self.rows = {name: table.to_pylist() for name, table in store.tables.items() if name != "provenance"}
        self.by_key = {
            name: {row[table.key[0]]: row for row in self.rows[name]}
            for name, table in store.schemas.released.items()
            if len(table.key) == 1 and name in self.rows
        }
        self.parts = {key: _grouped(self.rows[table], column) for key, (table, column) in PARTS.items()}
        self.lineage = _grouped(self.rows["source_lineage"], "child")

    def statement(self, row: dict[str, Any]) -> dict[str, Any]:
        """The document of a statement."""
        name = row["statement_id"]
        inner = {
            key: [self._with_names(table, part) for part in self.parts[key][name]] for key, (table, _) in PARTS.items()
        }
        return {"release": self.release, "statement": self._with_names("statements", row), **inner}

    def _with_names(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row with the records that it names in the place of their identifiers."""
        named = NAMED.get(table, {})
        whole = {
            column: self._record(named[column], value) if column in named and value is not None else value
            for column, value in row.items()
        }
        if table == "sources":
            whole["lineage"] = [self._with_names("source_lineage", link) for link in self.lineage[row["source_id"]]]
        return whole

    def _record(self, table: str, name: str) -> dict[str, Any]:
        return self._with_names(table, self.by_key[table][name])


def _grouped(rows: Iterable[dict[str, Any]], column: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups

"""One JSON document for each statement, with all that bears on it: evidence, sources, people, corrections."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.integrity.content import day
from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent

FOLDER = "statements"
TOGETHER = 1000  # statements whose documents are made at a time
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


def write(store: MemoryStore, folder: Path, step: Step = silent) -> None:
    """Write statements/STATEMENT.json for each."""
    (folder / FOLDER).mkdir()
    about, documents = store.identity.about(), _Documents(store)
    for start in range(0, store.rows["statements"], TOGETHER):
        step(f"{FOLDER}/ from {start:,} on")
        for name, document in documents.of(start, start + TOGETHER):
            text = json.dumps({"release": about, **document}, ensure_ascii=False, indent=1, default=day)
            (folder / FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8", newline="\n")


class _Documents:
    """What documents are put together from: of the tables, only the rows of few statements are Python's at a time."""

    def __init__(self, store: MemoryStore) -> None:
        self.tables = store.tables
        names = store.tables["statements"]["statement_id"]
        self.parts = {key: _Parts(store.tables[table], column, names) for key, (table, column) in PARTS.items()}
        self.lineage = _Parts(store.tables["source_lineage"], "child", store.tables["sources"]["source_id"])

    def of(self, start: int, stop: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """The identifiers and documents of the statements from one row to another."""
        statements = self.tables["statements"].slice(start, stop - start).to_pylist()
        parts = {key: part.of(range(start, start + len(statements))) for key, part in self.parts.items()}
        named = _Named(self)
        named.needed("statements", statements)
        for key, (table, _) in PARTS.items():
            named.needed(table, chain.from_iterable(parts[key]))
        for number, row in enumerate(statements):
            inner = {
                key: [named.within(table, part) for part in parts[key][number]] for key, (table, _) in PARTS.items()
            }
            yield row["statement_id"], {"statement": named.within("statements", row), **inner}


class _Named:
    """The records that some rows name, and those that these name in turn, by table and identifier."""

    def __init__(self, documents: _Documents) -> None:
        self.documents = documents
        self.rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.lineage: dict[str, list[dict[str, Any]]] = {}

    def needed(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Fetch what rows of a table name."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for column, other in NAMED.get(table, {}).items():
                if row[column] is not None and row[column] not in self.rows[other]:
                    wanted[other].add(row[column])
        for other, names in wanted.items():
            held = self.documents.tables[other]
            key = held.column_names[0]
            places = pc.index_in(pa.array(sorted(names), pa.string()), held[key])
            found = held.take(places).to_pylist()
            self.rows[other] |= {row[key]: row for row in found}
            if other == "sources":
                links = self.documents.lineage.of(places.to_pylist())
                self.lineage |= zip((row[key] for row in found), links, strict=True)
                self.needed("source_lineage", chain.from_iterable(links))
            self.needed(other, found)

    def within(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row with the records that it names in the place of their identifiers."""
        named = NAMED.get(table, {})
        whole = {
            column: self.within(named[column], self.rows[named[column]][value])
            if column in named and value is not None
            else value
            for column, value in row.items()
        }
        if table == "sources":
            whole["lineage"] = [self.within("source_lineage", link) for link in self.lineage[row["source_id"]]]
        return whole


class _Parts:
    """The rows of a table by the record that a column of them names."""

    def __init__(self, table: pa.Table, column: str, records: pa.ChunkedArray) -> None:
        self.table = table
        owners = pc.fill_null(pc.index_in(table[column], records), -1).to_numpy()
        self.order = np.argsort(owners, kind="stable")
        self.ends = np.searchsorted(owners[self.order], np.arange(len(records) + 1))

    def of(self, records: Sequence[int]) -> list[list[dict[str, Any]]]:
        """The rows of each of some records, which are given by their rows."""
        places = [self.order[self.ends[record] : self.ends[record + 1]] for record in records]
        rows = iter(self.table.take(np.concatenate([np.empty(0, np.int64), *places])).to_pylist())
        return [list(islice(rows, len(found))) for found in places]

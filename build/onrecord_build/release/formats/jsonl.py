"""Tables as JSON Lines: one row a line, all columns, null where there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.integrity.content import day
from onrecord.integrity.forms import RELEASE
from onrecord_build.compile import MemoryStore


def write(store: MemoryStore, folder: Path) -> None:
    """Write a file for each table that has rows; every row says in a last column what it is from."""
    (folder / "jsonl").mkdir()
    label = {RELEASE: store.identity.label}
    for name, table in store.tables.items():
        if table.num_rows:  # an empty file could not say what it is from
            with open(folder / "jsonl" / f"{name}.jsonl", "w", encoding="utf-8", newline="\n") as file:
                for row in table.to_pylist():
                    file.write(json.dumps(row | label, ensure_ascii=False, default=day) + "\n")

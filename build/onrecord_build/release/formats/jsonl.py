"""Tables as JSON Lines: one row a line, all columns, null where there is nothing."""

from __future__ import annotations

from pathlib import Path

from onrecord.integrity.forms import RELEASE
from onrecord.integrity.lines import lines
from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent


def write(store: MemoryStore, folder: Path, step: Step = silent) -> None:
    """Write a file for each table that has rows; every row says in a last column what it is from."""
    (folder / "jsonl").mkdir()
    for name, table in store.tables.items():
        if table.num_rows:  # an empty file could not say what it is from
            step(f"jsonl/{name}.jsonl")
            with open(folder / "jsonl" / f"{name}.jsonl", "wb") as file:
                file.writelines(lines(table, {RELEASE: store.identity.label}))

"""Tables as Parquet, compressed with zstd."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent


def write(store: MemoryStore, folder: Path, step: Step = silent) -> None:
    """Write a file for each table; what a table and its columns mean is in the metadata that it came with."""
    (folder / "parquet").mkdir()
    for name, table in store.tables.items():
        step(f"parquet/{name}.parquet")
        # One chunk: the layout of chunks would show in the bytes.
        pq.write_table(table.combine_chunks(), folder / "parquet" / f"{name}.parquet", compression="zstd")

"""Tables as Parquet, compressed with zstd."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent

ROWS = 2**17  # in a group, so that whoever reads some of a large table need not hold all of it


def write(store: MemoryStore, folder: Path, step: Step = silent) -> None:
    """Write a file for each table; what a table and its columns mean is in the metadata that it came with."""
    (folder / "parquet").mkdir()
    for name, table in store.tables.items():
        step(f"parquet/{name}.parquet")
        with pq.ParquetWriter(folder / "parquet" / f"{name}.parquet", table.schema, compression="zstd") as file:
            for start in range(0, table.num_rows, ROWS):
                # One chunk: the layout of chunks would show in the bytes.
                file.write_table(table.slice(start, ROWS).combine_chunks(), row_group_size=ROWS)

"""Tables as Parquet in parts, so that whoever asks for some of the rows need not read the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from onrecord.errors import OnRecordError
from onrecord.integrity.partitions import FOLDER, beginning, dates_of
from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent

MOST = 5000  # parts of a table; more are slower to open than rows are to skip


def write(store: MemoryStore, folder: Path, partitions: Mapping[str, str], step: Step = silent) -> None:
    """Write parquet-partitioned/TABLE/COLUMN=VALUE/part-0.parquet; inside a part rows keep their order.

    Raises OnRecordError where a column has too many values.
    """
    for name, by in partitions.items():
        step(f"{FOLDER}/{name}")
        table = store.tables[name]
        dates = dates_of(by, table.column_names)
        values = table[by].cast(pa.string()) if dates is None else beginning(table[dates[0]], dates[1])
        if (number := pc.count_distinct(values, mode="all").as_py()) > MOST:
            raise OnRecordError(
                f"{name} would lie in {number:,} parts by {by}, and more than {MOST:,} are slow to read. Choose a "
                "column with fewer values, such as: onrecord build --partition statements=said_month"
            )
        plain = table if dates else table.drop_columns([by])
        # What belongs together comes together, so that each part is one file.
        order = pc.sort_indices(values)
        ds.write_dataset(
            plain.append_column(pa.field(by, pa.string()), values).take(order),
            folder / FOLDER / name,
            format="parquet",
            partitioning=ds.partitioning(pa.schema([(by, pa.string())]), flavor="hive"),
            file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
            basename_template="part-{i}.parquet",
            max_partitions=MOST,
            use_threads=False,  # or the order of rows would be another each time
        )

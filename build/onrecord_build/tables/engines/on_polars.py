"""polars: the engine of choice on one machine. Tables are streamed, and none has to fit into memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import narwhals as nw
import polars as pl
import pyarrow as pa
from pyarrow import csv

from onrecord_build.tables.engines import ITEMS, ROW, Engine
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.part_rows import FILE, FIRST, part_rows
from onrecord_build.tables.unreadable import unreadable

BLOCK = 1 << 22  # of CSV; no row is longer

TIMES_TEXT = 8  # how much more free memory there has to be than a file of text is long, for it to be held and checked


class Polars(Engine):
    """Lazy frames that are run in a stream."""

    name: ClassVar[str] = "polars"
    raises: ClassVar[tuple[type[BaseException], ...]] = (Exception, pl.exceptions.PanicException)

    def __init__(self) -> None:
        self.place = tempfile.TemporaryDirectory(prefix="onrecord-")

    def scan(self, file: TableFile) -> nw.LazyFrame[Any]:
        match file.form:
            case "parquet" if file.parts:
                frame = _in_parts(file)
            case "parquet":
                frame = pl.scan_parquet(file.path, row_index_name=ROW)
            case "csv":
                with ThreadPoolExecutor(1) as beside:
                    refused = beside.submit(_refuse_broken_rows, file)
                    frame = self._at_hand(pl.scan_csv(file.path, row_index_name=ROW, infer_schema=False), file)
                    refused.result()
            case _:
                rows = pl.scan_ndjson(file.path, row_index_name=ROW, schema=_text_columns(file))
                frame = self._at_hand(rows, file)
        lists = [pl.col(n).list.join(ITEMS) for n, kind in frame.collect_schema().items() if isinstance(kind, pl.List)]
        return nw.from_native(frame.with_columns(lists))

    def _at_hand(self, frame: pl.LazyFrame, file: TableFile) -> pl.LazyFrame:
        """Rows of a file of text, which is read once: into memory, or to a Parquet file where that is too small."""
        if file.path.stat().st_size * TIMES_TEXT < _free_memory():
            return frame.collect(engine="streaming").lazy()
        place = Path(self.place.name, f"{file.table}.parquet")
        frame.sink_parquet(place, compression="lz4", statistics=False)
        return pl.scan_parquet(place)

    def close(self) -> None:
        self.place.cleanup()

    def small(self, table: pa.Table) -> nw.LazyFrame[Any]:
        return nw.from_native(pl.DataFrame(table).lazy())

    def alike(self, frame: nw.LazyFrame[Any], columns: Sequence[Sequence[str]]) -> list[list[int]]:
        # Values are compared by a hash of eight bytes, so that a column of long texts need not be held.
        native: pl.LazyFrame = frame.to_native()
        hashes = {
            str(number): pl.when(~pl.any_horizontal(pl.col(some).is_null())).then(pl.struct(*some).hash())
            for number, some in enumerate(columns)
        }
        found = native.select(ROW, **hashes).collect(engine="streaming")
        return [_rows_alike(found.select(ROW, hash=name).drop_nulls()) for name in hashes]

    def collect(self, frame: nw.LazyFrame[Any]) -> dict[str, list[Any]]:
        native: pl.LazyFrame = frame.to_native()
        return native.collect(engine="streaming").to_dict(as_series=False)


def open() -> Polars:
    """A new engine."""
    return Polars()


def _rows_alike(hashed: pl.DataFrame) -> list[int]:
    if hashed["hash"].n_unique() == hashed.height:  # as nearly always; to count is faster than to look for them
        return []
    return hashed.filter(pl.col("hash").is_duplicated())[ROW].sort().to_list()


def _in_parts(file: TableFile) -> pl.LazyFrame:
    """The rows of all parts; polars counts them through by itself."""
    parts = pl.DataFrame(part_rows(file)).drop(FIRST)
    paths = parts[FILE].to_list()
    frame = pl.scan_parquet(paths, row_index_name=ROW, include_file_paths=FILE, hive_partitioning=False)
    return (frame.join(parts.lazy(), on=FILE, how="left") if parts.width > 1 else frame).drop(FILE)


def _free_memory() -> int:
    """Bytes of memory that nobody uses, as far as the system tells."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # where it does not, files are not held in memory
        return 0


def _refuse_broken_rows(file: TableFile) -> None:
    """Raises OnRecordError where a row has too many or too few cells, which polars drops or fills without a word."""
    try:
        with csv.open_csv(
            file.path,
            read_options=csv.ReadOptions(block_size=BLOCK, use_threads=False),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            # No column is read: cells are counted, and nothing is done with them.
            convert_options=csv.ConvertOptions(include_columns=[""], include_missing_columns=True),
        ) as blocks:
            for _ in blocks:
                pass
    except pa.ArrowInvalid as error:
        raise unreadable(file, Polars.name, error) from None


def _text_columns(file: TableFile) -> dict[str, type[pl.String]]:
    """The columns of a file of JSON Lines, each as text: lists as JSON, and nothing turned into what it is not."""
    from onrecord_build.tables.json_columns import columns_of

    return dict.fromkeys(columns_of(file.path), pl.String)

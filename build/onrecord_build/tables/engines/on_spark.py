"""Spark: for tables beyond one machine. The session is the one that is there, or a local one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

import narwhals as nw
import pyarrow as pa
from pyspark import SparkConf, SparkContext
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from onrecord_build.tables.engines import ITEMS, ROW, Engine
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.part_rows import FILE, FIRST, part_rows
from onrecord_build.tables.unreadable import refuse_other_encodings

PREFIX = re.compile("^file:/+")
SMALL = 1_000_000  # rows of a frame at hand up to which each executor is given all of it
PROGRESS = "spark.ui.showConsoleProgress"  # without being asked, a session of Python shows it
# A check asks some 200 short questions, on one machine mostly of few rows.
LOCAL = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.adaptive.enabled": "false",
    # Otherwise every use of a column asks the JVM six times, for a line of code to name in error messages.
    "spark.python.sql.dataFrameDebugging.enabled": "false",
}


class Spark(Engine):
    """Frames of a session of Spark."""

    name: ClassVar[str] = "spark"

    def __init__(self, session: SparkSession, own: bool) -> None:
        """A session that is `own` ends with the check."""
        self.session = session
        self.own = own
        self.kept: list[DataFrame] = []

    def scan(self, file: TableFile) -> nw.LazyFrame[Any]:
        path = _address(file.path)
        match file.form:
            case "parquet" if file.parts:
                frame = self._in_parts(file)
            case "parquet":
                frame = self.session.read.parquet(path).select("*", F.col("_metadata.row_index").alias(ROW))
            case "csv":
                refuse_other_encodings(file)
                read = self.session.read.option("header", True).option("multiLine", True).option("escape", '"')
                frame = self._numbered(read.option("mode", "FAILFAST").csv(path))
            case _:
                from onrecord_build.tables.json_columns import columns_of

                refuse_other_encodings(file)
                schema = ", ".join(f"`{name}` STRING" for name in columns_of(file.path))
                frame = self._numbered(self.session.read.schema(schema).option("mode", "FAILFAST").json(path))
        lists = {name: F.array_join(name, ITEMS) for name, kind in frame.dtypes if kind.startswith("array")}
        rows: nw.LazyFrame[Any] = nw.from_native(frame.withColumns(lists) if lists else frame)
        return rows

    def _in_parts(self, file: TableFile) -> DataFrame:
        """The rows of all parts, each with the number that those before it leave it."""
        parts = part_rows(file)
        frame = self.session.read.parquet(*map(_address, parts[FILE].to_pylist()))
        # Spark writes a path in two ways, file:/tmp and file:///tmp, neither of them as the system does.
        addresses = {unquote(address): address for address in (PREFIX.sub("/", one) for one in frame.inputFiles())}
        parts = parts.set_column(0, FILE, pa.array([addresses[path] for path in parts[FILE].to_pylist()]))
        numbered = frame.select(
            "*",
            F.regexp_replace("_metadata.file_path", PREFIX.pattern, "/").alias(FILE),
            F.col("_metadata.row_index").alias(ROW),
        ).join(F.broadcast(self.session.createDataFrame(parts)), FILE)
        return numbered.withColumn(ROW, F.col(ROW) + F.col(FIRST)).drop(FILE, FIRST)

    def _numbered(self, frame: DataFrame) -> DataFrame:
        """A frame of text with the numbers of its rows. Partitions of one file are in the order of the file.

        It is kept, in memory or on disk: text would be taken apart again for every question.
        """
        kept = frame.withColumn(ROW, F.monotonically_increasing_id()).persist()
        self.kept.append(kept)
        part, within = F.shiftright(ROW, 33), F.col(ROW).bitwiseAND(F.lit((1 << 33) - 1))
        rows = kept.groupBy(part.alias("part")).count().orderBy("part").collect()
        before, offsets = 0, []
        for row in rows:
            offsets += [F.lit(row["part"]), F.lit(before)]
            before += row["count"]
        if len(rows) < 2:
            return kept.withColumn(ROW, within)
        return kept.withColumn(ROW, F.element_at(F.create_map(*offsets), part) + within)

    def small(self, table: pa.Table) -> nw.LazyFrame[Any]:
        frame = self.session.createDataFrame(table)
        # Spark does not know how small it is, and would sort both sides of a join.
        rows: nw.LazyFrame[Any] = nw.from_native(F.broadcast(frame) if table.num_rows <= SMALL else frame)
        return rows

    def alike(self, frame: nw.LazyFrame[Any], columns: Sequence[Sequence[str]]) -> list[list[int]]:
        given: DataFrame = nw.to_native(frame)
        hashes = {
            f"hash_{number}": F.when(reduce(and_, (F.col(name).isNotNull() for name in some)), F.xxhash64(*some))
            for number, some in enumerate(columns)
        }
        hashed = given.select(ROW, *(one.alias(name) for name, one in hashes.items()))
        kept = hashed.persist() if len(hashes) > 1 else hashed
        try:
            return [self._rows_alike(kept, name) for name in hashes]
        finally:
            kept.unpersist()

    def _rows_alike(self, hashed: DataFrame, name: str) -> list[int]:
        counted = F.count(F.lit(1)).over(Window.partitionBy(name)).alias("n")
        found: list[int] = (
            hashed.where(F.col(name).isNotNull()).select(ROW, counted).where("n > 1").toArrow()[ROW].to_pylist()
        )
        return sorted(found)

    def close(self) -> None:
        for frame in self.kept:
            frame.unpersist()
        if self.own:
            self.session.stop()


def _address(path: Path | str) -> str:
    """Where a file is, for a cluster that would look for it in a store of its own."""
    return f"file://{Path(path).resolve()}"


def open() -> Spark:
    """The session that is there, as it is, or one on this machine."""
    there = SparkSession.getActiveSession()
    if there is not None:
        return Spark(there, own=False)
    # What spark-submit, PYSPARK_SUBMIT_ARGS or the files of an installation say is known to the JVM, once there is one.
    SparkContext._ensure_initialized()
    given, builder = SparkConf(), SparkSession.builder.appName("onrecord check").config(PROGRESS, "false")
    if given.get("spark.master", "local").startswith("local"):
        for name, value in LOCAL.items():
            if not given.contains(name):
                builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return Spark(session, own=True)

"""Spark: for tables beyond one machine. The session is the one that is there, or a local one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import narwhals as nw
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from onrecord_build.tables.engines import ITEMS, ROW, Engine
from onrecord_build.tables.files import TableFile


class Spark(Engine):
    """Frames of a session of Spark."""

    name: ClassVar[str] = "spark"

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def scan(self, file: TableFile) -> nw.LazyFrame[Any]:
        path = str(file.path)
        match file.form:
            case "parquet":
                frame = self.session.read.parquet(path).select("*", F.col("_metadata.row_index").alias(ROW))
            case "csv":
                read = self.session.read.option("header", True).option("multiLine", True).option("escape", '"')
                frame = self._numbered(read.option("mode", "FAILFAST").csv(path))
            case _:
                from onrecord_build.tables.json_columns import columns_of

                schema = ", ".join(f"`{name}` STRING" for name in columns_of(file.path))
                frame = self._numbered(self.session.read.schema(schema).option("mode", "FAILFAST").json(path))
        lists = {name: F.array_join(name, ITEMS) for name, kind in frame.dtypes if kind.startswith("array")}
        return nw.from_native(frame.withColumns(lists) if lists else frame)

    def _numbered(self, frame: DataFrame) -> DataFrame:
        """A frame with the numbers of its rows. Partitions of one file are in the order of the file."""
        rows = frame.groupBy(F.spark_partition_id().alias("part")).count().orderBy("part").collect()
        before, offsets = 0, []
        for row in rows:
            offsets += [F.lit(row["part"]), F.lit(before)]
            before += row["count"]
        if not offsets:
            return frame.withColumn(ROW, F.lit(0).cast("long"))
        offset = F.element_at(F.create_map(*offsets), F.spark_partition_id())
        within = F.monotonically_increasing_id().bitwiseAND(F.lit((1 << 33) - 1))
        return frame.withColumn(ROW, offset + within)

    def small(self, table: pa.Table) -> nw.LazyFrame[Any]:
        return nw.from_native(self.session.createDataFrame(table))

    def alike(self, frame: nw.LazyFrame[Any], columns: Sequence[str]) -> list[int]:
        given: DataFrame = nw.to_native(frame.drop_nulls(list(columns)))
        hashed = given.select(ROW, F.xxhash64(*columns).alias("hash"))
        repeated = hashed.groupBy("hash").count().where("count > 1").select("hash")
        return [row[ROW] for row in hashed.join(repeated, "hash", "semi").orderBy(ROW).select(ROW).collect()]

    def held(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any] | None:
        kept: DataFrame = nw.to_native(frame).localCheckpoint()
        return None if kept.isEmpty() else nw.from_native(kept)


def open() -> Spark:
    """The session that is there, or one on this machine."""
    session = SparkSession.getActiveSession() or (
        SparkSession.builder.master("local[*]")
        .appName("onrecord check")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return Spark(session)

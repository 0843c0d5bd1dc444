"""Ibis: one expression for what is wrong with a row, as SQL for DuckDB or Spark, which number the rows themselves.

Only what writes the SQL is used of Ibis, so that what takes answers over, with packages of its own, need not be there.
Run: python tests/benchmarks/peers/in_ibis.py FOLDER [duckdb|spark]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.sql import compilers

from peers.of_statements import BACK, BEFORE, never, texts
from peers.telling import tell

ROW = "_row"
TABLES = ("statements", "events")


def rows(folder: Path, engine: str = "duckdb") -> dict[tuple[str, str], list[int]]:
    """The numbers, from 1, of the statements with faults, by column and code."""
    flags, asked = _asked()
    compiler = compilers.pyspark.compiler if engine == "spark" else compilers.duckdb.compiler
    answer = _spark(folder) if engine == "spark" else _duckdb(folder)
    found = answer(compiler.to_sqlglot(asked).sql(dialect=compiler.dialect)).to_pydict()
    wrong = {key: [row + 1 for row, flag in zip(found[ROW], found[n], strict=True) if flag] for key, n in flags.items()}
    return {key: sorted(numbers) for key, numbers in wrong.items() if numbers}


def _asked() -> tuple[dict[tuple[str, str], str], Any]:
    """Which columns of the answer are about what; and the question."""
    kinds = {ROW: "int64", "said_latest": "date", **{text.name: "string" for text in texts()}}
    statements = ibis.table(kinds, name="statements")
    events = ibis.table({"event_id": "string", "start_earliest": "date"}, name="events")
    starts = events.select(about_event=events.event_id, start=events.start_earliest)
    joined = statements.left_join(starts, "about_event")
    flags = {BEFORE: joined.speech_act.isin(BACK) & (joined.said_latest < joined.start)}
    for text in texts():
        value, column = joined[text.name], text.name
        given = value.notnull() & (value != "")
        if text.required:
            flags[column, "missing-value"] = ~given
        if text.codes:
            flags[column, "unknown-code"] = given & value.notin(text.codes)
            continue
        if text.form:
            flags[column, text.form[0]] = given & ~value.re_search(f"^(?:{text.form[1]})$")
        flags[column, "too-long"] = value.length() > text.longest
        flags |= {(column, code): value.re_search(wrong) for code, wrong in never(text).items()}
    named = {key: f"f{number}" for number, key in enumerate(flags)}
    asked = joined.select(ROW, **{name: flags[key].fill_null(False) for key, name in named.items()})
    return named, asked.filter(ibis.or_(*(asked[name] for name in named.values())))


def _duckdb(folder: Path) -> Callable[[str], pa.Table]:
    connection = duckdb.connect()
    for name in TABLES:
        read = f"read_parquet('{folder / name}.parquet', file_row_number = true)"
        connection.execute(f"CREATE VIEW {name} AS SELECT * RENAME (file_row_number AS {ROW}) FROM {read}")
    return lambda sql: connection.sql(sql).to_arrow_table()


def _spark(folder: Path) -> Callable[[str], pa.Table]:
    from onrecord_build.tables.engines.on_spark import open

    session = open().session
    for name in TABLES:
        frame = session.read.parquet(str(folder / f"{name}.parquet"))
        frame.selectExpr("*", f"_metadata.row_index AS {ROW}").createOrReplaceTempView(name)
    return lambda sql: session.sql(sql).toArrow()


def check(folder: Path, engine: str) -> Counter[str]:
    """How many faults of each code."""
    counts: Counter[str] = Counter()
    for (_, code), wrong in rows(folder, engine).items():
        counts[code] += len(wrong)
    return counts


if __name__ == "__main__":
    tell(partial(check, engine=sys.argv[2] if len(sys.argv) > 2 else "duckdb"))

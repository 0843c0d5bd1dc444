"""What the peers that use Polars share: reading, references, and the rules of a row as expressions.

Text files are read as texts, and then given types: read with types at once, one wrong value would hide all others.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import polars as pl

from onrecord_build.schema import Field, Table
from peers.laws import Count, Given, Law, NotBefore, Positive
from peers.telling import files

TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "string": pl.String,
    "list": pl.List(pl.String),
    "date": pl.Date,
    "boolean": pl.Boolean,
    "integer": pl.Int64,
    "number": pl.Float64,
}


def read(folder: Path, tables: dict[str, Table]) -> tuple[dict[str, pl.DataFrame], Counter[str]]:
    """The tables, and the number of values that could not be given the type of their column."""
    frames, lost = {}, Counter[str]()
    for name, path in files(folder).items():
        if path.suffix == ".parquet":
            frames[name] = pl.read_parquet(path)
            continue
        fields = tables[name].fields
        if path.suffix == ".csv":
            frame = pl.read_csv(path, infer_schema=False)
        else:
            frame = pl.read_ndjson(
                path, schema={f.name: TYPES["list"] if f.type == "list" else pl.String for f in fields}
            )
        typed = frame.select(_typed(field, frame.schema[field.name]) for field in fields)
        wrong = (
            typed.null_count().transpose().to_series()
            - frame.select(typed.columns).null_count().transpose().to_series()
        )
        lost["wrong-type"] += int(wrong.sum())
        frames[name] = typed
    return frames, +lost


def _typed(field: Field, held: pl.DataType) -> pl.Expr:
    column = pl.col(field.name)
    match field.type:
        case "list" if held == pl.String:
            return column.str.json_decode(TYPES["list"])
        case "date":
            return column.str.to_date("%Y-%m-%d", strict=False)
        case "boolean":
            return column.replace_strict({"true": True, "false": False}, default=None, return_dtype=pl.Boolean)
        case "integer" | "number":
            return column.cast(TYPES[field.type], strict=False)
    return column


def holds(law: Law) -> pl.Expr:
    """Whether a rule of a row holds."""
    match law:
        case Count(_, columns, allowed):
            return pl.sum_horizontal(pl.col(columns).is_not_null()).is_in(allowed)
        case Given(_, column, where, values):
            return (pl.col(column).is_not_null() == pl.col(where).is_in(values)).fill_null(True)
        case Positive(_, column):
            return (pl.col(column) > 0).fill_null(True)
        case NotBefore(_, column, other):
            return (pl.col(column) >= pl.col(other) - timedelta(days=1)).fill_null(True)


def dangling(frames: dict[str, pl.DataFrame], tables: dict[str, Table]) -> Counter[str]:
    """The number of references that lead nowhere."""
    count = 0
    for name, frame in frames.items():
        for reference in tables[name].references:
            there = frames[reference.table].select(reference.key)
            named = frame.select(reference.field).drop_nulls()
            count += named.join(there, left_on=reference.field, right_on=reference.key, how="anti").height
    return Counter({"unknown-record": count} if count else {})

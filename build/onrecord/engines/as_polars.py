"""Data frames of Polars, which reads the files itself. Codes are Enums in the order of their vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.store import Store

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

    from onrecord.engines.conditions import Conditions

with needed_for("The engine polars", "polars"):
    import polars as pl


def load(store: Store, table: str, fields: Sequence[dict[str, Any]], conditions: Conditions | None) -> pl.DataFrame:
    """Read columns of a table, and the rows that fit the conditions."""
    path = store.path(table)
    if path is None:
        frame = pl.from_arrow(store.read(table))
        assert isinstance(frame, pl.DataFrame)
        rows = frame.lazy()
    else:
        rows = pl.scan_parquet(path)
    if conditions:
        from onrecord.engines.conditions import expression

        rows = rows.filter(expression(conditions, pl.col, pl.lit, lambda column, values: column.is_in(values)))
    coded = [
        pl.col(field["name"]).cast(pl.Enum(field["codes"]))
        for field in fields
        if "codes" in field and field["onrecordType"] == "string"
    ]
    try:
        return rows.select(field["name"] for field in fields).with_columns(coded).collect()
    except pl.exceptions.InvalidOperationError as error:
        raise OnRecordError(
            f"A column of {table} holds what is not in its vocabulary ({error}).\n"
            "The tables are damaged: pip install --force-reinstall onrecord"
        ) from None


def own(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame that shares columns, which nobody can change, and nothing else."""
    return frame.clone()


def of_arrow(store: Store, table: pa.Table, origin: dict[str, str]) -> pl.DataFrame:
    """An Arrow table as a data frame; dictionaries become Enums."""
    import pyarrow as pa

    try:
        frame = pl.from_arrow(table)
    except pl.exceptions.ComputeError as error:
        lasting = [field.name for field in table.schema if pa.types.is_interval(field.type)]
        hint = f"Ask for text instead: {lasting[0]}::text" if lasting else 'Say engine="pyarrow"'
        raise OnRecordError(f"Polars cannot hold that ({str(error).partition('.')[0]}). {hint}") from None
    assert isinstance(frame, pl.DataFrame)
    coded = [
        pl.col(field.name).cast(pl.String).cast(pl.Enum(_codes(table[field.name])))
        for field in table.schema
        if pa.types.is_dictionary(field.type)
    ]
    return frame.with_columns(coded)


def _codes(column: pa.ChunkedArray) -> list[str]:
    """The values of a dictionary, which every chunk has alike."""
    codes: list[str] = column.combine_chunks().dictionary.to_pylist()
    return codes

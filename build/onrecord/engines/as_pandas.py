"""Data frames of pandas, with the same types from version 2.2 on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from onrecord.engines import as_pyarrow
from onrecord.origin import origin
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.engines.conditions import Conditions


def load(store: Store, table: str, fields: Sequence[dict[str, Any]], conditions: Conditions | None) -> pd.DataFrame:
    """Read columns of a table, and the rows that fit the conditions."""
    return of_arrow(store, as_pyarrow.load(store, table, fields, conditions), origin(store, table))


def own(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy that shares nothing which can be changed."""
    copy = frame.copy()  # what pandas copies on writing only, `column.array` and `column.values` write to all the same
    for name in _lists(frame):
        copy[name] = pd.Series(
            [None if items is None else items.copy() for items in frame[name].to_numpy()], frame.index, dtype="object"
        )
    return copy


def of_arrow(store: Store, table: pa.Table, origin: dict[str, str]) -> pd.DataFrame:
    """An Arrow table as a data frame: text, categoricals, datetime64[us], Int64, boolean, float64, Python lists."""
    for number, field in enumerate(table.schema):
        if pa.types.is_date(field.type):
            table = table.set_column(number, field.name, table[field.name].cast(pa.timestamp("us")))
    lists = [field.name for field in table.schema if pa.types.is_list(field.type)]
    frame: pd.DataFrame = table.drop_columns(lists).to_pandas(
        types_mapper=_extension, coerce_temporal_nanoseconds=False, ignore_metadata=True
    )
    for name in lists:
        # Python lists, not the NumPy arrays that to_pandas() would put there.
        values = pd.Series(table[name].to_pylist(), dtype="object")
        frame.insert(table.schema.get_field_index(name), name, values)
    frame.attrs.update(origin)
    return frame


def _extension(kind: pa.DataType) -> Any:
    """The type of pandas that keeps missing values apart; None where that is what pandas takes anyway."""
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _text()
    if pa.types.is_integer(kind):
        return pd.Int64Dtype()
    return pd.BooleanDtype() if pa.types.is_boolean(kind) else None


def _text() -> Any:
    """The text of pandas 3, which pandas 2 has under another name."""
    kind: Any = pd.StringDtype
    try:
        return kind("pyarrow", na_value=float("nan"))
    except TypeError:  # pandas 2.2
        return kind("pyarrow_numpy")


def _lists(frame: pd.DataFrame) -> list[Any]:
    return [name for name, kind in frame.dtypes.items() if kind == "object"]

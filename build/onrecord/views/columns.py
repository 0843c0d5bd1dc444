"""Choosing rows of an Arrow table by what their columns hold, and putting names beside identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.engines import as_pandas
from onrecord.errors import OnRecordError
from onrecord.origin import origin

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.release import Release


def among(table: pa.Table, column: str, values: Sequence[str] | None) -> pa.ChunkedArray | None:
    """Which rows have one of the values, or one of them in their list; None where all will do."""
    if values is None:
        return None
    if column not in table.column_names:
        version = table.schema.metadata[b"version"].decode()
        raise OnRecordError(
            f"The release {version} has no column {column!r} to choose by. What it has: "
            f'onrecord.open("{version}").tables()'
        )
    held = table[column]
    wanted = pa.array(values, pa.string())
    if not pa.types.is_list(held.type):
        return pc.is_in(held.cast(pa.string()), value_set=wanted)
    held = held.combine_chunks()
    rows = pc.list_parent_indices(held).filter(pc.is_in(pc.list_flatten(held), value_set=wanted))
    return pc.is_in(pa.array(range(len(held)), rows.type), value_set=rows)


def either(masks: Iterable[pa.ChunkedArray | None]) -> pa.ChunkedArray | None:
    """Which rows fit one of several; None where all will do."""
    given = [mask for mask in masks if mask is not None]
    return reduce(pc.or_, given) if given else None


def rows_of(table: pa.Table, masks: Iterable[pa.ChunkedArray | None]) -> pa.Table:
    """The rows that fit all of several conditions."""
    given = [mask for mask in masks if mask is not None]
    found = table.filter(reduce(pc.and_, given)) if given else table
    return found if len(found) else table.slice(0, 0)  # which keeps the vocabularies


def beside(table: pa.Table, column: str, name: str, values: Sequence[Any], kind: pa.DataType | None = None) -> pa.Table:
    """The table with a new column behind another."""
    at = table.schema.get_field_index(column) + 1
    return table.add_column(at, name, [pa.array(values, kind or pa.string())])


def called(table: pa.Table, column: str, name: str, names: Mapping[str, str]) -> pa.Table:
    """The table with what the records of a column are called in a new column behind it."""
    return beside(table, column, name, [names.get(key) for key in table[column].to_pylist()])


def frame(release: Release, table: pa.Table, name: str) -> pd.DataFrame:
    """A data frame that says what it is from."""
    return as_pandas.of_arrow(release.store, table, origin(release.store, name))

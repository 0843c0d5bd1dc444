"""Frames of several libraries, as columns of Arrow. A library that is not imported made no frame, and stays so."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa


class Frame(NamedTuple):
    """The names of the columns of a frame, and what reads the one at a place; two can have one name."""

    columns: list[str]
    read: Callable[[int], Any]


def frame_of(thing: Any) -> Frame | None:
    """A frame, whatever library it is of; None where it is none."""
    if _is(thing, "pandas", "DataFrame"):
        # What a frame is indexed by is a column like others.
        index = [name for name in thing.index.names if name is not None]
        columns = [*thing.columns, *index]
        return _named(
            columns,
            lambda at: (
                thing.iloc[:, at]
                if at < len(thing.columns)
                else thing.index.get_level_values(index[at - len(thing.columns)])
            ),
        )
    if _is(thing, "polars", "DataFrame"):
        return _named(thing.columns, lambda at: thing.to_series(at))
    if _is(thing, "polars", "LazyFrame"):
        names = thing.collect_schema().names()
        return _named(names, lambda at: thing.select(names[at]).collect().to_series(0))
    if _is(thing, "duckdb", "DuckDBPyRelation"):
        quoted = ['"{}"'.format(name.replace('"', '""')) for name in thing.columns]
        return _named(thing.columns, lambda at: thing.project(quoted[at]).distinct().to_arrow_table().column(0))
    if _is(thing, "pyarrow", "Table", "RecordBatch"):
        return _named(thing.column_names, thing.column)
    if hasattr(thing, "__arrow_c_stream__") and not _is_column(thing):
        import pyarrow as pa

        try:
            table = pa.table(thing)  # any other that speaks Arrow
        except (pa.ArrowException, TypeError, ValueError):  # a column
            return None
        return _named(table.column_names, table.column)
    return None


def texts(column: Any) -> set[str] | None:
    """The different texts of a column, or those in its lists; None where it holds something else."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        values = _arrow(column)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):  # values of several types, or of none of Arrow's
        return None
    while pa.types.is_dictionary(values.type) or _is_list(values.type):
        dictionary = pa.types.is_dictionary(values.type)
        values = pc.cast(values, values.type.value_type) if dictionary else pc.list_flatten(values)
    if pa.types.is_null(values.type):
        return set()
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type) or _is_view(values.type)):
        return None
    return set(pc.unique(pc.cast(values, pa.large_string())).drop_null().to_pylist())


def _arrow(column: Any) -> pa.Array | pa.ChunkedArray:
    import pyarrow as pa

    if _is(column, "pyarrow", "Array", "ChunkedArray"):
        return column
    if _is(column, "polars", "Series"):
        return column.to_arrow()
    if _is(column, "pandas", "Series", "Index"):
        return pa.Array.from_pandas(column)
    if isinstance(column, Iterable) and not isinstance(column, Mapping):
        return pa.array(list(column), from_pandas=True)
    raise pa.ArrowInvalid("no column")


def _named(names: Iterable[Any], read: Callable[[int], Any]) -> Frame:
    return Frame([str(name) for name in names], read)


def _is(thing: Any, library: str, *types: str) -> bool:
    module = sys.modules.get(library)
    return module is not None and isinstance(thing, tuple(getattr(module, name) for name in types))


def _is_column(thing: Any) -> bool:
    return (
        _is(thing, "pandas", "Series", "Index")
        or _is(thing, "polars", "Series")
        or _is(thing, "pyarrow", "Array", "ChunkedArray")
    )


def _is_list(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _is_view(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string_view(kind))

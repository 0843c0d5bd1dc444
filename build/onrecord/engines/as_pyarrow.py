"""Tables of Arrow. Codes are dictionaries in the order of their vocabulary."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord.arrow_types import arrow_field
from onrecord.errors import OnRecordError
from onrecord.origin import origin
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.engines.conditions import Conditions


def load(store: Store, table: str, fields: Sequence[dict[str, Any]], conditions: Conditions | None) -> pa.Table:
    """Read columns of a table, and the rows that fit the conditions."""
    plain = _read(store, table, [field["name"] for field in fields], conditions)
    columns = [_coded(column, field) for column, field in zip(plain.columns, fields, strict=True)]
    told = (plain.schema.metadata or {}) | {k.encode(): v.encode() for k, v in origin(store, table).items()}
    return pa.table(columns, schema=pa.schema(map(arrow_field, fields), metadata=told))


def own(table: pa.Table) -> pa.Table:
    """The table itself: nobody can change it."""
    return table


def of_arrow(store: Store, table: pa.Table, origin: dict[str, str]) -> pa.Table:
    """A computed table, which says what it is from."""
    return table.replace_schema_metadata((table.schema.metadata or {}) | origin)


def where(conditions: Conditions) -> Any:
    """The conditions as an expression of Arrow."""
    import pyarrow.compute as pc

    from onrecord.engines.conditions import expression

    def among(column: Any, values: Any) -> Any:
        # Asked of a missing value, isin() says no, where every other comparison says nothing.
        return pc.if_else(column.is_valid(), column.isin(values), pa.scalar(None, pa.bool_()))

    return expression(conditions, pc.field, pc.scalar, among)


def _read(store: Store, table: str, columns: list[str], conditions: Conditions | None) -> pa.Table:
    path = store.path(table)
    if path is None:
        held = store.read(table)
        return (held.filter(where(conditions)) if conditions else held).select(columns)
    if conditions:
        from pyarrow.parquet import read_table

        return read_table(path, columns=columns, filters=where(conditions))
    # Not read_table(): that imports pyarrow.dataset, which takes longer than everything else here together.
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        return file.read(columns).select(columns)


def _coded(column: pa.ChunkedArray, field: dict[str, Any]) -> pa.ChunkedArray:
    """A column of codes as a dictionary; any other as it is."""
    if "codes" not in field or field["onrecordType"] != "string":
        return column
    import pyarrow.compute as pc

    codes = _texts(field["codes"])
    numbers = pc.index_in(column, value_set=codes)
    if numbers.null_count > column.null_count:
        # They would become missing values without a word.
        unknown = sorted(set(column.drop_null().unique().to_pylist()) - set(field["codes"]))
        raise OnRecordError(
            f"Column {field['name']} holds what is not in its vocabulary: {', '.join(unknown)}.\n"
            "The tables are damaged: pip install --force-reinstall onrecord"
        )
    chunks = numbers.chunks or [numbers.combine_chunks()]  # an empty column has a vocabulary, too
    return pa.chunked_array([pa.DictionaryArray.from_arrays(chunk, codes) for chunk in chunks])


def _texts(values: Sequence[str]) -> pa.Array:
    """An array of texts. pa.array() would look whether they come from pandas, and import it for that."""
    encoded = [value.encode() for value in values]
    ends = array("i", accumulate(map(len, encoded), initial=0))
    return pa.StringArray.from_buffers(len(values), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)))

"""What DuckDB answers, as an Arrow table with the types that loaded tables have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from duckdb.sqltypes import DuckDBPyType

# What asks for rows and does nothing else; PIVOT is made into several statements.
QUESTIONS = ([duckdb.StatementType.SELECT], [duckdb.StatementType.MULTI])
COUNTS = {"tinyint", "smallint", "integer", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"}
FIGURES = {"float", "decimal"}


def arrow_table(answer: duckdb.DuckDBPyRelation) -> pa.Table:
    """The rows of an answer; raises OnRecordError where two of its columns have one name."""
    names = answer.columns
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise OnRecordError(
            f"Several columns of the answer are called {', '.join(twice)}. Name each: select … as {twice[0]}_2"
        )
    table = answer.to_arrow_table()
    return pa.table(dict(zip(names, map(_column, table.columns, answer.types), strict=True)))


def _column(column: pa.ChunkedArray, kind: DuckDBPyType) -> pa.ChunkedArray:
    if kind.id == "enum":
        ((_, codes),) = kind.children
        return _coded(column, codes)
    if kind.id not in COUNTS | FIGURES:
        return column
    try:
        return column.cast(pa.int64() if kind.id in COUNTS else pa.float64())
    except pa.ArrowInvalid:  # it is greater than that
        return column


def _coded(column: pa.ChunkedArray, codes: Any) -> pa.ChunkedArray:
    """Codes with their vocabulary, which an answer without rows would not have."""
    kind = pa.dictionary(pa.int32(), pa.string())
    empty = pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), pa.array(codes, pa.string()))
    return pa.chunked_array([chunk.cast(kind) for chunk in column.chunks] or [empty])

"""Relations of DuckDB, which reads the files itself and only when it is asked for rows. Codes are ENUMs."""

from __future__ import annotations

from collections.abc import Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any

from onrecord.extras import needed_for
from onrecord.sql_names import quoted
from onrecord.store import Store

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from onrecord.engines.conditions import Conditions

with needed_for("The engine duckdb", "duckdb"):
    import duckdb

CONNECTION = ("duckdb",)  # under which a store keeps it
LOCK = RLock()  # a connection does one thing at a time


def load(
    store: Store, table: str, fields: Sequence[dict[str, Any]], conditions: Conditions | None
) -> duckdb.DuckDBPyRelation:
    """Columns of a table, and the rows that fit the conditions, as a relation."""
    path = store.path(table)
    connection = connection_of(store)
    with LOCK:
        rows = connection.from_arrow(store.read(table)) if path is None else connection.read_parquet(str(path))
        if conditions:
            from onrecord.engines.conditions import expression

            rows = rows.filter(expression(conditions, duckdb.ColumnExpression, duckdb.ConstantExpression, _among))
        return rows.project(", ".join(map(_column, fields)))


def own(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The relation itself: it is a question, and nobody can change the answer."""
    return relation


def of_arrow(store: Store, table: pa.Table, origin: dict[str, str]) -> duckdb.DuckDBPyRelation:
    """An Arrow table as a relation."""
    return connection_of(store).from_arrow(table)


def connection_of(store: Store) -> duckdb.DuckDBPyConnection:
    """The connection that all relations of a release share, so that one can be joined with another."""
    with LOCK:
        if CONNECTION not in store.loaded:
            store.loaded[CONNECTION] = quiet(duckdb.connect())
    found: duckdb.DuckDBPyConnection = store.loaded[CONNECTION]
    return found


def quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection to which a name in a query is that of a table, and never that of a variable here."""
    return connection.execute("SET python_enable_replacements = false")


def _among(column: duckdb.Expression, values: Sequence[Any]) -> duckdb.Expression:
    return column.isin(*map(duckdb.ConstantExpression, values))


def _column(field: dict[str, Any]) -> str:
    name = quoted(field["name"])
    if "codes" not in field or field["onrecordType"] != "string":
        return name
    codes = ", ".join("'" + code.replace("'", "''") + "'" for code in field["codes"])
    return f"CAST({name} AS ENUM({codes})) AS {name}"

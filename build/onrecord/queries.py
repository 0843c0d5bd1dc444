"""Questions in SQL over all tables of a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.catalog import fields_of, resources
from onrecord.engines import engine_of
from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.naming import nearest, told
from onrecord.origin import origin
from onrecord.store import Store

VIEWS = ("duckdb", "views")  # under which a store notes that they are there


def sql(store: Store, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None, engine: str) -> Any:
    """What `onrecord.sql` returns."""
    library = engine_of(engine)
    with needed_for("SQL", "duckdb"):
        import duckdb

        from onrecord.engines import as_duckdb
        from onrecord.engines.answers import QUESTIONS, arrow_table

    if not isinstance(query, str):
        raise OnRecordError(f'The query is a text, and not {told(query)}: onrecord.sql("select * from statements")')
    if isinstance(parameters, str | bytes) or not isinstance(parameters, Sequence | Mapping | None):
        raise OnRecordError(
            f"Parameters come as a list, for ?, or as a dict, for $name, and not as {told(parameters)}: "
            'onrecord.sql("select * from statements where speaker = ?", ["sergei-lavrov"])'
        )
    connection = as_duckdb.connection_of(store)
    with as_duckdb.LOCK:
        if VIEWS not in store.loaded:
            for table in resources(store):
                as_duckdb.load(store, table, fields_of(store, table), None).create_view(table)
            store.loaded[VIEWS] = True
        if engine != "duckdb":
            connection = as_duckdb.quiet(connection.cursor())  # of its own: several threads can ask at a time
    try:
        # Anything else would change what all later questions are asked of, or write files.
        query.encode()  # or DuckDB would not even call it a text
        kinds = [statement.type for statement in connection.extract_statements(query)]
        answer = connection.sql(query, params=parameters) if kinds in QUESTIONS else None
        if answer is None:
            raise OnRecordError(f'One question is asked, by a SELECT, and not {told(query)}: onrecord.sql("select …")')
        return answer if engine == "duckdb" else library.of_arrow(store, arrow_table(answer), origin(store))
    except (duckdb.Error, UnicodeEncodeError) as error:
        raise OnRecordError(f"{error}\n{_help(store, str(error))}") from None


def _help(store: Store, told: str) -> str:
    """What to run, after what DuckDB said."""
    if "Table with name" in told:
        wrong = told.partition("Table with name ")[2].partition(" ")[0]
        near = nearest(wrong, ((name, name) for name in resources(store)))
        meant = f"Did you mean {near[0]}? " if near else ""
        return f"{meant}There are {', '.join(resources(store))}: onrecord.tables()"
    return 'Tables: onrecord.tables()   Columns of one: onrecord.describe("statements")'

"""Every compiled table against the schema that users get of it, and against its references."""

from __future__ import annotations

from collections.abc import Iterator

import pandera.pandas as pandera
import pyarrow.compute as pc

from onrecord.catalog import fields_of
from onrecord.engines import as_pandas
from onrecord.errors import OnRecordError
from onrecord.release import Release
from onrecord.schema_forms import schema
from onrecord_build.compile import MemoryStore
from onrecord_build.faults import Fault, Span
from onrecord_build.invalid import InvalidDataset
from onrecord_build.schema import Table

MOST = 20  # faults of foreign tables that are told


def validate(store: MemoryStore) -> None:
    """Hold every compiled table against its schema and its references; raises InvalidDataset with all faults.

    Unlike a user's frame it has all columns, and in order. The records were checked before they were compiled: a fault
    here is one of the compiler. Of tables that somebody else made it is theirs: then raises OnRecordError with some.
    """
    tables = store.schemas.released.values()
    faults = [fault for table in tables for fault in _columns(table, store)]
    if not faults:  # or there would be no telling what is where
        faults = [fault for table in tables for fault in (*_values(table, store), *_references(table, store))]
    if faults and store.identity.own:
        raise InvalidDataset(faults)
    if faults:
        told = "".join(f"\n  {fault.path}, row {fault.span.line}: {fault.message}" for fault in faults[:MOST])
        more = f"\n  and {len(faults) - MOST:,} more" if len(faults) > MOST else ""
        raise OnRecordError(
            f"The tables are not as their schemas say:{told}{more}\n"
            "What each column holds, by table: onrecord describe statements"
        )


def _columns(table: Table, store: MemoryStore) -> Iterator[Fault]:
    found, columns = store.tables[table.name].column_names, [field.name for field in table.fields]
    if found != columns:
        yield _fault(table, None, f"its columns are {', '.join(found)} and not {', '.join(columns)}")


def _values(table: Table, store: MemoryStore) -> Iterator[Fault]:
    try:
        # Not as users load it: then it would be kept, and all tables be there a second time.
        frame = as_pandas.load(store, table.name, fields_of(store, table.name), None)
        schema(Release(store), table.name, "pandas").validate(frame, lazy=True)
    except OnRecordError as error:
        yield _fault(table, None, str(error))
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.to_dict("records"):
            yield _fault(table, case["index"], f"{case['column']}: {case['failure_case']!r} {case['check']}")


def _references(table: Table, store: MemoryStore) -> Iterator[Fault]:
    for reference in table.references:
        named = store.tables[table.name][reference.field]
        there = pc.is_in(named, store.tables[reference.table][reference.key].combine_chunks())
        lost = pc.and_(named.is_valid(), pc.invert(there))
        for row in pc.indices_nonzero(lost).to_pylist():
            yield _fault(table, row, f"{reference.field} '{named[row]}' is not in {reference.table}")


def _fault(table: Table, row: object, what: str) -> Fault:
    line = int(row) + 1 if isinstance(row, int | float) and row == row else 1
    help = "Please report this as a defect of onrecord build"
    return Fault(f"compiled table {table.name}", Span(line, 1, 2), "broken-table", what, help)

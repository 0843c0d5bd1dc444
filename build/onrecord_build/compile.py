"""From checked records to Arrow tables with all derived columns."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from onrecord_build.check import check
from onrecord_build.dataset import Dataset, span
from onrecord_build.derived import TABLES
from onrecord_build.derived.columns import derived_columns
from onrecord_build.descriptor import FORMS, release_descriptor
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project
from onrecord_build.schema import Field, Schemas, Table

ARROW = {
    "string": pa.string(),
    "list": pa.list_(pa.string()),
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "number": pa.float64(),
}


class MemoryStore:
    """Tables compiled from a checkout and kept in memory, where they cannot go stale, with the schemas they follow."""

    def __init__(self, tables: dict[str, pa.Table], schemas: Schemas, descriptor: dict[str, Any]) -> None:
        self.tables = tables
        self.schemas = schemas
        self.descriptor = descriptor

    def read(self, table: str) -> pa.Table:
        return self.tables[table]


def compile_checkout() -> MemoryStore:
    """Compile the checkout that this code lies in; raises InvalidDataset where its records have faults."""
    return compile_project(Project.of_this_code(), ("parquet",))


def compile_project(project: Project, forms: tuple[str, ...] = tuple(FORMS)) -> MemoryStore:
    """Check and compile a checkout, to be written in the forms named.

    Raises InvalidDataset, with all faults, where its records have any.
    """
    dataset, faults = check(project)
    if faults:
        raise InvalidDataset(faults)
    tables = compile_dataset(dataset, project.version)
    rows = {name: table.num_rows for name, table in tables.items()}
    return MemoryStore(tables, dataset.schemas, release_descriptor(dataset.schemas, project.version, rows, forms))


def compile_dataset(dataset: Dataset, version: str) -> dict[str, pa.Table]:
    """Compile records that have no faults: one Arrow table for each Table Schema, rows sorted by key."""
    columns = derived_columns(dataset)
    compiled = {}
    for table in dataset.schemas.released.values():
        if table.name in TABLES:
            rows = list(TABLES[table.name](dataset))
        else:
            derive = columns.get(table.name, ())
            rows = [dict(row) | {k: v for d in derive for k, v in d(row).items()} for row in dataset.rows(table.name)]
        for values in rows:
            for field in table.fields:
                if field.edtf:
                    days = span(values.get(field.name))
                    names = (f"{field.name}_earliest", f"{field.name}_latest", f"{field.name}_precision")
                    values |= zip(names, days if values.get(field.name) else (None, None, None), strict=True)
        rows.sort(key=lambda values: [values[column] for column in table.key])
        compiled[table.name] = to_arrow(rows, table, version)
    return compiled


def to_arrow(rows: list[dict[str, Any]], table: Table, version: str) -> pa.Table:
    """An Arrow table whose fields carry their descriptions and whose schema says what it is from."""
    schema = pa.schema(
        [pa.field(f.name, ARROW[f.type], not f.required, metadata=_metadata(f)) for f in table.fields],
        metadata={
            "title": f"On Record {version}: {table.spec['title']}",
            "description": table.spec["description"],
            "version": version,
            "license": "CC-BY-4.0, quotations excepted",
        },
    )
    return pa.Table.from_pylist(rows, schema=schema)


def _metadata(field: Field) -> dict[str, str]:
    return {"description": field.spec["description"]} | (
        {"vocabulary": field.spec["vocabulary"]} if field.codes is not None else {}
    )

"""From checked records to Arrow tables with all derived columns."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from onrecord.arrow_types import arrow_metadata, arrow_type
from onrecord.store import Store
from onrecord_build.check import check
from onrecord_build.dataset import Dataset, span
from onrecord_build.derived import TABLES
from onrecord_build.derived.columns import derived_columns
from onrecord_build.descriptor import release_descriptor
from onrecord_build.identity import Identity, read_identity
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project
from onrecord_build.schema import Schemas, Table


class MemoryStore(Store):
    """Tables compiled from a checkout and kept in memory, where they cannot go stale, with the schemas they follow."""

    def __init__(self, tables: dict[str, pa.Table], schemas: Schemas, identity: Identity) -> None:
        self.tables = tables
        self.schemas = schemas
        self.identity = identity
        self.descriptor = release_descriptor(schemas, identity, self.rows)

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: table.num_rows for name, table in self.tables.items()}

    def _read(self, table: str) -> pa.Table:
        return self.tables[table]


def compile_checkout() -> MemoryStore:
    """Compile the checkout that this code lies in; raises InvalidDataset where its records have faults."""
    return compile_project(Project.of_this_code())


def compile_project(project: Project) -> MemoryStore:
    """Check and compile a checkout.

    Raises InvalidDataset, with all faults, where its records have any.
    """
    dataset, faults = check(project)
    if faults:
        raise InvalidDataset(faults)
    identity = read_identity(project)
    return MemoryStore(compile_dataset(dataset, identity), dataset.schemas, identity)


def compile_dataset(dataset: Dataset, identity: Identity) -> dict[str, pa.Table]:
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
        compiled[table.name] = to_arrow(rows, table, identity)
    return compiled


def to_arrow(rows: list[dict[str, Any]], table: Table, identity: Identity) -> pa.Table:
    """An Arrow table whose fields carry what they mean, and whose schema its keys and what it is from."""
    keys = [{"field": r.field, "table": r.table, "key": r.key} for r in table.references]
    schema = pa.schema(
        [pa.field(f.name, arrow_type(f.type), not f.required, metadata=arrow_metadata(f.spec)) for f in table.fields],
        metadata={
            "name": f"{identity.name}/{table.name}",
            "title": f"{identity.short_title} {identity.version}: {table.spec['title']}",
            "description": table.spec["description"],
            "version": identity.version,
            "license": identity.terms,
            "citation": identity.citation,
            "primary_key": json.dumps(table.key),
            "foreign_keys": json.dumps(keys),
        },
    )
    return pa.Table.from_pylist(rows, schema=schema)

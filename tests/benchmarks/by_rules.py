"""What the rules of `onrecord check` say of tables that are no checkout: slow, and the measure for whoever is fast."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl
from made_up.few import SCHEMAS

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault, Span
from onrecord_build.records import Place, Records, Row, identifier
from onrecord_build.references import check_references
from onrecord_build.rules import cross_record_rules
from onrecord_build.schema import Field, Table, read_schemas
from onrecord_build.values import Typist

# Rules about what a checkout has and tables have not: files in folders, texts at hand, releases before.
OF_CHECKOUTS = {"anchor", "misplaced-file", "vocabulary-missing"}


class Found(NamedTuple):
    """One fault: what is wrong, and in which row, counted from 0."""

    code: str
    table: str
    row: int


class TableFile:
    """A table, or the part of it that belongs to one record, as a file in which a row stands on a line."""

    text = stem = crc = ""
    canonical = False

    def __init__(self, name: str, table: Table) -> None:
        self.name, self.table = name, table

    def span(self, place: Place, column: str, *, key: bool = False) -> Span:
        line = int(place[0])
        return Span(line, 1, 2)


def faults(tables: Mapping[str, pl.DataFrame]) -> Iterator[Found]:
    """Every fault of the tables, by the rules."""
    dataset, told = dataset_of(tables)
    told += check_references(dataset)
    for rule in cross_record_rules():
        if rule.code not in OF_CHECKOUTS:
            told += (fault.under(rule.code, rule.severity) for fault in rule.check(dataset))
    for fault in told:
        # A fault of a schema is in no row; the schemas are those of this repository.
        yield Found(fault.code, fault.row.table, fault.row.place[0])


def dataset_of(tables: Mapping[str, pl.DataFrame]) -> tuple[Dataset, list[Fault]]:
    """The tables as records, and what is wrong with their values."""
    schemas = read_schemas(SCHEMAS)
    records, told = Records({name: [] for name in schemas.tables}), list[Fault]()
    for name, frame in tables.items():
        table = schemas.tables[name]
        typist = Typist(table, schemas)
        for number, values in enumerate(frame.to_dicts()):
            row = _row(table, number, values)
            records.rows[name].append(row)
            told += typist.type(row)
    return Dataset(records, schemas, {}, None), told


def _row(table: Table, number: int, values: dict[str, Any]) -> Row:
    written = {name: _written(values[name], field) for name, field in table.authored.items() if name in values}
    written |= {f.name: values[f.name] for f in table.fields if f.derived and f.name in values and not _of_date(f)}
    # What a rule says of the records in one file, it says of those of one statement or event; of which one a row is
    # that names none, nobody knows.
    parent = table.places[0].get("parent")
    name = f"{table.name}/{values[parent] or number}" if parent else table.name
    row = Row(table.name, TableFile(name, table), (number,), written)
    row.id = identifier(row, table) or ""
    return row


def _of_date(field: Field) -> bool:
    return field.name.endswith(("_earliest", "_latest", "_precision"))


def _written(value: Any, field: Field) -> Any:
    """A value as a person would write it, which is what is typed."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:.15g}"
        case datetime.date():
            return value.isoformat()
        case []:
            return None
    return value

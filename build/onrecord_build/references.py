"""Keys are unique, and every reference names a record that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault, shown
from onrecord_build.records import Row
from onrecord_build.schema import Reference, Table

WHAT = {"actors": "an actor", "events": "an event", "evidence": "an evidence record"}
NEW = {"actors", "events", "relationships", "sources", "statements", "tenures"}


def check_references(dataset: Dataset) -> Iterator[Fault]:
    """Yield a fault for each key that occurs twice and each reference that leads nowhere."""
    unread = dataset.records.unread
    retired = {row["id"]: row["replaced_by"] for row in dataset.rows("retired_ids")}
    for table in dataset.schemas.tables.values():
        yield from repeated(table, dataset)
        for reference in table.references:
            # A file that could not be read has its own fault; what refers to it is not wrong for that.
            if reference.table in unread:
                continue
            columns = dataset.columns
            keys = columns.different(reference.table, (reference.key,)) or set()
            if not (columns.different(table.name, (reference.field,)) or set()).difference(keys, unread, (None,)):
                continue
            there = {None, *unread, *keys}
            del dataset.columns  # what is found now changes them
            inner = any(p.get("nested_in") == table.name for p in dataset.schemas.tables[reference.table].places)
            for row in dataset.rows(table.name):
                if inner and row.partial:  # it may name what stands in its own file and could not be read
                    continue
                if row.get(reference.field) not in there and reference.field not in row.broken:
                    yield dangling(row, str(row[reference.field]), reference, dataset, retired)
                    # No rule should speak again of what is not there.
                    row[reference.field] = None
                    row.broken |= {reference.field}


def dangling(row: Row, value: str, reference: Reference, dataset: Dataset, retired: Mapping[str, str | None]) -> Fault:
    """The fault of a reference that leads nowhere."""
    one = reference.table.removesuffix("s")
    message = f"{reference.field} '{shown(value)}' is not {WHAT.get(reference.table, f'a {one}')}"
    if value in retired:
        message += "; it was retired" + (f" and replaced by '{retired[value]}'" if retired[value] else "")
    help = f"To add one: onrecord new {one}" if reference.table in NEW else "Name one that is there, or add it"
    return row.fault(reference.field, message, help, dataset.nearest(value, reference.table), code="unknown-record")


def keys_of(table: Table) -> list[list[str]]:
    """The columns, alone or together, of which no two rows have the same values."""
    alone = [[f.name] for f in table.authored.values() if f.constraints.get("unique")]
    return [*alone, *([table.key] if table.key not in alone else [])]


def repeated(table: Table, dataset: Dataset) -> Iterator[Fault]:
    """Yield a fault for each key that occurs twice."""
    for columns in keys_of(table):
        values: Sequence[Any] = dataset.columns.values(table.name, (columns[0],))
        different = dataset.columns.different(table.name, (columns[0],)) or set()
        if len(columns) > 1:
            values = [*zip(*(dataset.columns.values(table.name, (name,)) for name in columns), strict=True)]
            different = set(values)
        if len(different - {None}) == len(values) - (values.count(None) if None in different else 0):
            continue
        first: dict[object, Row] = {}
        alone = columns[0] if len(columns) == 1 else None
        for row in dataset.rows(table.name):
            value = row.get(alone) if alone else tuple(row[c] for c in columns)
            if value is None or (not alone and None in value):
                continue
            before = first.setdefault(value, row)
            if before is not row:
                given = shown(str(value) if alone else " ".join(map(str, value)))
                first_place = f"{before.path}:{before.span(columns[-1]).line}"
                message = f"{' and '.join(columns)} '{given}' is given again, first at {first_place}"
                yield row.fault(
                    columns[-1], message, "Give one of the two another, or merge the records", code="repeated-value"
                )

"""Keys are unique, and every reference names a record that exists."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.faults import Fault, nearest, shown
from onrecord_build.records import Records
from onrecord_build.schema import Schemas, Table


def check_references(records: Records, schemas: Schemas) -> Iterator[Fault]:
    """Yield a fault for each key that occurs twice and each reference that leads nowhere."""
    for table in schemas.tables.values():
        yield from _keys(table, records)
        for reference in table.references:
            # A file that could not be read has its own fault; what refers to it is not wrong for that.
            if reference.table in records.unread:
                continue
            there = {row[reference.key] for row in records.rows[reference.table]} | records.unread
            for row in records.rows[table.name]:
                value = row[reference.field]
                if value is not None and value not in there and reference.field not in row.broken:
                    there_ids = (i for i in there if i is not None)
                    yield row.fault(
                        reference.field,
                        f"{reference.field} '{shown(value)}' is not in {reference.table}",
                        "A reference names a record that exists",
                        nearest(value, there_ids, f"Add the record to {reference.table}, or name one that is there"),
                    )


def _keys(table: Table, records: Records) -> Iterator[Fault]:
    keys = [[f.name] for f in table.authored.values() if f.constraints.get("unique")]
    for columns in [*keys, *([table.key] if table.key not in keys else [])]:
        first: dict[tuple[object, ...], str] = {}
        for row in records.rows[table.name]:
            value = tuple(row[c] for c in columns)
            if None in value:
                continue
            if value in first:
                given = shown(" ".join(map(str, value)))
                what = f"{' and '.join(columns)} '{given}' is given again, first at {first[value]}"
                yield row.fault(
                    columns[-1], what, "It must be unique", "Give one of the two another, or merge the records"
                )
            else:
                first[value] = f"{row.path}:{row.lines.get(columns[-1], row.line)}"

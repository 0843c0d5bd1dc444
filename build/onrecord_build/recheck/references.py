"""Keys and references of what has changed, and references to what is gone."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.faults import Fault
from onrecord_build.recheck.changes import Changes
from onrecord_build.records import Row
from onrecord_build.references import dangling, keys_of, repeated


def check_references(changes: Changes) -> Iterator[Fault]:
    """Yield what the check of all references would; a reference that led somewhere before is a change by itself."""
    view, schemas = changes.after, changes.after.schemas
    for table in schemas.tables.values():
        found: list[Row] = []
        for columns in keys_of(table):
            if rows := changes.rows_after(table.name, columns):
                found += view.naming(table.name, columns[0], {row.get(columns[0]) for row in rows} - {None})
        if found:
            view.ask(found)
            yield from repeated(table, view)
    view.asked = None
    yield from _dangling(changes)


def _dangling(changes: Changes) -> Iterator[Fault]:
    view, schemas = changes.after, changes.after.schemas
    unread = view.records.unread
    retired: dict[str, str | None] | None = None
    for table in schemas.tables.values():
        for reference in table.references:
            if reference.table in unread:
                continue
            inner = any(p.get("nested_in") == table.name for p in schemas.tables[reference.table].places)
            keys = changes.values(reference.table, reference.key)
            values = keys | {row.get(reference.field) for row in changes.rows_after(table.name, [reference.field])}
            values -= {None}
            lost = values - view.values_named(reference.table, reference.key, values) - unread
            if not lost:
                continue
            for row in view.naming(table.name, reference.field, lost):
                if reference.field in row.broken or (inner and row.partial):
                    continue
                if retired is None:
                    retired = {row["id"]: row["replaced_by"] for row in view.all_rows("retired_ids")}
                yield dangling(row, str(row[reference.field]), reference, view, retired)
                changes.broken(row, reference.field)

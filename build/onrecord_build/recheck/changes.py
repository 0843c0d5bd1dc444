"""What differs between two states: rows before and after, and in which columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from functools import cached_property
from typing import NamedTuple

from onrecord_build.recheck.view import View
from onrecord_build.records import Row, identifier
from onrecord_build.schema import Schemas


class _Every(frozenset[str]):
    """All columns of a row."""

    def __contains__(self, item: object) -> bool:
        return True


EVERY: Set[str] = _Every()


class Change(NamedTuple):
    """A row before and after, None where there was or is none, and the columns in which the two differ."""

    before: Row | None
    after: Row | None
    columns: Set[str]

    def values(self, column: str) -> set[str]:
        """What stood in a column, and what stands there."""
        return {row[column] for row in (self.before, self.after) if row is not None and row[column] is not None}


class Changes:
    """The rows that differ, by table; `before` and `after` are the two states."""

    def __init__(self, before: View, after: View) -> None:
        self.before = before
        self.after = after
        self.of: dict[str, list[Change]] = defaultdict(list)

    def units(self, before: Iterable[Row], after: Iterable[Row], schemas: Schemas) -> None:
        """Add what differs between the rows of files as they were and as they are."""
        was, now = _by_key(before, schemas), _by_key(after, schemas)
        for key in {**was, **now}:
            one, other = was.get(key), now.get(key)
            # Where two records do not go together, the one that comes first is right.
            if one is None or other is None or other.partial or (one.path, one.place) != (other.path, other.place):
                self.of[key[0]].append(Change(one, other, EVERY))
            else:
                names = one.keys() | other.keys()
                columns = {name for name in names if one[name] != other[name]} | other.broken
                if columns:
                    self.of[key[0]].append(Change(one, other, columns))

    def broken(self, row: Row, column: str) -> None:
        """Let a value of a row count for nothing, of which no rule should speak again."""
        was = Row(row.table, row.file, row.place, row, row.id)
        self.after.move(row)
        row[column] = None
        row.broken |= {column}
        self.of[row.table].append(Change(was, row, {column}))

    def touch(self, columns: Iterable[tuple[str, str]]) -> bool:
        """Whether anything differs in one of these columns of tables."""
        return any(column in change.columns for table, column in columns for change in self.of.get(table, ()))

    def identifiers(self) -> set[str]:
        """What the rows that differ are called, and by what they are cited."""
        found = set()
        for table, changes in self.of.items():
            for change in changes:
                for row in (change.before, change.after):
                    if row is not None:
                        found |= {row.id, identifier(row, self.after.schemas.tables[table]) or ""}
        return found - {""}

    @cached_property
    def near(self) -> set[str]:
        """The records that differ, and those that they refer to or referred to."""
        found = self.identifiers()
        for table, changes in self.of.items():
            for reference in self.after.schemas.tables[table].references:
                found |= {value for change in changes for value in change.values(reference.field)}
        return found

    def rows_before(self) -> Iterator[Row]:
        """The rows that differ, as they were."""
        return (change.before for changes in self.of.values() for change in changes if change.before is not None)

    def rows_after(self, table: str, columns: Collection[str] | None = None) -> list[Row]:
        """The rows of a table that differ, or those that differ in one of these columns, as they are."""
        return [c.after for c in self.differing(table, columns) if c.after is not None]

    def values(self, table: str, column: str) -> set[str]:
        """What rows that differ in a column have and had there."""
        return {value for change in self.differing(table, [column]) for value in change.values(column)}

    def differing(self, table: str, columns: Collection[str] | None = None) -> list[Change]:
        """The changes of a table, or those of these columns."""
        of = self.of.get(table, [])
        return of if columns is None else [c for c in of if any(name in c.columns for name in columns)]


def _by_key(rows: Iterable[Row], schemas: Schemas) -> dict[tuple[str, object], Row]:
    """Rows by what they are known by: their identifier, or that of the record they are nested in and their place.

    Where two have the same, both are known by their places alone.
    """
    found: dict[tuple[str, object], Row] = {}
    for row in rows:
        alone = len(schemas.tables[row.table].key) == 1
        key: object = row.id if alone and row.id else (row.id, row.path, row.place)
        found[row.table, key if (row.table, key) not in found else (row.path, row.place)] = row
    return found

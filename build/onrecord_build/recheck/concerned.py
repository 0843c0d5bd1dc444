"""Which rows changes concern: of which others what a rule says of them depends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from typing import Any

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.conditions.in_frames import columns, namings
from onrecord_build.conditions.in_python import computed, matching
from onrecord_build.conditions.language import Alike, Column, Condition, Suspect, Value
from onrecord_build.recheck.changes import Changes
from onrecord_build.recheck.view import View
from onrecord_build.records import Row
from onrecord_build.schema import Reference

Path = tuple[str, ...]


class Concerned:
    """Rows of one of two states that the changes between them concern."""

    def __init__(self, changes: Changes, view: View) -> None:
        self.changes = changes
        self.view = view
        self.tables = view.schemas.tables

    def by(self, table: str, condition: Condition | None) -> list[Row]:
        """The rows of a table of which a condition may have become true, or may not be true any more."""
        found: list[Row] = []
        for path in {path for path, _ in columns(condition)}:
            found += self.by_path(table, path)
        for some, _ in namings(condition):
            of = some.of.path if some.of is not None else (self.tables[table].key[0],)
            found += self.by_path(table, of)
            values = self.changes.values(some.table, some.by)
            values |= {row[some.by] for row in self.by(some.table, some.where)} - {None}
            found += self.leading_to(table, of, values)
        return _once(found)

    def by_path(self, table: str, path: Path) -> list[Row]:
        """The rows of a table that reach something else by a path than before."""
        found, at = self._changed(table, [path[0]]), table
        for step, name in enumerate(path[1:], start=1):
            at = self.tables[at].referred(path[step - 1])
            if changed := self._changed_keys(at, [name]):
                found += self.leading_to(table, path[:step], changed)
        return found

    def leading_to(self, table: str, path: Path, values: Set[Any]) -> list[Row]:
        """The rows of a table that have one of these values at the end of a path."""
        values = self._before_the_end(table, path, values)
        return self.view.naming(table, path[0], values) if values else []

    def _before_the_end(self, table: str, path: Path, values: Set[Any]) -> Set[Any]:
        """What rows have in the first column of a path at the end of which is one of these values."""
        tables = [table]
        for name in path[:-1]:
            tables.append(self.tables[tables[-1]].referred(name))
        for at, name in zip(tables[:0:-1], path[:0:-1], strict=True):
            values = self.view.keys_having(at, name, values) if values else values
        return values

    def suspects(self, suspect: Suspect | Alike, only: Collection[str] | None = None) -> list[Row]:
        """The rows of which a rule that judges for itself, and looks at some columns, may say something else."""
        table, beside = suspect.table, set(suspect.beside)
        found = [*self._changed(table, only), *self.by(table, suspect.condition)]
        if isinstance(suspect, Alike):
            for value in suspect.values:
                for path, _ in columns(value):
                    found += self.by_path(table, path)
        for reference in self.tables[table].references:
            if reference.table in beside and reference.table != "evidence":
                found += self.leading_to(table, (reference.field,), self._changed_keys(reference.table, only))
        if "evidence" in beside:
            for column, records in RECORDS_WITH_EVIDENCE.items():
                if table in ("evidence", records):
                    ids = {v for c in self.changes.differing("evidence", only) for v in c.values(column)}
                    by = column if table == "evidence" else self.tables[table].key[0]
                    found += self.view.naming(table, by, ids) if ids else []
        return _once(found)

    def referring(self, table: str, reference: Reference) -> list[Row]:
        """The rows of a table that have changed, or refer to records that have."""
        led = self.leading_to(table, (reference.field,), self._changed_keys(reference.table))
        return _once([*self._changed(table), *led])

    def true(self, suspect: Suspect | Alike, rows: list[Row]) -> list[Row]:
        """Those of the rows that may break a rule; where its condition asks of what is broken, they may."""
        if suspect.condition is None or not rows:
            return rows
        asked = {path[0] for path, _ in columns(suspect.condition)}
        unsure = [row for row in rows if row.broken & asked or (row.partial and isinstance(suspect, Alike))]
        return _once([*matching(self.view, suspect.table, suspect.condition, rows), *unsure])

    def values(self, suspect: Alike, rows: list[Row]) -> set[tuple[Any, ...]]:
        """What rows have in common with those that are alike."""
        found = set()
        for row, values in zip(rows, computed(self.view, suspect.table, suspect.values, rows), strict=True):
            if None not in values or row.broken or row.partial:
                found.add(values)
        return found

    def alike(self, suspect: Alike, wanted: set[tuple[Any, ...]]) -> list[Row]:
        """The rows of a table that have such values in common."""
        if not wanted:
            return []
        table, view = suspect.table, self.view
        there = view.records.rows[table]
        found = [row for row, v in zip(there, computed(view, table, suspect.values, there), strict=True) if v in wanted]
        numbers: list[int] | None = None
        # What rows are found by comes first, and then what their values have to be computed for.
        for place, value in sorted(enumerate(suspect.values), key=lambda item: not isinstance(item[1], Column)):
            values = {values[place] for values in wanted}
            if numbers is None and isinstance(value, Column) and None not in values:
                before = self._before_the_end(table, value.path, values)
                numbers = view.numbers_having(table, value.path[0], before)
                continue
            numbers = view.numbers(table) if numbers is None else numbers
            given = _Stored(view, numbers).values_of(table, value)
            numbers = [number for number, own in zip(numbers, given, strict=True) if own in values]
        return [*found, *view.numbered(table, numbers or ())]

    def _changed(self, table: str, only: Collection[str] | None = None) -> list[Row]:
        """The rows that have changed, in one of these columns if some are named."""
        is_before = self.view is self.changes.before
        rows = (c.before if is_before else c.after for c in self.changes.differing(table, only))
        return [row for row in rows if row is not None]

    def _changed_keys(self, table: str, only: Collection[str] | None = None) -> set[str]:
        """The identifiers of these records."""
        key = self.tables[table].key[0]
        return {value for change in self.changes.differing(table, only) for value in change.values(key)}


class _Stored:
    """Columns of remembered rows, by number, as they are kept; no row is read."""

    def __init__(self, view: View, numbers: list[int]) -> None:
        self.view = view
        self.numbers = numbers

    def values_of(self, table: str, value: Value) -> list[Any]:
        rows: list[Row] = [None] * len(self.numbers)  # type: ignore[list-item]
        return [one for (one,) in computed(self.view, table, (value,), rows, self)]

    def values(self, table: str, path: Path) -> list[Any]:
        found = self._of(table, path[0])
        for step, name in enumerate(path[1:]):
            table = self.view.schemas.tables[table].referred(path[step])
            key = self.view.schemas.tables[table].key[0]
            of, numbers = self.view.remembered.table(table), self.view.numbers(table)
            keys, values = of.column(key), of.column(name)
            led = {keys[number]: values[number] for number in numbers}
            led |= {row[key]: row[name] or "" for row in self.view.records.rows[table] if row[key] is not None}
            found = [led.get(one) or None for one in found]
        return found

    def _of(self, table: str, name: str) -> list[Any]:
        values = self.view.remembered.table(table).column(name)
        return [values[number] or None for number in self.numbers]

    def different(self, table: str, path: Path) -> set[Any] | None:
        return None


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({id(row): row for row in rows}.values())

"""The columns of records, their own and those of the records that they name.

Many rules look at the same few columns, of which most have few different values. A column is put together once, and
what is asked of its values is asked of each of them once, however many records there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from onrecord_build.records import Row
from onrecord_build.schema import Table

Path = tuple[str, ...]  # references to follow, and the column of the record that they lead to


class Columns:
    """The columns of typed records, by table and path, in the order of the rows; as they were when they were asked for.

    `values` are the values for each row, None where one, or a record on the way, is not there. `different` are those
    that occur, None among them; it is None for a column of lists. `unsure` are the rows of which not all is known.
    """

    def __init__(
        self, tables: Mapping[str, Table], rows: Callable[[str], list[Row]], by_id: Callable[[str], Mapping[str, Row]]
    ) -> None:
        self._tables = tables
        self._rows = rows
        self._by_id = by_id
        self.values = cache(self._values)
        self.different = cache(self._different)
        self.unsure = cache(self._unsure)
        self._own = cache(self._of_table)
        self._named = cache(self._named_rows)

    def _values(self, table: str, path: Path) -> Sequence[Any]:
        *way, name = path
        if not way:
            return self._own(table).get(name) or [None] * len(self._rows(table))
        return [None if row is None else row.get(name) for row in self._named(table, tuple(way))]

    def _different(self, table: str, path: Path) -> set[Any] | None:
        try:
            return set(self.values(table, path))
        except TypeError:
            return None

    def _unsure(self, table: str) -> list[Row]:
        return [row for row in self._rows(table) if row.broken or row.partial]

    def _of_table(self, table: str) -> dict[str, Sequence[Any]]:
        """All columns of a table at once: to go through the rows costs more than to look up one more value in each."""
        names = list(dict.fromkeys([*self._tables[table].authored, *self._tables[table].key]))
        columns = zip(*[tuple(map(row.get, names)) for row in self._rows(table)], strict=True)
        return dict(zip(names, columns, strict=True)) if self._rows(table) else dict.fromkeys(names, ())

    def _named_rows(self, table: str, way: Path) -> list[Row | None]:
        """The record that references lead to, for each row."""
        at = table
        for name in way:
            at = next(reference.table for reference in self._tables[at].references if reference.field == name)
        return [*map(self._by_id(at).get, self.values(table, way))]

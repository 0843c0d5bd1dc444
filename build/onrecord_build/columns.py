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

    def _values(self, table: str, path: Path) -> Sequence[Any]:
        *way, name = path
        if not way:
            return self._own(table).get(name) or [None] * len(self._rows(table))
        named, records = self.values(table, tuple(way)), self._by_id(self._leads_to(table, way))
        # Many rows name one record, and of those that none does nothing is looked up.
        led = {key: row.get(name) for key in set(named) if (row := records.get(key)) is not None}
        return [*map(led.get, named)]

    def _different(self, table: str, path: Path) -> set[Any] | None:
        try:
            return set(self.values(table, path))
        except TypeError:
            return None

    def _unsure(self, table: str) -> list[Row]:
        return [row for row in self._rows(table) if row.broken or row.partial]

    def _of_table(self, table: str) -> dict[str, Sequence[Any]]:
        """All columns of a table at once: to go through the rows costs more than to look up one more value in each."""
        rows = self._rows(table)
        names = [*set[str]().union(*rows)]  # many columns of a table have no value at all
        columns = zip(*[tuple(map(row.get, names)) for row in rows], strict=True)
        return dict(zip(names, columns, strict=True))

    def _leads_to(self, table: str, way: Sequence[str]) -> str:
        """The table that references lead to."""
        for name in way:
            table = next(reference.table for reference in self._tables[table].references if reference.field == name)
        return table

"""What a record is once it is read: its values by column, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord_build.faults import Fault


@dataclass(slots=True)
class Row:
    """One record: its values by column, and where each of them stands."""

    table: str
    path: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int]
    broken: set[str] = field(default_factory=set)  # columns with a fault, of which no rule should speak again

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def fault(self, column: str | None, what: str, why: str, fix: str) -> Fault:
        """A fault of this record, at the line of the column where it is given."""
        return Fault(self.path, self.lines.get(column or "", self.line), what, why, fix)


@dataclass
class Records:
    """All rows by table, in the order of files and lines, and all faults found in reading them."""

    rows: dict[str, list[Row]]
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # tables, and ids of records, whose file could not be read

"""What a record is once it is read: its values by column, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from onrecord_build.faults import Choice, Fault, Span
from onrecord_build.schema import Table

Place = tuple[str | int, ...]


class File(Protocol):
    """A file of records: its name, its text as it was read, and how to find a value in it."""

    name: str
    text: str
    table: Table

    def span(self, place: Place, column: str, *, key: bool = False) -> Span:
        """Where the value (or the key) of a column of the record at that place stands; the record, where it has none.

        Nothing is kept of it while records are read: only a file with a fault is searched.
        """
        ...


@dataclass(slots=True)
class Row:
    """One record: its values by column, and where it stands in its file."""

    table: str
    file: File
    place: Place
    values: dict[str, Any]
    id: str = ""
    broken: set[str] = field(default_factory=set)  # columns with a fault, of which no rule should speak again
    partial: bool = False  # something of it could not be read, so nothing can be said to be missing

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    @property
    def path(self) -> str:
        return self.file.name

    def span(self, column: str = "", *, key: bool = False) -> Span:
        """Where a value of the record stands, or the record itself."""
        return self.file.span(self.place, column, key=key)

    def fault(
        self,
        column: str | None,
        message: str,
        help: str,
        suggestions: Sequence[Choice] = (),
        *,
        code: str = "",
        key: bool = False,
        value: object = None,
    ) -> Fault:
        """A fault of this record, at the value of the column (or its key) where there is one."""
        return Fault(
            self.path,
            self.span(column or "", key=key),
            code,
            message,
            help,
            tuple(suggestions),
            record=self.id,
            column=column or "",
            row=self,
            value=value,
        )


@dataclass
class Records:
    """All rows by table, in the order of files and lines, and all faults found in reading them."""

    rows: dict[str, list[Row]]
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # tables, and ids of records, whose file could not be read
    files: dict[str, File] = field(default_factory=dict)  # by name

    def refuse(
        self, file: File, span: Span, code: str, message: str, help: str, suggestions: Sequence[Choice] = ()
    ) -> None:
        """Note a fault of a file as such."""
        self.faults.append(Fault(file.name, span, code, message, help, tuple(suggestions)))

"""What a record is once it is read: its values by column, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from onrecord_build.faults import Choice, Fault, Found, Span
from onrecord_build.schema import Table

if TYPE_CHECKING:
    from onrecord_build.released import ReleasedList

Place = tuple[str | int, ...]
NONE = frozenset[str]()  # of thousands of rows hardly one has a fault, so that they share what says so


class File(Protocol):
    """A file of records: its name, its text as it was read, and how to find a value in it."""

    name: str
    table: Table

    @property
    def stem(self) -> str:
        """What a record in it is called by the name of the file; '' where the file has many."""
        ...

    @property
    def crc(self) -> str:
        """The CRC-32 of the text, if it is one of a record."""
        ...

    @property
    def text(self) -> str:
        """The text as it was read."""
        ...

    def span(self, place: Place, column: str, *, key: bool = False) -> Span:
        """Where the value (or the key) of a column of the record at that place stands; the record, where it has none.

        Nothing is kept of it while records are read: only a file with a fault is searched.
        """
        ...


class Row(dict[str, Any]):
    """One record: its values by column (None for what it does not have), and where it stands in its file."""

    __slots__ = ("broken", "file", "id", "partial", "place", "table")

    def __init__(
        self,
        table: str,
        file: File,
        place: Place,
        values: Mapping[str, Any] | Iterable[tuple[str, Any]],
        id: str = "",
        *,
        partial: bool = False,
    ) -> None:
        self.update(values)
        self.table = table
        self.file = file
        self.place = place
        self.id = id
        self.broken = NONE  # columns with a fault, of which no rule should speak again
        self.partial = partial  # something of it could not be read, so nothing can be said to be missing

    def __missing__(self, column: str) -> None:
        return None

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
            found=Found(self, value),
        )


class Records:
    """All rows by table, in the order of files and lines, and all faults found in reading them."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.rows = rows
        self.faults: list[Fault] = []
        self.unread: set[str] = set()  # tables, and ids of records, whose file could not be read
        self.files: dict[str, File] = {}  # by name
        # By the name of their file, records with those nested in them whose values are typed already, and right.
        self.typed: dict[str, dict[str, Any]] = {}
        self.recalled: set[str] = set()  # names of those that an earlier check has read
        self.released: ReleasedList | None = None  # by identifier; None where that file is not in order

    def refuse(
        self, file: File, span: Span, code: str, message: str, help: str, suggestions: Sequence[Choice] = ()
    ) -> None:
        """Note a fault of a file as such."""
        self.faults.append(Fault(file.name, span, code, message, help, tuple(suggestions)))


def identifier(row: Row, table: Table) -> str | None:
    """What a record is cited by: its identifier, or the parts of its key with a slash between them."""
    parts = [row[column] for column in table.key]
    return None if None in parts else "/".join(map(str, parts))

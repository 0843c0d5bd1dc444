"""What is wrong with a record, said so that it can be put right."""

from __future__ import annotations

from typing import Any, NamedTuple


class Span(NamedTuple):
    """A place in a file: physical line and column from 1, in code points; `end` is the column behind the last one."""

    line: int
    column: int
    end: int


class Choice(NamedTuple):
    """A value that could have been meant: what to write, what it is called, and by what else it is known."""

    value: str
    label: str = ""
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"`{self.value}`" + (f" ({self.label})" if self.label and self.label != self.value else "")


class Found:
    """The record and the value at fault, for those who mend it; takes no part in comparing faults."""

    __slots__ = ("row", "value")

    def __init__(self, row: Any = None, value: object = None) -> None:
        self.row = row  # a Row, if the fault is one of a record
        self.value = value  # as it was read, where it is what is wrong

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Found)

    def __lt__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0


class Fault(NamedTuple):
    """One fault: where it is, which rule it breaks, what is wrong, and what to do about it."""

    path: str
    span: Span
    code: str
    message: str
    help: str
    suggestions: tuple[Choice, ...] = ()
    severity: str = "error"
    record: str = ""
    column: str = ""
    found: Found = Found()

    @property
    def row(self) -> Any:
        """The record at fault."""
        return self.found.row

    @property
    def value(self) -> object:
        """The value at fault, as it was read."""
        return self.found.value

    def under(self, code: str, severity: str) -> Fault:
        """The same fault, as one of the rule named."""
        return self._replace(code=code, severity=severity)


def shown(value: str) -> str:
    """A value as a message quotes it: on one line, its first 80 characters."""
    value = " ".join(value[:200].split()) if "\n" in value or "\t" in value else value
    return value if len(value) <= 80 else value[:79] + "…"


def called(table: str, count: int) -> str:
    """What a number of records of a table are called: 1 event, 2 statement targets."""
    words = table.replace("_", " ")
    if count != 1:
        return words
    return "erratum" if words == "errata" else words.removesuffix("es" if words.endswith("ches") else "s")

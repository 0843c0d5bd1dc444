"""The list of what releases held: dataset/released.csv, which `onrecord generate` writes at a release.

It has a row for each record: its identifier, the last release that held it, and digests of its substantive values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from onrecord_build.faults import Fault, Span
from onrecord_build.schema import Table

FILE = "dataset/released.csv"
ERRATA, ERRATA_FILE = "errata", "dataset/errata.csv"
BEGINNING = re.compile("\n([^,\n]+),[^,\n]+,[^,\n]+,([0-9a-f]{8}),")  # of a row: identifier, and digest of the whole
DIGEST = re.compile("([a-z0-9_]+):([0-9a-f]{8})")


class Released(NamedTuple):
    """A record that a release held: the line on which that stands, and the cells."""

    line: int
    id: str
    table: str
    version: str
    whole: str
    digests: str

    def values(self) -> dict[str, str]:
        """The digest of each field that had a value."""
        return dict(DIGEST.findall(self.digests))

    def fault(self, message: str, help: str) -> Fault:
        """A fault of a record that is not there any more, at its identifier."""
        return Fault(FILE, Span(self.line, 1, len(self.id) + 1), "", message, help, record=self.id)


class ReleasedList(Mapping[str, Released]):
    """Every released record by identifier.

    The rows are as many as the records of the dataset, and hardly one of them is ever asked for: so they are taken
    apart when one is.
    """

    def __init__(self, text: str = "") -> None:
        self._text = text
        self._whole = dict(BEGINNING.findall(text))

    def __getitem__(self, name: str) -> Released:
        number = self._numbers[name]
        return Released(number + 2, *self._rows[number].split(","))

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def in_order(self) -> bool:
        """Whether the identifiers are sorted, and each is there once."""
        return len(self) == self._text.count("\n") - 1 and sorted(self._whole) == [*self._whole]

    @cached_property
    def wholes(self) -> set[str]:
        """The digests of whole records: what has one of these is as a release held it."""
        return set(self._whole.values())

    @cached_property
    def _rows(self) -> list[str]:
        return self._text.split("\n")[1:-1]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._whole)}

    def of_table(self, table: str) -> list[Released]:
        """The records of one table."""
        if f",{table}," not in self._text:
            return []
        return [held for held in self.values() if held.table == table]


def read_released(text: str, table: Table) -> ReleasedList | None:
    """The list; None where the text is not what `onrecord generate` writes."""
    row = ",".join(f"(?:{field.constraints['pattern']})" for field in table.authored.values())
    # What was matched is never tried again (*+): to remember where would take more room than the text.
    if not re.fullmatch(f"{','.join(table.authored)}\n(?:{row}\n)*+", text):
        return None
    found = ReleasedList(text)
    return found if found.in_order() else None

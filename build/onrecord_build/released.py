"""The list of what releases held: dataset/released.csv, which `onrecord generate` writes at a release.

It has a row for each record: its identifier, the last release that held it, and digests of its substantive values.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord_build.faults import Fault, Span
from onrecord_build.schema import Table

FILE = "dataset/released.csv"
ERRATA, ERRATA_FILE = "errata", "dataset/errata.csv"
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


def read_released(text: str, table: Table) -> dict[str, Released] | None:
    """Every released record by identifier; None where the text is not what `onrecord generate` writes.

    The rows are as many as the records of the dataset and hardly ever at fault, so they are not read one by one.
    """
    row = ",".join(f"(?:{field.constraints['pattern']})" for field in table.authored.values())
    if not re.fullmatch(f"{','.join(table.authored)}\n(?:{row}\n)*", text):
        return None
    found = [Released(line, *cells.split(",")) for line, cells in enumerate(text.split("\n")[1:-1], start=2)]
    by_id = {entry.id: entry for entry in found}
    return by_id if len(by_id) == len(found) and list(by_id) == sorted(by_id) else None

"""What a check of tables found: every kind of fault with its exact number, and the first of each in full."""

from __future__ import annotations

from typing import NamedTuple

from onrecord_build.faults import Fault


class Finding(NamedTuple):
    """One kind of fault: a rule that is broken in a column of a table (or in whole rows, where the column is empty)."""

    table: str
    column: str
    code: str
    severity: str
    rows: list[int]  # every row, by its number from 1
    shown: list[Fault]  # the first of them, in full


class Findings(NamedTuple):
    """All kinds of faults, sorted; how many rows each table has; and which rules could not be asked, and why."""

    kinds: list[Finding]
    rows: dict[str, int]
    not_asked: dict[str, list[str]]  # rules, and the tables that they want and that are not there

    @property
    def total(self) -> int:
        """How many faults there are."""
        return sum(len(kind.rows) for kind in self.kinds)

    @property
    def errors(self) -> int:
        """How many of them are errors, and no warnings."""
        return sum(len(kind.rows) for kind in self.kinds if kind.severity == "error")

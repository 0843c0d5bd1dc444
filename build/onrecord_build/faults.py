"""What is wrong with a record, said so that it can be put right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import OnRecordError


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: where it is, what is wrong, why that is wrong, and what to do about it."""

    path: str
    line: int
    what: str
    why: str
    fix: str

    def __str__(self) -> str:
        # A value quoted in a message may hold line breaks; a fault is one line.
        return " ".join(f"{self.path}:{self.line}: {self.what}. {self.why}. {self.fix}.".split())


class InvalidDataset(OnRecordError):
    """The records have faults; `faults` lists all of them, in order of file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        count = len(self.faults)
        listed = "\n".join(map(str, self.faults))
        super().__init__(f"{listed}\n{count} fault{'s' * (count != 1)}. Mend them, then run: onrecord check")


def shown(value: str) -> str:
    """A value as a message quotes it: its first 80 characters."""
    return value if len(value) <= 80 else value[:79] + "…"


def nearest(wrong: str, right: Iterable[str], otherwise: str) -> str:
    """Advice that names the value most like the wrong one, if there is any, and what to do if that is not meant."""
    near = difflib.get_close_matches(shown(wrong), sorted(right), n=1)
    return f"Did you mean '{near[0]}'? If not, {otherwise[0].lower()}{otherwise[1:]}" if near else otherwise

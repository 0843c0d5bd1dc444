"""When a source was published, as each format writes it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

PARTS = {"year": 1, "month": 2, "day": 3}  # of a date, by its precision; an interval and a set have two dates


class Published(NamedTuple):
    """A date of EDTF with the days that it can mean, as a release has them; None where an interval is open."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: str

    @property
    def ends(self) -> list[date]:
        """The first and the last day that are known."""
        return [day for day in (self.earliest, self.latest) if day]

    @property
    def exact(self) -> bool:
        """Whether no more is left open than its precision says."""
        open_or_one_of = self.precision not in PARTS and (len(self.ends) < 2 or self.precision == "set")
        return not open_or_one_of and not set("?~%") & set(self.edtf)

    @property
    def parts(self) -> list[list[int]]:
        """Year, month and day, as far as they are known: of one date, or of two between which it lies."""
        days = [[day.year, day.month, day.day] for day in self.ends]
        return [days[0][: PARTS[self.precision]]] if self.precision in PARTS else days

    def __str__(self) -> str:
        marks = set(self.edtf)
        return ("c. " if marks & set("~%") else "") + self._plain() + ("?" if marks & set("?%") else "")

    def _plain(self) -> str:
        if self.precision in PARTS:
            return "-".join(self.ends[0].isoformat().split("-")[: PARTS[self.precision]])
        if len(self.ends) == 2:
            return ("between {} and {}" if self.precision == "set" else "{} to {}").format(*self.ends)
        return f"since {self.earliest}" if self.earliest else f"until {self.latest}"

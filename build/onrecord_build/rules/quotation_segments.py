"""The mark […] stands between two parts of a quotation.

It shows that words were left out there. At the beginning or the end nothing is left out, since a quotation begins and
ends where it is cut; and two marks with nothing between them are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord_build.conditions import Suspect, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(
    STATEMENT,
    passes="    exact: Мы этого не сделаем\n",
    fails="    exact: Мы этого не сделаем […]\n",
)
MARK = re.compile(r"\[(?:…|\.\.\.)\]")
# The mark at the beginning, at the end, or behind another one.
MISPLACED = rf"^\s*{MARK.pattern}|{MARK.pattern}\s*($|{MARK.pattern})"
SUSPECTS = [Suspect("evidence", col("exact").holds(MISPLACED))]


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        exact = row.get("exact")
        if exact is None or "[" not in exact:
            continue
        first, *rest = (not part.strip() for part in MARK.split(exact))
        if not rest or not (first or any(rest)):
            continue
        wrong = "begins with" if first else "ends with" if rest[-1] else "has twice in a row"
        message = f"the quotation {wrong} the mark of words left out, '{MARK.findall(exact)[0]}'"
        yield row.fault("exact", message, "Put the mark between two parts of the quotation, or run: onrecord fix")


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Take out the marks that stand between nothing; where nothing else is there, leave it to a person."""
    exact = fault.row["exact"]
    marks, right = MARK.findall(exact), ""
    for number, part in enumerate(MARK.split(exact)):
        if part.strip():
            right += (marks[number - 1] if right else "") + part
    return {"exact": right.strip()} if right else {}

"""Quotation marks in our own prose are “curly”.

They set off the words of a speaker, and what looks for those words has to know where they begin and where they end.
Quotations (`exact`) and titles keep the marks that their source prints.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="summary: He says that Example State has its “own laws”.\n",
    fails='summary: He says that Example State has its "own laws".\n',
    instead_of="summary: He says that his government will not do what Sample Republic demands.\n",
)
OWN_PROSE = {
    "actors": ("gloss",),
    "events": ("label", "description"),
    "relationships": ("detail",),
    "statements": ("summary",),
    "tenures": ("office",),
    "terms": ("label",),
}
WRONG = [Wrong(table, col(column).holds('"'), (column,)) for table, columns in OWN_PROSE.items() for column in columns]


def say(dataset: Dataset, row: Row, column: str) -> Fault:
    message = f"{column} has a straight quotation mark: '\"'"
    return row.fault(column, message, "Write “ before and ” behind the words that are quoted")


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Curl the marks where each has its other; which one is missing is not known."""
    parts = str(fault.row[fault.column] or "").split('"')
    if len(parts) % 2 == 0:
        return {}
    marks = ("“", "”")
    return {fault.column: parts[0] + "".join(marks[n % 2] + part for n, part in enumerate(parts[1:]))}

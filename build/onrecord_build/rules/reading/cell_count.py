"""A row of a CSV file has one cell for each column.

With a cell too many or too few there is no telling which belongs to which column. A cell that holds a comma stands
between quotation marks, and an empty cell keeps its comma.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes=',"Foreign minister, since 2025.",',
    fails=",Foreign minister, since 2025.,",
    instead_of=",Foreign minister of Example State.,",
)

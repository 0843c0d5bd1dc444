"""A CSV file has every column of its table.

Rows can be compared only where they have the same columns, and an empty cell says that nothing is known. Add the
column to the first line, and a cell to every row.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/retired_ids.csv",
    passes="id,replaced_by,reason,version\n",
    fails="id,replaced_by,reason\n",
)

"""A CSV file follows the syntax of CSV.

A quotation mark that is not closed swallows the rows behind it, so the row is left out and reading goes on with the
next line. A cell that holds a quotation mark stands between quotation marks, and those inside it are doubled.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes=',Foreign minister of Example State.,"Called ""the Diplomat""."\n',
    fails=',Foreign minister of Example State.,"Called "the Diplomat"."\n',
    instead_of=",Foreign minister of Example State.,\n",
)

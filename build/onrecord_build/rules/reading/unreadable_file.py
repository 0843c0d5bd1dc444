"""Every file of records is there and can be read.

A table without its file would look like a table without records, and what refers to them could not be checked. Get
the file back with git, or give yourself permission to read it. A table that has no records yet keeps its line of
columns.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example("dataset/retired_ids.csv", passes="id,replaced_by,reason,version\n", fails=None)

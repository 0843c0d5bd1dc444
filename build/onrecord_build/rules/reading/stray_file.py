"""A folder of records holds records and nothing else.

A file whose name does not end in .yaml is never read. It may be a record that nobody sees, because its name is wrong.
Rename it to the identifier of its record with .yaml behind it, or move it out of the dataset.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example("dataset/events/notes.txt", passes=None, fails="Ask the ministry for a recording.\n")

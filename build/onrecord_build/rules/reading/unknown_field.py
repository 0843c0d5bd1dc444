"""A record has the fields of its table and no others.

A field with another name would be lost, and most often it is one of the table's with its name misspelt. Use the name
that the schema has; what fits into no field can go into the note.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="place: Example City\n", fails="location: Example City\n")

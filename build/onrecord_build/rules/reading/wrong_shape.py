"""A field that takes one value has one, and a field that takes a list has a list.

In YAML a list stands between square brackets, with commas between its items; in CSV it is one cell, with semicolons.
No item is empty.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="place: Example City\n", fails="place: [Example City, Example State]\n")

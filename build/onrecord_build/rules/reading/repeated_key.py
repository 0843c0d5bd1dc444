"""A key stands once in a YAML record, and a column once in a CSV file.

Of two values under one name, most programs take the last in silence and the others the first. Keep the one that is
right.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    EVENT,
    passes="label: Briefing of the minister\n",
    fails="label: Briefing of the minister\nlabel: Briefing after the meeting\n",
)

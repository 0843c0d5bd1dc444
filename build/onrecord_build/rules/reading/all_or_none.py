"""Fields that mean something only together are all given, or none of them is.

A figure without its unit and the time that it is for cannot be compared with another. Add what the source says of the
rest; where it does not say, leave all of them out and tell it in the note.
"""

from __future__ import annotations

from onrecord_build.example import RELATIONSHIP, Example

SEVERITY = "error"
EXAMPLE = Example(
    RELATIONSHIP,
    passes="amount: 12.5\nunit: USD\nperiod: 2025/2026\n",
    fails="amount: 12.5\nunit: USD\n",
)

"""What a record refers to exists.

A reference that leads nowhere is a misspelt identifier, or one that was retired, or a record still to be written.
Name the record that is meant, or add it: onrecord new.
"""

from __future__ import annotations

from onrecord_build.example import STATEMENT, Example

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="  - target_actor: xeb\n", fails="  - target_actor: sample-republic\n")

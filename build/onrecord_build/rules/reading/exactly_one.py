"""Of fields that exclude each other, exactly one is given.

A passage of evidence bears on one record, and a target is an actor or an event. With none it would hang in the air;
with two it could not be told which is meant. Make two records of it, or take out what is not meant.
"""

from __future__ import annotations

from onrecord_build.example import STATEMENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="  - target_actor: xeb\n",
    fails="  - target_actor: xeb\n    target_event: evt-0001-briefing\n",
)

"""No value is longer than its field allows.

A summary that can be taken in at a glance is read, and three topics say more than ten. Say it in fewer words, or keep
the most important items; details can go into the note.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes=",Foreign minister of Example State.,",
    fails=",Foreign minister of Example State since May 2025 and before that for many years its"
    " ambassador to Sample Republic and to the organisations of the region.,",
)

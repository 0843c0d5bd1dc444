"""A statement has a target.

It is one act towards somebody or something: whoever is addressed, evaluated, asked to act, or to benefit. Where nobody
else is, the audience is the addressee.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="""\
targets:
  - target_actor: xeb
    role: evaluated
    stance: against
  - target_event: evt-0001-briefing
    role: evaluated
    stance: neutral
""",
    fails="",
    found_in=STATEMENT,
)
WRONG = [Wrong("statements", ~some("statement_targets", "statement"))]


def say(dataset: Dataset, row: Row) -> Fault:
    return row.fault(None, "no target is given", "Add 'targets', with whom or what the words are aimed at")

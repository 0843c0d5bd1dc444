"""A statement has a target.

It is one act towards somebody or something: whoever is addressed, evaluated, asked to act, or to benefit. Where nobody
else is, the audience is the addressee.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

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


def check(dataset: Dataset) -> Iterator[Fault]:
    aimed = {row["statement"] for row in dataset.rows("statement_targets")}
    for row in dataset.rows("statements"):
        if row["statement_id"] is not None and row["statement_id"] not in aimed and not row.partial:
            yield row.fault(None, "no target is given", "Add 'targets', with whom or what the words are aimed at")

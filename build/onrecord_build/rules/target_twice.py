"""A statement has a target once in each role.

The same target in the same role twice would count double, or contradict itself in the stance. Where the words support
and oppose it, that is one target with stance mixed.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="  - target_actor: xeb\n    role: evaluated\n    stance: mixed\n",
    fails=(
        "  - target_actor: xeb\n    role: evaluated\n    stance: against\n"
        "  - target_actor: xeb\n    role: evaluated\n    stance: favor\n"
    ),
    instead_of="  - target_actor: xeb\n    role: evaluated\n    stance: against\n",
)
SUSPECTS = [
    Alike("statement_targets", (col("statement"), col(target), col("role")))
    for target in ("target_actor", "target_event")
]


def check(dataset: Dataset) -> Iterator[Fault]:
    first: dict[tuple[str, str, str, str], Row] = {}
    for row in dataset.rows("statement_targets"):
        column = "target_actor" if row["target_actor"] is not None else "target_event"
        target, role = row[column], row["role"]
        if target is None or role is None:
            continue
        before = first.setdefault((row["statement"] or row.path, column, target, role), row)
        if before is not row:
            message = f"'{target}' is '{role}' a second time, first as target {before['position']}"
            yield row.fault(column, message, "Take one of the two out, or name another role")

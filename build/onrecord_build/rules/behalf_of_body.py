"""Words bind a state or a body: `on_behalf_of` names one.

Whose words they are says `principal`. A person binds nobody but herself, a medium reports, and neither a people as a
whole nor somebody unnamed can be bound: then the field stays empty.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="on_behalf_of: xea\n", fails="on_behalf_of: example-agency\n")
WRONG = [Wrong("statements", col("on_behalf_of.kind").among("person", "population", "media-outlet", "unnamed"))]


def say(dataset: Dataset, row: Row) -> Fault:
    kind = dataset.named("actors", row["on_behalf_of"])["kind"]
    message = f"'{row['on_behalf_of']}' is of kind '{kind}', and words bind a state or a body"
    return row.fault("on_behalf_of", message, "Name the state or the body, or leave 'on_behalf_of' out")

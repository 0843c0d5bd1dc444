"""Words bind a state or a body: `on_behalf_of` names one.

Whose words they are says `principal`. A person binds nobody but herself, a medium reports, and neither a people as a
whole nor somebody unnamed can be bound: then the field stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="on_behalf_of: xea\n", fails="on_behalf_of: example-agency\n")
NO_BODY = {"person", "population", "media-outlet", "unnamed"}


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        bound = dataset.get("actors", row["on_behalf_of"])
        if bound is not None and bound["kind"] in NO_BODY:
            message = f"'{row['on_behalf_of']}' is of kind '{bound['kind']}', and words bind a state or a body"
            yield row.fault("on_behalf_of", message, "Name the state or the body, or leave 'on_behalf_of' out")

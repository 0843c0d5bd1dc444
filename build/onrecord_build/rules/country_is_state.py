"""What a record names as a country is a state.

An actor belongs to a state, and an event takes place in one. A city goes into `place`, a government or a company into
`parent`.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Choice, Fault

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="country: xea\n", fails="country: ministry-of-example\n")
TABLES = ("actors", "events")


def check(dataset: Dataset) -> Iterator[Fault]:
    for table in TABLES:
        for row in dataset.rows(table):
            named = dataset.get("actors", row["country"])
            if named is None or named["kind"] in ("state", None):
                continue
            message = f"'{row['country']}' is of kind '{named['kind']}', and a country is of kind 'state'"
            state = dataset.get("actors", named["country"])
            choices = [Choice(state["actor_id"], state["name"] or "")] if state and state["kind"] == "state" else []
            yield row.fault("country", message, "Name the state, or leave 'country' out", choices)

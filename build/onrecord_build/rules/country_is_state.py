"""What a record names as a country is a state.

An actor belongs to a state, and an event takes place in one. A city goes into `place`, a government or a company into
`parent`.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Choice, Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="country: xea\n", fails="country: ministry-of-example\n")
WRONG = [Wrong(table, col("country.kind") != "state") for table in ("actors", "events")]


def say(dataset: Dataset, row: Row) -> Fault:
    named = dataset.named("actors", row["country"])
    message = f"'{row['country']}' is of kind '{named['kind']}', and a country is of kind 'state'"
    state = dataset.get("actors", named["country"])
    choices = [Choice(state["actor_id"], state["name"] or "")] if state and state["kind"] == "state" else []
    return row.fault("country", message, "Name the state, or leave 'country' out", choices)

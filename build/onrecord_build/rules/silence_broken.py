"""An actor that is listed as searched without result has no statement from before the search.

One that was found since is good news: take the row out of dataset/searches.csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from onrecord_build.conditions import Suspect, some
from onrecord_build.dataset import Dataset, span
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example("dataset/searches.csv", passes="xeb,2026-02-10,", fails="xea,2026-02-10,")
SPOKE = ("speaker", "principal", "on_behalf_of")
SUSPECTS = [
    Suspect("searches", reduce(or_, (some("statements", column, of="actor") for column in SPOKE))),
    Suspect("statements", reduce(or_, (some("searches", "actor", of=column) for column in SPOKE))),
]


def check(dataset: Dataset) -> Iterator[Fault]:
    searches = {row["actor"]: row for row in dataset.rows("searches") if row["actor"] and row["searched"]}
    if not searches:
        return
    for statement in dataset.rows("statements"):
        for actor in {statement[column] for column in SPOKE}.intersection(searches):
            row, said = searches[actor], span(statement["said"]).earliest
            if said is None or said <= row["searched"]:
                message = f"'{actor}' has a statement, '{statement['statement_id']}'"
                yield row.fault("actor", message, "Take the row out: the search has a result now")

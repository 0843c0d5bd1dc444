"""Propositions come in pairs, each the reciprocal of the other, and there are at most forty.

A contested fact has at least two sides. With the sentence of one side only, the other could but deny: the dataset
would have chosen the question. Few propositions keep the matrix of positions readable; merge what is nearly the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/propositions.csv",
    passes="Example State decides for itself.,prp-0001-demand-binds,",
    fails="Example State decides for itself.,prp-0002-own-laws,",
)
MOST = 40
SUSPECTS = [Suspect("propositions", beside=("propositions",))]


def check(dataset: Dataset) -> Iterator[Fault]:
    rows = dataset.rows("propositions")
    for row in rows:
        own, reciprocal = row["proposition_id"], row["reciprocal"]
        other = dataset.get("propositions", reciprocal)
        if own is None or other is None:
            continue
        if own == reciprocal:
            yield row.fault("reciprocal", "a proposition is not its own reciprocal", "Name what another side would say")
        elif other["reciprocal"] not in (own, None, reciprocal):
            message = f"'{reciprocal}' is the reciprocal of '{other['reciprocal']}', not of this one"
            yield row.fault("reciprocal", message, "Make the two name each other")
    for row in rows[MOST:]:
        message = f"this is proposition number {rows.index(row) + 1}, and {MOST} is the most"
        yield row.fault("proposition_id", message, "Merge it with one that asks nearly the same")

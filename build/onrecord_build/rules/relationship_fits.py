"""The parties of a relationship are of the kinds that its type allows, and are two."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        term = dataset.relationship_types.get(row["type"] or "")
        if term is None:
            continue
        if row["subject"] is not None and row["subject"] == row["object"]:
            yield row.fault(
                "object",
                f"'{row['object']}' is both subject and object",
                "A relationship holds between two",
                "Correct one of the two",
            )
        for column in ("subject", "object"):
            actor = dataset.get("actors", row[column])
            allowed = term[f"{column}_kinds"]
            if actor is not None and actor["kind"] is not None and allowed and actor["kind"] not in allowed:
                yield row.fault(
                    column,
                    f"'{row[column]}' is of kind {actor['kind']}",
                    f"The {column} of '{row['type']}' is of kind {', '.join(allowed)}",
                    "Name another actor, another type, or exchange subject and object",
                )

"""The parties of a relationship are of the kinds that its type allows.

`subject_kinds` and `object_kinds` in schemas/terms.csv say which: an ambassador is accredited to a state, a person is
held in custody, a state is a member of an organisation.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="subject: xea\n", fails="subject: max-muster\n")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        term = dataset.relationship_types.get(row["type"] or "")
        if term is None:
            continue
        for column in ("subject", "object"):
            actor = dataset.get("actors", row[column])
            allowed = term[f"{column}_kinds"]
            if actor is not None and actor["kind"] is not None and allowed and actor["kind"] not in allowed:
                kinds = ", ".join(allowed)
                message = (
                    f"'{row[column]}' is of kind {actor['kind']}; the {column} of '{row['type']}' is of kind {kinds}"
                )
                yield row.fault(column, message, "Name another actor, another type, or exchange subject and object")

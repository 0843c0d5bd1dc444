"""A type of relationship reads the same from both sides, or has a name for the other direction.

A symmetric type has no inverse: A is related to B as B is to A. Any other has one, so that a table of an actor's
relationships can be read from either party. Terms of other vocabularies have neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "schemas/terms.csv",
    passes=",18,true,,person,person\n",
    fails=",18,true,related-to,person,person\n",
)
SUSPECTS = [Suspect("terms")]


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("terms"):
        symmetric, inverse = row["symmetric"], row["inverse"]
        if row["code"] is None:
            continue
        if row["scheme"] == "relationship-type":
            if symmetric and inverse is not None:
                message = f"'{row['code']}' is symmetric, and has the inverse '{inverse}'"
                yield row.fault("inverse", message, "Leave 'inverse' empty, or write 'false' under 'symmetric'")
            elif not symmetric and inverse is None and not row.partial and not row.broken & {"symmetric", "inverse"}:
                message = f"'{row['code']}' is not symmetric, and has no inverse"
                yield row.fault("inverse", message, "Say what it is called when read from object to subject")
        elif row["scheme"] is not None and (symmetric or inverse is not None):
            column = "inverse" if inverse is not None else "symmetric"
            message = f"'{row['code']}' is a term of '{row['scheme']}', and only a relationship-type has '{column}'"
            yield row.fault(column, message, f"Leave '{column}' empty")

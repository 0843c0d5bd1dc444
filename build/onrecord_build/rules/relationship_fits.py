"""The parties of a relationship are of the kinds that its type allows.

`subject_kinds` and `object_kinds` in schemas/terms.csv say which: an ambassador is accredited to a state, a person is
held in custody, a state is a member of an organisation.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row
from onrecord_build.schema import Schemas

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="subject: xea\n", fails="subject: max-muster\n")
DELIMITER = ";"


def wrong(schemas: Schemas) -> Iterator[Wrong]:
    """For each type, parties of a kind that it does not allow."""
    kinds = set(schemas.tables["actors"].authored["kind"].codes or ())
    for term in schemas.terms.get("relationship-type", ()):
        for party in ("subject", "object"):
            allowed = [kind for kind in (term.get(f"{party}_kinds") or "").split(DELIMITER) if kind]
            if allowed and kinds.issuperset(allowed):  # or the term has a fault of its own
                unfit = (col("type") == term["code"]) & ~col(f"{party}.kind").among(*allowed)
                yield Wrong("relationships", unfit, (party, ", ".join(allowed)))


def say(dataset: Dataset, row: Row, party: str, kinds: str) -> Fault:
    kind, type = dataset.named("actors", row[party])["kind"], row["type"]
    message = f"'{row[party]}' is of kind {kind}; the {party} of '{type}' is of kind {kinds}"
    return row.fault(party, message, "Name another actor, another type, or exchange subject and object")

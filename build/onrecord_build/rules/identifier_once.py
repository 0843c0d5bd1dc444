"""The random characters of an identifier are used once.

`st-7k3m` alone is enough to name a statement, in a note or aloud, only as long as no second one begins like that. The
words behind it are for reading. There are four such characters; a table with more records than they can tell apart
has more of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes="ev-0002-times,example-times,",
    fails="ev-0001-times,example-times,",
)
KEYS = {
    "events": "event_id",
    "evidence": "evidence_id",
    "relationships": "relationship_id",
    "sources": "source_id",
    "statements": "statement_id",
    "tenures": "tenure_id",
}
COLUMNS_ASKED = {*KEYS.values()}
BEGINNING = re.compile("^[^-\n]*(?:-[^-\n]*)?", re.MULTILINE)
# What is left of an identifier without what stands before the first dash and behind the second.
SUSPECTS = [Alike(table, (col(column).without("^[a-z]+-|-.*$"),)) for table, column in KEYS.items()]


def check(dataset: Dataset) -> Iterator[Fault]:
    for table, column in KEYS.items():
        identifiers = dataset.by_id(table)
        if len(set(BEGINNING.findall("\n".join(identifiers)))) == len(identifiers):
            continue
        first: dict[str, str] = {}
        for row in dataset.rows(table):
            identifier = row[column]
            if identifier is None:
                continue
            beginning = "-".join(identifier.split("-", 2)[:2])
            before = first.setdefault(beginning, identifier)
            if before != identifier:
                message = f"'{identifier}' begins with '{beginning}', as does '{before}'"
                yield row.fault(column, message, "Take other random characters for the newer record")

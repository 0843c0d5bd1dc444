"""The four random characters of an identifier are used once.

`st-7k3m` alone is enough to name a statement, in a note or aloud, only as long as no second one begins like that. The
words behind it are for reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes="ev-0002-times,example-times,",
    fails="ev-0001-times,example-times,",
)
PREFIXES = {
    "events": "evt-",
    "evidence": "ev-",
    "relationships": "rel-",
    "sources": "src-",
    "statements": "st-",
    "tenures": "ten-",
}


def check(dataset: Dataset) -> Iterator[Fault]:
    for table, prefix in PREFIXES.items():
        column, length = dataset.schemas.tables[table].key[0], len(prefix) + 4
        first: dict[str, str] = {}
        for row in dataset.rows(table):
            identifier = row[column]
            if identifier is None:
                continue
            before = first.setdefault(identifier[:length], identifier)
            if before != identifier:
                message = f"'{identifier}' begins with '{identifier[:length]}', as does '{before}'"
                yield row.fault(column, message, "Take another four characters for the newer record")

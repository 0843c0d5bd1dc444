"""The four random characters of an identifier are used once.

`st-7k3m` alone is enough to name a statement, in a note or aloud, only as long as no second one begins like that. The
words behind it are for reading.
"""

from __future__ import annotations

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
LENGTHS = {
    "events": ("event_id", len("evt-0000")),
    "evidence": ("evidence_id", len("ev-0000")),
    "relationships": ("relationship_id", len("rel-0000")),
    "sources": ("source_id", len("src-0000")),
    "statements": ("statement_id", len("st-0000")),
    "tenures": ("tenure_id", len("ten-0000")),
}
SUSPECTS = [Alike(table, (col(column).start(length),)) for table, (column, length) in LENGTHS.items()]


def check(dataset: Dataset) -> Iterator[Fault]:
    for table, (column, length) in LENGTHS.items():
        first: dict[str, str] = {}
        for row in dataset.rows(table):
            identifier = row[column]
            if identifier is None:
                continue
            before = first.setdefault(identifier[:length], identifier)
            if before != identifier:
                message = f"'{identifier}' begins with '{identifier[:length]}', as does '{before}'"
                yield row.fault(column, message, "Take another four characters for the newer record")

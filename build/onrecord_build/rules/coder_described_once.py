"""A coder of a sample is described in one way: one kind, one material, one day.

A report says of each coder what it was, what it had before it and when it worked. Whoever codes a sample again, or
from other material, is another coder.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
HEADER = "sample,statement,coder,field,value,coder_kind,material,coded\n"
ROWS = """\
first,st-0001-we-will-not,coder-1,mode,own-voice,human,sources-only,2026-02-10
first,st-0001-we-will-not,coder-1,speech_act,refuse,{},sources-only,2026-02-10
"""
EXAMPLE = Example(
    "dataset/codings.csv",
    passes=f"{HEADER}{ROWS.format('human')}",
    fails=f"{HEADER}{ROWS.format('model')}",
    instead_of=HEADER,
)
COLUMNS = ("coder_kind", "material", "coded")
SUSPECTS = [Suspect("codings")]


def check(dataset: Dataset) -> Iterator[Fault]:
    first: dict[tuple[str, str], Row] = {}
    told: set[tuple[str, str, str]] = set()
    for row in dataset.rows("codings"):
        sample, coder = row["sample"], row["coder"]
        if sample is None or coder is None:
            continue
        before = first.setdefault((sample, coder), row)
        if before is row:
            continue
        for column in COLUMNS:
            # One word on each column is enough, however many rows there are.
            if None in (row[column], before[column]) or row[column] == before[column]:
                continue
            if (sample, coder, column) not in told:
                told.add((sample, coder, column))
                message = (
                    f"{column} of {coder} is '{row[column]}', and '{before[column]}' in the row of '{before['field']}'"
                )
                yield row.fault(column, message, "Correct one of the two, or number the other coder anew")

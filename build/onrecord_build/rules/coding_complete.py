"""Every coder of a sample codes every statement and every field of it.

Figures on agreement are about the sample that was drawn. A coder who left out what is hard to code would make them look
better. Where no value can be given, the row is there, and its value is empty.
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
FIRST = """\
first,st-0001-we-will-not,coder-1,mode,own-voice,human,record-at-hand,2026-02-10
first,st-0001-we-will-not,coder-1,speech_act,refuse,human,record-at-hand,2026-02-10
first,st-0001-we-will-not,coder-2,mode,own-voice,human,sources-only,2026-02-11
"""
SECOND = "first,st-0001-we-will-not,coder-2,speech_act,,human,sources-only,2026-02-11\n"
EXAMPLE = Example(
    "dataset/codings.csv",
    passes=f"{HEADER}{FIRST}{SECOND}",
    fails=f"{HEADER}{FIRST}",
    instead_of=HEADER,
)
SUSPECTS = [Suspect("codings")]


def check(dataset: Dataset) -> Iterator[Fault]:
    rows = dataset.rows("codings")
    # What could not be read may be what is missing.
    if "codings" in dataset.records.unread or any(row.partial or row.broken for row in rows):
        return
    coders: dict[str, dict[str, Row]] = {}  # sample → coder → first row
    fields: dict[str, dict[str, None]] = {}
    done: dict[tuple[str, str], dict[str, set[str]]] = {}  # sample and statement → coder → fields
    for row in rows:
        sample, coder, field = row["sample"], row["coder"], row["field"]
        coders.setdefault(sample, {}).setdefault(coder, row)
        fields.setdefault(sample, {})[field] = None
        done.setdefault((sample, row["statement"]), {}).setdefault(coder, set()).add(field)
    for (sample, statement), coded in done.items():
        for coder, first in coders[sample].items():
            there = coded.get(coder, set())
            if len(there) < len(fields[sample]):
                missing = ", ".join(field for field in fields[sample] if field not in there)
                message = f"{coder} has no coding of {missing} for '{statement}', which others of '{sample}' have"
                help = "Add the rows, with an empty value where none can be given, or take out those of the others"
                yield first.fault("statement", message, help)

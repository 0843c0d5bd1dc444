"""Words in quotation marks in a summary, detail or description occur in the evidence of the record.

A quotation is stored once, on the evidence, and elsewhere only repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.normal_form import normalise
from onrecord_build.conditions import Suspect, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault, shown

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(
    STATEMENT,
    passes="summary: He says that Example State has its “own laws”.\n",
    fails="summary: He says that Example State has its “proud laws”.\n",
    instead_of="summary: He says that his government will not do what Sample Republic demands.\n",
)
QUOTED = re.compile(r"“([^”]+)”")
COLUMNS = {"statements": "summary", "relationships": "detail", "events": "description"}
# Nearly always there is one quotation, and it stands in the lead evidence as it is, with no accents that combine.
ONLY, LEAD = col("summary").without("^[^“]*“|”.*$"), col("lead_evidence.exact").otherwise("")
IS_PLAIN = ~col("summary").holds("“[^“]*“|[\u0300-\u036f]") & ~LEAD.holds("[\u0300-\u036f]")
STANDS_THERE = ONLY.within(LEAD) & IS_PLAIN & (col("lead_evidence.statement").otherwise("") == col("statement_id"))
SUSPECTS = [
    Suspect(
        table,
        col(column).holds("“") & ~STANDS_THERE if table == "statements" else col(column).holds("“"),
        ("evidence",),
    )
    for table, column in COLUMNS.items()
]


def check(dataset: Dataset) -> Iterator[Fault]:
    for row, evidence in dataset.records_with_evidence():
        column = COLUMNS.get(row.table, "")
        text = row[column] or ""
        if "“" not in text:
            continue
        quotations = [normalise(e["exact"]) for e in evidence if e["exact"]]
        for words in QUOTED.findall(text):
            if not any(normalise(words) in quotation for quotation in quotations):
                message = f"“{shown(words)}” is in no quotation of the evidence"
                yield row.fault(column, message, "Copy it from the evidence, or say it without quotation marks")

"""Only of a statement can a source deny that it was made.

An event or a relationship has no speaker: a source that says otherwise of it contradicts it.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Choice, Fault
from onrecord_build.records import Row

SEVERITY = "error"
SECOND = """\
    locator: paragraph 2
  - evidence_id: ev-0014-agency
    source: src-0002-example-agency
    support: {support}
    rendition: document-fact
    lang: ru
"""
EXAMPLE = Example(
    EVENT,
    passes=SECOND.format(support="contradicts"),
    fails=SECOND.format(support="denies-attribution"),
    instead_of="    locator: paragraph 2\n",
)
WRONG = [Wrong("evidence", (col("support") == "denies-attribution") & missing("statement"))]


def say(dataset: Dataset, row: Row) -> Fault:
    message = "'denies-attribution' is for statements"
    return row.fault("support", message, "Take contradicts", [Choice("contradicts")])

"""A translation of our own stands beside the words that it translates.

Nobody can hold a translation against words that are not there. Add the passage in the language of its source as
evidence of the same record.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.conditions import Suspect, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
ROW_BY_ROW = True
ORIGINAL = "    rendition: verbatim\n    exact: Мы этого не сделаем\n    lang: ru\n"
TRANSLATION = "    rendition: own-translation\n    exact: We are not going to do that\n    lang: en\n"
NEXT = "  - evidence_id: ev-0012-agency\n    source: src-0002-example-agency\n    support: supports\n"
EXAMPLE = Example(STATEMENT, passes=ORIGINAL + NEXT + TRANSLATION, fails=TRANSLATION, instead_of=ORIGINAL)
SUSPECTS = [Suspect("evidence", col("rendition") == "own-translation", ("evidence",))]


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        if row.get("rendition") != "own-translation" or row["lang"] is None or row.partial:
            continue
        beside = [e for c in RECORDS_WITH_EVIDENCE for e in dataset.evidence_of.get((c, row[c]), ())]
        if not beside or any(e.broken & {"exact", "lang"} for e in beside):
            continue
        own = row["lang"].partition("-")[0]
        if not any(e["exact"] and e["lang"] and e["lang"].partition("-")[0] != own for e in beside):
            message = f"a translation of our own in '{row['lang']}' without the words that it translates"
            yield row.fault("rendition", message, "Add the quotation in its own language as evidence of the record")

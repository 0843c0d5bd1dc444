"""A translation is never labelled verbatim.

Words are verbatim in the language in which they were said. Where no page shows that language, nothing is verbatim.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="    rendition: source-translation\n", fails="    rendition: verbatim\n")
WRONG = [
    Wrong(
        "evidence",
        col("rendition").among("verbatim", "partial")
        & given("lang")
        & ((col("lang").language != col("statement.original_lang").language) | missing("statement.original_lang")),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    original = dataset.named("statements", row["statement"])["original_lang"]
    said = f"said in '{original}'" if original else "said in a language that the record does not give"
    message = f"rendition '{row['rendition']}' of words in '{row['lang']}' that were {said}"
    help = "Write 'rendition: source-translation', or give 'original_lang' where a source shows it"
    return row.fault("rendition", message, help)

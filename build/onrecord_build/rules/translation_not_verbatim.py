"""A translation is never labelled verbatim.

Words are verbatim in the language in which they were said. Where no page shows that language, nothing is verbatim.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="    rendition: source-translation\n", fails="    rendition: verbatim\n")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        if row["rendition"] not in ("verbatim", "partial") or row["lang"] is None:
            continue
        statement = dataset.get("statements", row["statement"])
        if statement is None or "original_lang" in statement.broken:
            continue
        original = statement["original_lang"]
        if original is None or row["lang"].partition("-")[0] != original.partition("-")[0]:
            said = f"said in '{original}'" if original else "said in a language that the record does not give"
            message = f"rendition '{row['rendition']}' of words in '{row['lang']}' that were {said}"
            help = "Write 'rendition: source-translation', or give 'original_lang' where a source shows it"
            yield row.fault("rendition", message, help)

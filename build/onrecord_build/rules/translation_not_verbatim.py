"""A translation is never labelled verbatim: words are verbatim in the language in which they were said."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        statement = dataset.get("statements", row["statement"])
        if (
            statement is None
            or row["rendition"] not in ("verbatim", "partial")
            or row["lang"] is None
            or "original_lang" in statement.broken
        ):
            continue
        original = statement["original_lang"]
        if original is None or row["lang"].partition("-")[0] != original.partition("-")[0]:
            said = f"said in '{original}'" if original else "said in a language that the record does not give"
            yield row.fault(
                "rendition",
                f"rendition '{row['rendition']}' of words in '{row['lang']}' that were {said}",
                "Only words in the language in which they were said are verbatim",
                "Write 'rendition: source-translation', or give 'original_lang' where a source shows it",
            )

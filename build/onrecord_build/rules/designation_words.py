"""A speaker's designation stands in the quotation of its passage, and a reporter's does not.

So the two are never mixed: what stands between quotation marks is the speaker's choice of words, and the rest of the
page is the reporter's. Where the text of the page is archived, a reporter's words are looked up in it and in the title.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.normal_form import normalise
from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import DESIGNATED, STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(STATEMENT, passes="    words: этого\n", fails="    words: требования\n", given=(DESIGNATED,))
VOICE, QUOTED = col("voice"), col("words").normal.within(col("evidence.exact").normal)
WRONG = [
    Wrong(
        "designations",
        ((VOICE == "speaker") & (~QUOTED | (given("words") & missing("evidence.exact"))))
        | ((VOICE == "reporter") & QUOTED),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    if row["voice"] == "speaker":
        message = f"'{row['words']}' is not in the quotation of '{row['evidence']}'"
        help = "Copy the words letter by letter, name the passage that has them, or code them as the reporter's"
        return row.fault("words", message, help)
    message = f"'{row['words']}' is in the quotation of '{row['evidence']}'"
    return row.fault("voice", message, "Code it as the speaker's, or copy words from outside the quotation")


def check(dataset: Dataset) -> Iterator[Fault]:
    """With the archived texts at hand: a reporter's words stand in the text, or in the title of the page."""
    for row in dataset.rows("designations") if dataset.texts else ():
        passage = dataset.get("evidence", row["evidence"])
        if row["voice"] != "reporter" or passage is None or not row["words"] or passage.broken & {"exact", "source"}:
            continue
        words, source = normalise(row["words"]), dataset.get("sources", passage["source"])
        text = (dataset.texts or {}).get(source["text_sha256"] or "") if source else None
        elsewhere = words in normalise(passage["exact"] or "")
        if (
            source
            and text
            and not elsewhere
            and words not in text.normal
            and words not in normalise(source["title"] or "")
        ):
            message = f"'{row['words']}' is neither in the archived text nor in the title of '{passage['source']}'"
            yield row.fault("words", message, "Copy the words letter by letter")

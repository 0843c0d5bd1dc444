"""Our own voice is neutral: loaded words belong to speakers and stand in quotation marks.

Words such as “regime”, “kidnapping” or “liberation” take a side. In a summary, a label, a gloss or a note they occur
only within “quotation marks”, where they are somebody's; otherwise say the same in words that both sides could
accept: operation, capture, custody, government.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_

from onrecord_build.conditions import Suspect, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(
    STATEMENT,
    passes="summary: He says that his government will not do what Sample Republic demands.\n",
    fails="summary: He says that his regime will not do what Sample Republic demands.\n",
)
LOADED = re.compile(
    r"(?<!counter-)\b(kidnap\w*|abduct\w*|dictator\w*|regimes?|liberat\w*|puppet\w*|illegitima\w*|terroris\w*|"
    r"narco-?terroris\w*|tyran\w*|brutal\w*|heroi\w*|invasion|invad\w*|aggress\w*)\b",
    re.IGNORECASE,
)
# What one of those words holds: a look for these is far cheaper than that for the words.
STEMS = (
    *("kidnap", "abduct", "dictat", "regime", "liberat", "puppet", "illegit"),
    *("terror", "tyran", "brutal", "heroi", "inva", "aggress"),
)
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
OWN_WORDS = {
    "actors": ("gloss", "note"),
    "events": ("label", "description", "note"),
    "evidence": ("note",),
    "relationships": ("detail", "note"),
    "source_lineage": ("note",),
    "sources": ("note",),
    "statements": ("summary", "note"),
    "tenures": ("office", "note"),
}
SUSPECTS = [
    Suspect(table, reduce(or_, (col(column).holds(f"(?i){'|'.join(STEMS)}") for column in columns)))
    for table, columns in OWN_WORDS.items()
]


def check(dataset: Dataset) -> Iterator[Fault]:
    for table, columns in OWN_WORDS.items():
        for column in columns:
            texts = dataset.columns.values(table, (column,))
            # Most stems are in none of the texts, which one look at all of them tells.
            all_of_them = "\n".join(filter(None, texts)).lower()
            stems = [stem for stem in STEMS if stem in all_of_them]
            for row, text in zip(dataset.rows(table), texts, strict=True) if stems else ():
                lower = (text or "").lower()
                if any(stem in lower for stem in stems):
                    for word in sorted({found[0] for found in LOADED.finditer(QUOTED.sub("", text))}):
                        message = f"{column} says '{word}' in our own voice"
                        help = "Say it in neutral words, or quote the speaker in “quotation marks”"
                        yield row.fault(column, message, help)

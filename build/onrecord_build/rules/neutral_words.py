"""Our own voice is neutral: loaded words belong to speakers and stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault

LOADED = re.compile(
    r"(?<!counter-)\b(kidnap\w*|abduct\w*|dictator\w*|regimes?|liberat\w*|puppet\w*|illegitima\w*|terroris\w*|narco-?terroris\w*|tyran\w*|brutal\w*|"
    r"heroi\w*|invasion|invad\w*|aggress\w*)\b",
    re.IGNORECASE,
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


def check(dataset: Dataset) -> Iterator[Fault]:
    for table, columns in OWN_WORDS.items():
        for row in dataset.rows(table):
            for column in columns:
                text = QUOTED.sub("", row[column] or "")
                for word in sorted({found[0] for found in LOADED.finditer(text)}):
                    yield row.fault(
                        column,
                        f"{column} says '{word}' in our own voice",
                        "Loaded words take a side; they belong to speakers",
                        "Say it in neutral words, or quote the speaker in “quotation marks”",
                    )

"""One utterance is one statement.

Where the same long quotation stands under two statements of one principal, the same words were most often recorded
twice: merge the two, with the evidence of both. Where a sentence does two things, quote under each statement the
words that do it. What somebody says again on another day is waived, with both days in the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.normal_form import normalise
from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault, shown
from onrecord_build.records import Row

SEVERITY = "warning"
OTHER = "dataset/statements/2026-02/st-0002-own-laws.yaml"
EXAMPLE = Example(
    OTHER,
    passes="    exact: We have our own laws.\n",
    fails="    exact: We will not do it, […] We have our own laws.\n",
    given=(
        Edit(
            OTHER,
            "",
            """\
statement_id: st-0002-own-laws
speaker: max-muster
principal: max-muster
on_behalf_of: xea
tenure: ten-0001-muster-minister
title_as_given: minister of Example State
mode: own-voice
attribution: on-record
said: 2026-02-03
venue_kind: press-briefing
venue: Example City
event: evt-0001-briefing
original_lang: ru
speech_act: justify
topics: [sovereignty-territory]
summary: He says that Example State has laws of its own.
lead_evidence: ev-0012-times
targets:
  - target_actor: xea
    role: evaluated
    stance: favor
evidence:
  - evidence_id: ev-0012-times
    source: src-0003-example-times
    support: supports
    rendition: source-translation
    exact: We have our own laws.
    lang: en
""",
        ),
    ),
    found_in=OTHER,
)
COLUMNS_ASKED = {"statement", "statement_id", "principal", "support", "exact"}
SHORTEST = 30  # characters of a quotation that two statements hardly share by chance
SUSPECTS = [
    Alike(
        "evidence",
        (col("statement.principal"), col("exact").normal),
        (col("support") == "supports") & col("exact").holds("^" + "." * SHORTEST),
        ("statements", "evidence"),
    )
]


def check(dataset: Dataset) -> Iterator[Fault]:
    alike: dict[tuple[str, ...], list[tuple[Row, str]]] = {}
    for row in dataset.rows("statements"):
        principal = row["principal"]
        if principal is None:
            continue
        for evidence in dataset.evidence_of.get(("statement", row["statement_id"]), ()):
            words = evidence.get("exact")
            if words is not None and len(words) >= SHORTEST and evidence["support"] == "supports":
                alike.setdefault((principal, *_beginning(words)), []).append((row, words))
    for group in alike.values():
        if len(group) > 1 and any(row is not group[0][0] for row, _ in group):
            yield from _repeated(group)


def _repeated(group: list[tuple[Row, str]]) -> Iterator[Fault]:
    """The faults among quotations that begin alike."""
    first: dict[str, Row] = {}
    for row, words in group:
        before = first.setdefault(normalise(words), row)
        if before["statement_id"] != row["statement_id"]:
            message = f"“{shown(words)}” stands under '{before['statement_id']}' as well, with the same principal"
            help = "Merge the two records, or quote under each only the words that it is about"
            yield row.fault("lead_evidence", message, help)


def _beginning(words: str) -> Iterable[str]:
    """Two words near the beginning, which equal quotations share; cheaper than the normal form of the whole."""
    start = words.split(None, 5)
    found = start[2:5:2] or start[:1]
    return found if words.isascii() else map(_normalised, found)


@lru_cache(maxsize=2**14)
def _normalised(word: str) -> str:
    return word if word.isascii() else normalise(word)

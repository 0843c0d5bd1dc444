"""Pages that share a long run of words have their lineage declared.

Two interpreters do not choose the same twelve words in a row: where two translations of a statement agree so far, one
page has them from the other, or both from a third, and they count as one origin only if dataset/source_lineage.csv says
so. Quotations in the language in which they were spoken may agree by themselves. With the archived texts at hand,
whole texts are compared as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from onrecord.normal_form import MAP, normalise
from onrecord_build.conditions import Alike, Narrowed, col, given
from onrecord_build.dataset import TRANSLATIONS, Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "warning"
RUN = 12  # words in a row that are no accident
SHARE = 0.5  # of the runs of the shorter text, above which it is a copy
A_WORD = re.compile(r"\w+")
HIDDEN = re.compile(f"[{''.join(chr(character) for character, other in MAP.items() if other is None)}]")
HELP = "Declare in dataset/source_lineage.csv which draws on which, or waive this with the reason"
WORDS = "We will not do this because we have our own laws and nobody else has a say in them."
TWO = """\
    lang: ru
  - evidence_id: ev-0013-times
    source: src-0003-example-times
    support: supports
    rendition: source-translation
    exact: {words}
    lang: en
  - evidence_id: ev-0014-times
    source: src-0004-example-times
    support: supports
    rendition: source-translation
    exact: Because we have our own laws and nobody else has a say in them, we will not do this.
    lang: en
"""
EXAMPLE = Example(
    STATEMENT,
    passes=TWO.format(words="We are not doing this, for we have laws of our own, and nobody else is asked."),
    fails=TWO.format(words=WORDS),
    instead_of="    lang: ru\n",
    given=(
        Edit(
            "dataset/sources.csv",
            "Minister quoted again,https://times.example/again,2026-02-04,en,false,excerpt,2026-02-10,,,\n",
            "Minister quoted again,https://times.example/again,2026-02-04,en,false,excerpt,2026-02-10,,,\n"
            "src-0004-example-times,news-report,second-hand,example-times,,,,,en,false,excerpt,2026-02-10,,,\n",
        ),
    ),
)


def _sharing(statements: Sequence[str], langs: Sequence[str], exacts: Sequence[str]) -> Iterator[int]:
    """The places of the translations of one statement into one language that share a run of words with another."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, key in enumerate(zip(statements, langs, strict=True)):
        groups[key].append(place)
    for places in groups.values():
        words = [_words(exacts[place]) for place in places]
        for (one, first), (other, second) in combinations(zip(places, words, strict=True), 2):
            # Few texts have so many words in common, and to look for runs takes longer than to count those.
            common = set(first).intersection(second)
            if sum(map(common.__contains__, first)) >= RUN and not _runs(first).isdisjoint(_runs(second)):
                yield from (one, other)


SUSPECTS = [
    Alike(
        "evidence",
        (col("statement"), col("lang")),
        col("rendition").among(*TRANSLATIONS) & given("exact"),
        ("source_lineage",),
        Narrowed(("statement", "lang", "exact"), _sharing),
    )
]


def check(dataset: Dataset) -> Iterator[Fault]:
    yield from _translations(dataset)
    yield from _texts(dataset)


def _translations(dataset: Dataset) -> Iterator[Fault]:
    rows = [
        row
        for row in dataset.rows("evidence")
        if row["rendition"] in TRANSLATIONS and row["statement"] and row["exact"] and row["source"]
    ]
    groups: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for place in _sharing(*([row[column] for row in rows] for column in ("statement", "lang", "exact"))):
        groups[rows[place]["statement"], rows[place]["lang"]][place] = rows[place]
    for group in groups.values():
        for one, other in combinations((row for _, row in sorted(group.items())), 2):
            if one["source"] == other["source"] or dataset.lineage.related(one["source"], other["source"]):
                continue
            if not _runs(_words(one["exact"])).isdisjoint(_runs(_words(other["exact"]))):
                message = f"{RUN} words in a row are those of '{one['evidence_id']}', from an unrelated source"
                yield other.fault("exact", message, HELP)


def _texts(dataset: Dataset) -> Iterator[Fault]:
    texts = dataset.texts or {}
    held = [
        (row, _runs(_words(texts[d].normal))) for row in dataset.rows("sources") if (d := row["text_sha256"]) in texts
    ]
    for (one, first), (other, second) in combinations(held, 2):
        alike = len(first & second) > SHARE * min(len(first), len(second))
        if alike and not dataset.lineage.related(one["source_id"], other["source_id"]):
            message = f"its text is nearly that of '{one['source_id']}'"
            yield other.fault("source_id", message, HELP)


def _words(text: str) -> list[str]:
    """The words of a text; scripts without spaces have few."""
    # Of most texts the normal form has the same words, and takes longer to make than to see that.
    if not text.isascii() and (HIDDEN.search(text) or not unicodedata.is_normalized("NFC", text)):
        text = normalise(text)
    return A_WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Every run of words."""
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}

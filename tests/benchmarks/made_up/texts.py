"""Texts in several languages and scripts, put together from phrases; beside each its form in an address."""

from __future__ import annotations

import random
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from made_up.chance import Chance, Numbers
from onrecord_build.derived.text_fragment import directive

LANGUAGES = ("en", "es", "fr", "pt", "ru", "zh", "de")
TAGS = ("en", "en", "en-GB", "es", "es", "es-419", "fr", "pt-BR", "ru", "ru", "zh-Hans", "de")
WORDS = {
    "en": "our own laws hold and we will not accept what the neighbour demands of this country after every meeting",
    "es": "nuestro país tendrá su propia razón según la constitución y mañana habrá una reunión más también aquí",
    "fr": "notre État a déjà répondu à cette idée où l'élève français reçoit ça même après la réunion générale",
    "pt": "não há razão porque a nação já decidiu então você também virá à reunião após a eleição e às vezes só",
    "ru": "мы этого не сделаем потому что наш закон выше чем чужая воля и каждый день люди ждут ответа здесь",
    "zh": "我们 国家 法律 不会 接受 要求 会议 之后 回答 人民 边界 条约 明天 今天 决定 政府 需要 时间 和平 谈判",
    "de": "unser Land hält Gesetze größer für Bürger über Österreich schließlich möchte niemand früher müssen können",
}
PHRASES, LONGEST = 2048, 34  # of each language, and the characters of the longest
MOST = 8  # phrases of a text: it stays below the length up to which an address spells a quotation out
OMISSION = " […] "


class Pool(NamedTuple):
    """Phrases of all languages in one column: as a text begins and as it goes on, plain and as in an address."""

    begin: pl.Series
    more: pl.Series
    begin_encoded: pl.Series
    more_encoded: pl.Series


@cache
def pool() -> Pool:
    """The phrases; they are the same whatever the seed."""
    begin, more = list[str](), list[str]()
    for language, words in WORDS.items():
        chance, known = random.Random(language), words.split()
        found: dict[str, None] = {}
        while len(found) < PHRASES:
            phrase = ("" if language == "zh" else " ").join(chance.choices(known, k=chance.randint(3, 5)))
            if len(phrase) <= LONGEST:
                found[phrase] = None
        begin += found
        more += [("，" if language == "zh" else " ") + phrase for phrase in found]
    return Pool(*map(pl.Series, (begin, more, list(map(_encoded, begin)), list(map(_encoded, more)))))


def _encoded(text: str) -> str:
    return directive(text).removeprefix("text=")


def text(
    chance: Chance, what: str, language: Numbers, rows: Numbers, least: int = 3, most: int | Numbers = MOST
) -> pl.DataFrame:
    """A text for each row in the language of that number: `text`, `encoded`, and `first`, its first phrase."""
    phrases, count = pool(), least + chance.below(f"{what} length", most - least + 1, rows)
    columns: dict[str, list[pl.Series]] = {"text": [], "encoded": []}
    for place in range(np.max(most)):
        at = language * PHRASES + chance.below(f"{what} {place}", PHRASES, rows)
        there = pl.Series(np.where(place < count, at, -1))
        index = pl.select(pl.when(there >= 0).then(there).alias("at"))["at"]
        plain, encoded = phrases[:2], phrases[2:]
        columns["text"].append(plain[place > 0].gather(index).alias(f"t{place}"))
        columns["encoded"].append(encoded[place > 0].gather(index).alias(f"e{place}"))
    joined = [pl.concat_str(parts, ignore_nulls=True).alias(name) for name, parts in columns.items()]
    return pl.select(*joined, columns["text"][0].alias("first"))

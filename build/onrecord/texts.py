"""Where the words of a quotation stand in the text of a source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from onrecord.normal_form import normalise

OMISSION = "[...]"  # the normal form of […]
PARAGRAPH = re.compile(r"paragraph ([1-9][0-9]{0,5})")
# Scripts that set no spaces between words: Thai to Tibetan, Burmese, Khmer, kana and Chinese characters.
UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Scripts that write articles, conjunctions or particles together with the word: Hebrew, Arabic, Korean.
ATTACHING = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u1100-\u11ff\uac00-\ud7a3"


@cache  # such a set of characters takes long to compile, and most who import this look nothing up
def divisible() -> re.Pattern[str]:
    """A letter at which it cannot be told whether a word ends."""
    return re.compile(f"[{UNSPACED}{ATTACHING}]")


class NotFound(Exception):
    """Why a passage cannot be placed in a text, and what to do."""


def segments(exact: str) -> list[str]:
    """The parts of a quotation between the marks of words left out, in normal form."""
    return [part.strip() for part in normalise(exact).split(OMISSION) if part.strip()]


class Text:
    """A text in normal form, with the places of its paragraphs (its lines that are not blank) and of its pages."""

    def __init__(self, raw: str) -> None:
        lines: list[str] = []
        pages: list[int] = []  # how many paragraphs come before each page
        for page in raw.split("\f"):
            pages.append(len(lines))
            lines += [p for p in map(normalise, page.splitlines()) if p]
        self.normal = " ".join(lines)
        self.spans: list[tuple[int, int]] = []
        start = 0
        for line in lines:
            self.spans.append((start, start + len(line)))
            start += len(line) + 1
        self.pages = pages

    def locate(self, row: Mapping[str, Any]) -> tuple[int, int]:
        """Find the passage of an evidence record; raises NotFound where it is not at one place and one only."""
        area = self.area(row["locator"])
        if row["exact"] is None:
            if row["locator"] is None:
                raise NotFound("the passage has neither a quotation nor a locator", "Add 'locator: paragraph N'")
            return area
        places = self.places(row["exact"], area, row["prefix"], row["suffix"])
        if not places:
            where = row["locator"] or "the archived text"
            raise NotFound(f"the quotation is not in {where}", "Copy it letter by letter; mark words left out with […]")
        if len(places) > 1:
            raise NotFound(
                f"the quotation is there {len(places)} times",
                "Add the words before it as 'prefix' or after it as 'suffix'",
            )
        return places[0]

    def area(self, locator: str | None) -> tuple[int, int]:
        """Where a locator allows words to stand; raises NotFound where it names no paragraph of the text."""
        if locator is None:
            return 0, len(self.normal)
        found = PARAGRAPH.fullmatch(locator)
        if not found or int(found[1]) > len(self.spans):
            raise NotFound(
                f"there is no '{locator}' in the archived text", f"Write 'paragraph N', N from 1 to {len(self.spans)}"
            )
        return self.spans[int(found[1]) - 1]

    def places(
        self, exact: str, area: tuple[int, int] | None = None, prefix: str | None = None, suffix: str | None = None
    ) -> list[tuple[int, int]]:
        """Every place where the segments of a quotation follow each other, as whole words."""
        start, end = area or (0, len(self.normal))
        before, after = normalise(prefix or ""), normalise(suffix or "")
        first, *rest = segments(exact) or [""]
        places = []
        at = self._find(first, start, end)
        while at >= 0:
            stop = at + len(first)
            for segment in rest:
                found = self._find(segment, stop, end)
                stop = found + len(segment) if found >= 0 else -1
                if stop < 0:
                    break
            if stop > 0 and self._stands_between(before, after, at, stop):
                places.append((at, stop))
            at = self._find(first, at + 1, end)
        return places

    def label(self, at: int) -> str:
        """Call the place of a character by its paragraph, and by its page where the text has several."""
        number = next((n for n, (_, end) in enumerate(self.spans) if at < end), len(self.spans) - 1)
        paragraph = f"paragraph {number + 1}"
        if len(self.pages) < 2:
            return paragraph
        return f"page {sum(before <= number for before in self.pages)}, {paragraph}"

    def _find(self, words: str, start: int, end: int) -> int:
        """The first place of words that are not parts of longer ones; -1 where there is none."""
        at = self.normal.find(words, start, end) if words else -1
        while at >= 0 and (parts_word(self.normal, at) or parts_word(self.normal, at + len(words))):
            at = self.normal.find(words, at + 1, end)
        return at

    def _stands_between(self, before: str, after: str, at: int, stop: int) -> bool:
        return (not before or self.normal[:at].rstrip().endswith(before)) and (
            not after or self.normal[stop:].lstrip().startswith(after)
        )


def parts_word(text: str, at: int) -> bool:
    """Whether a cut before a character parts a word. In scripts that set no space at its ends that cannot be told."""
    if not 0 < at < len(text):
        return False
    return all(unicodedata.category(c)[0] in "LMN" and not divisible().match(c) for c in text[at - 1 : at + 1])

"""Addresses that open a page at a quotation: text fragments, https://wicg.github.io/scroll-to-text-fragment/.

A browser that finds the words scrolls to them and marks them; any other opens the page as ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

DELIMITER = ":~:"
# What the grammar of the specification lets stand in a part as it is, beside ASCII letters and digits.
EXPLICIT = "!$'()*+./:;=?@_~"
OMISSION = re.compile(r"\[(?:…|\.\.\.)\]|…|\.{3,}")
WORD = re.compile(r"\S+")
LONGEST = 300  # characters of a quotation that a link spells out
KEPT = 8  # words at either end of a longer one


def link(url: str | None, row: Mapping[str, Any]) -> str | None:
    """The address that opens a page at the quotation of an evidence record (its exact, prefix and suffix).

    Without a quotation it is the address as it is, and without an address there is none.
    """
    words = _one_line(row.get("exact"))
    if url is None or not words:
        return url
    page, _, fragment = url.partition("#")
    fragment = fragment.partition(DELIMITER)[0]
    target = directive(*_range(words), _one_line(row.get("prefix")), _one_line(row.get("suffix")))
    return f"{page}#{fragment}{DELIMITER}{target}"


def directive(start: str, end: str | None = None, prefix: str | None = None, suffix: str | None = None) -> str:
    """The text directive `text=[prefix-,]start[,end][,-suffix]`, each part percent-encoded.

    A part that is blank counts as not given; `start` has to be.
    """
    parts = [
        f"{_encoded(prefix)}-" if prefix else "",
        _encoded(start),
        _encoded(end) if end else "",
        f"-{_encoded(suffix)}" if suffix else "",
    ]
    return "text=" + ",".join(filter(None, parts))


def _encoded(part: str) -> str:
    return quote(part, safe=EXPLICIT).replace("-", "%2D")  # a dash is syntax here, but quote() never encodes it


def _one_line(text: str | None) -> str:
    """The words as printed, but on one line, as a browser shows them."""
    return " ".join(filter(None, (line.strip() for line in (text or "").splitlines())))


def _range(words: str) -> tuple[str, str | None]:
    """The words that a link spells out: all, or those at both ends.

    Where words were left out in between, the page has others there. Text is cut between words only, so that of a
    script without spaces too much is spelt out rather than a word broken, which a browser would not find.
    """
    marks = [m for m in OMISSION.finditer(words) if words[: m.start()].strip() and words[m.end() :].strip()]
    if marks:
        first, last = words[: marks[0].start()].rstrip(), words[marks[-1].end() :].lstrip()
        if len(first) + len(last) <= LONGEST:
            return first, last
        return _ends(first, KEPT)[0], _ends(last, KEPT)[1]
    if len(words) <= LONGEST:
        return words, None
    # The end is searched for behind the start, so the two must not overlap.
    kept = min(KEPT, len(WORD.findall(words)) // 2)
    return _ends(words, kept) if kept else (words, None)


def _ends(words: str, kept: int) -> tuple[str, str]:
    """The first and the last words of a text, with what stands between them as printed."""
    places = [found.span() for found in WORD.finditer(words)]
    return words[: places[:kept][-1][1]], words[places[-kept:][0][0] :]

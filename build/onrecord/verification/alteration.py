"""What became of a quotation that does not stand in a text: the words most like it, and how they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from onrecord.extras import needed_for
from onrecord.texts import UNSPACED, Text, segments

# A word, a mark of punctuation, or a character of a script without spaces, each with the space before it.
PUNCTUATION = r""".,;:!?"()\[\]{}«»¿¡״،؛؟、。！？：；「」『』（）"""
TOKEN = re.compile(rf" ?(?:[{UNSPACED}{PUNCTUATION}]|[^\s{UNSPACED}{PUNCTUATION}]+)")
WORTH_A_LOOK = 50  # of 100; whole words decide then
# Words of the record count double: better find them further on than miss them.
WEIGHTS = (1, 2, 2)  # of a word that only the text has, that only the record has, that is another


def threshold(words: str) -> float:
    """How like each other words have to be, of 100, to be called altered and not others.

    Of sentences that have nothing to do with each other about half the letters can be paired (45 to 55 of 100 from 80
    characters on), and of shorter ones more, up to 85 where there are ten:
    tests/onrecord/verification/test_alteration.py.
    """
    return 65 + 200 / max(len(words), 10)


def alteration(exact: str, text: Text) -> tuple[int, str] | None:
    """Find the words most like a quotation that is not in a text; None where no words are like it.

    Returns their place and the difference in the notation of wdiff, in normal form: [-words that only the record has-]
    {+words that only the text has+}. The longest part of a quotation with omissions decides.
    """
    parts = segments(exact)
    if not parts:
        return None
    longest = max(range(len(parts)), key=lambda number: len(parts[number]))
    window = _nearest(parts[longest], text.normal, 0, len(text.normal))
    if window is None:
        return None
    differences = [_difference(parts[longest], text.normal, window)]
    start, end = window
    for part in reversed(parts[:longest]):
        before = _nearest(part, text.normal, 0, start)
        differences.insert(0, _difference(part, text.normal, before))
        start = before[0] if before else start
    for part in parts[longest + 1 :]:
        after = _nearest(part, text.normal, end, len(text.normal))
        differences.append(_difference(part, text.normal, after))
        end = after[1] if after else end
    return window[0], " […] ".join(differences)


def _nearest(words: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The whole words of a stretch of text that are most like others; None where none are like enough."""
    with needed_for("Comparing a quotation with similar words", "verify"):
        from rapidfuzz import fuzz
        from rapidfuzz.distance import Levenshtein
    if end - start > len(words):
        found = fuzz.partial_ratio_alignment(words, text[start:end], score_cutoff=WORTH_A_LOOK)
        if found is None:
            return None
        low, high, likeness = start + found.dest_start, start + found.dest_end, found.score
    elif text[start:end].strip():
        low, high, likeness = start, end, 0.0
    else:
        return None

    # Letters were compared so far, in a window as long as the words. Where it begins and ends, whole words decide.
    wanted = _bare(TOKEN.findall(words))
    left = max(start, text.rfind(" ", start, max(start, low - len(words))))
    right = text.find(" ", min(end, high + len(words)), end)
    near = list(TOKEN.finditer(text, left, right if right >= 0 else end))
    first = next(number for number, token in enumerate(near) if token.end() > low)
    last = next((number for number, token in enumerate(near) if token.end() >= high), len(near) - 1)

    def distance(first: int, last: int) -> tuple[int, int]:
        tokens = _bare(token[0] for token in near[first:last])
        return Levenshtein.distance(wanted, tokens, weights=WEIGHTS), abs(len(tokens) - len(wanted))

    ends = range(first + 1, min(len(near), last + len(wanted)) + 1)
    begins = range(max(0, first - len(wanted)), first + len(wanted))
    for _ in range(2):  # where it ends depends a little on where it begins
        last = min((end for end in ends if end > first), key=lambda end: distance(first, end))
        first = min((begin for begin in begins if begin < last), key=lambda begin: distance(begin, last))
    low, high = near[first].end() - len(near[first][0].strip()), near[last - 1].end()
    # Words put in make a stretch longer than the window, and words left out shorter.
    likeness = max(likeness, fuzz.ratio(words, text[low:high]))
    return (low, high) if likeness >= threshold(words) else None


def _difference(words: str, text: str, window: tuple[int, int] | None) -> str:
    if window is None:
        return f"[-{words}-]"
    ours, theirs = TOKEN.findall(words), TOKEN.findall(text[slice(*window)])
    compared = _bare(ours), _bare(theirs)
    if compared[0] == compared[1]:  # then it is the spaces that differ
        compared = ours, theirs
    shown = ""
    for operation, a, b, c, d in SequenceMatcher(None, *compared, autojunk=False).get_opcodes():
        if operation == "equal":
            shown += "".join(ours[a:b])
            continue
        removed = _marked("[-", ours[a:b], "-]")
        added = _marked("{+", theirs[c:d], "+}")
        shown += removed + (" " if removed and added and not added.startswith(" ") else "") + added
    return shown


def _bare(tokens: Iterable[str]) -> list[str]:
    return [token.strip() for token in tokens]


def _marked(opening: str, tokens: Sequence[str], closing: str) -> str:
    """The tokens between marks, with the space before them before the mark."""
    words = "".join(tokens)
    space = " " if words.startswith(" ") else ""
    return f"{space}{opening}{words.strip()}{closing}" if words else ""

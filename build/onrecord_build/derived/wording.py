"""How two wordings of a quotation differ: in nothing, in marks, by what is left out or added in brackets, in words.

The kinds are those of the vocabulary `rendering-difference`. Of several that it takes to explain a difference the last
in order counts, and one that it does not take does not count: a part with an omission in it is an excerpt, and marks
beside that change nothing.

- A word is a run of letters, marks and digits with the apostrophes inside it, whatever its case and the form of its
  apostrophes. A sign that is read as a word (a currency, %) is one as well. In scripts without spaces (Han, kana, Thai
  and its neighbours) every letter is.
- An omission, […] or [...], stands for any words or none, since it also marks words of the reporter that were left
  out. Bare points (… or ...) between words do, and where they leave nothing out they are a mark like others. At an end
  they are always.
- Square brackets stand for any words or none, or, inside a word ([t]he), for any letters: what the reporter put in
  may have taken the place of something. For distance and alignment what is in them counts as printed.
- Where gaps of both texts stand for something, the two must have a word in common all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from onrecord.normal_form import normalise

APOSTROPHES = "'’‘‛′"
SIGNS = "%‰"  # and those of currencies
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
    "\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)


class _Kinds(dict[int, str]):
    """What a character is to a word, by code point: one letter each, so that places in a text stay what they are."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        category = unicodedata.category(char)
        if char in APOSTROPHES:
            kind = "'"
        elif char in "[].":
            kind = char
        elif char == "…":
            kind = "e"
        elif category == "Sc" or char in SIGNS:
            kind = "s"
        elif category[0] in "LN":
            kind = "h" if UNSPACED.match(char) else "w"
        elif category[0] == "M" or category == "Cf":
            kind = "m"  # what cannot be seen, such as a soft hyphen, belongs to the word that it stands in
        else:
            kind = "-"
        self[point] = kind
        return kind


KINDS = _Kinds()
SPACED = "w[wm]*(?:'w[wm]*)*"
ITEM = re.compile(
    r"(?P<omission>\[(?:e|\.{3})\])"
    r"|(?P<points>e|\.{3,})"
    rf"|(?P<word>(?:{SPACED}|\[{SPACED}\])+|hm*|s)"
    r"|(?P<open>\[(?=[^][]*\]))"
    r"|(?P<close>\])"
)
ALL_BRACKETED = re.compile(r"\[[^][]*\]")
BRACKETED = re.compile(r"(\[[^][]*\])")


class Word(NamedTuple):
    """A word as printed, as it is compared, and as it is compared where brackets matter."""

    printed: str
    key: str
    marked: str


Item = Word | str  # a word, "omission" or "points"
Slot = str | re.Pattern[str] | None  # a word, one with brackets inside, or a gap


def read(text: str) -> list[Item]:
    """The words of a quotation in order, and the marks of words left out."""
    items: list[Item] = []
    within = False
    for found in ITEM.finditer(text.translate(KINDS)):
        kind = str(found.lastgroup)
        if kind == "word":
            items.append(_word(text[found.start() : found.end()], within))
        elif kind in ("open", "close"):
            within = kind == "open"
        else:
            items.append(kind)
    while items and items[-1] == "points":
        items.pop()
    while items and items[0] == "points":
        del items[0]
    return items


def words(items: Iterable[Item]) -> list[Word]:
    """The words alone."""
    return [item for item in items if isinstance(item, Word)]


def difference(this: str, other: str) -> str | None:
    """The code of what it takes to make one text of the other; None where the words differ.

    One of identical, punctuation, ellipsis, brackets and excerpt. The order of the two does not matter.
    """
    if this == other:
        return "identical"
    ours, theirs = read(this), read(other)
    if _marked(ours) == _marked(theirs):
        return "punctuation"
    for code, form in (("ellipsis", _as_marked), ("brackets", _as_plain), ("brackets", _as_open)):
        if _fit(_slots(ours, form), _slots(theirs, form)):
            return code
    return "excerpt" if _is_part(ours, theirs) or _is_part(theirs, ours) else None


def distance(this: str, other: str) -> float:
    """The share of words to put in, take out or replace: 0 to 1, with four decimals."""
    from rapidfuzz.distance import Levenshtein  # needed where a release is compiled, and nowhere else

    ours, theirs = words(read(this)), words(read(other))
    return round(Levenshtein.normalized_distance([w.key for w in theirs], [w.key for w in ours]), 4)


def alignment(this: str, other: str) -> str:
    """The words of both in one line, in the notation of wdiff: [-only in the other-] {+only in this one+}."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = words(read(this)), words(read(other))
    line = []
    steps = Levenshtein.opcodes([w.key for w in theirs], [w.key for w in ours])
    for equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        run = list(group)
        first, last = run[0], run[-1]
        taken_out, put_in = theirs[first.src_start : last.src_end], ours[first.dest_start : last.dest_end]
        if equal:
            line.append(_printed(put_in))
            continue
        if taken_out:
            line.append(f"[-{_printed(taken_out)}-]")
        if put_in:
            line.append(f"{{+{_printed(put_in)}+}}")
    return " ".join(line)


def _printed(run: Sequence[Word]) -> str:
    """Words with a space between them, but for scripts that have none."""
    line = ""
    for word in run:
        joined = not line or (UNSPACED.match(word.printed) and UNSPACED.match(line[-1]))
        line += word.printed if joined else f" {word.printed}"
    return line


def _word(printed: str, within: bool) -> Word:
    key = _key(printed.replace("[", "").replace("]", ""))
    if within or ALL_BRACKETED.fullmatch(printed):
        return Word(printed.strip("[]"), key, f"[{key}]")
    return Word(printed, key, _key(printed))


def _key(word: str) -> str:
    folded = normalise(normalise(word.replace("ʼ", "'")).casefold())
    return "".join(c for c in folded if unicodedata.category(c) != "Cf")


def _marked(items: Iterable[Item]) -> list[str]:
    """The words with their brackets, and the omissions."""
    return [item.marked if isinstance(item, Word) else item for item in items if item != "points"]


def _slots(items: Iterable[Item], form: Callable[[Word], Slot]) -> list[Slot]:
    """The words in a form, and the omissions as gaps."""
    return [form(item) if isinstance(item, Word) else None for item in items]


def _as_marked(word: Word) -> Slot:
    """With its brackets, which must be the same."""
    return word.marked


def _as_plain(word: Word) -> Slot:
    """As if there were no brackets."""
    return word.key


def _as_open(word: Word) -> Slot:
    """What stands in brackets is open: a gap, or any letters."""
    if ALL_BRACKETED.fullmatch(word.marked):
        return None
    if "[" not in word.marked:
        return word.key
    parts = BRACKETED.split(word.marked)
    return re.compile("".join(".*" if part.startswith("[") else re.escape(part) for part in parts))


def _is_part(part: Sequence[Item], whole: Sequence[Item]) -> bool:
    """Whether one is an unbroken part of the other, or parts of it in order where it marks omissions.

    The marks of the whole stand for nothing here: what they leave out is not there to have a part of. What it has in
    brackets may be there or not.
    """
    sought = [None, *_slots(part, _as_open), None]
    with_brackets, without = _slots(words(whole), _as_plain), _slots(words(whole), _as_open)
    return _fit(sought, with_brackets) or _fit(sought, [slot for slot in without if slot is not None])


def _fit(ours: Sequence[Slot], theirs: Sequence[Slot]) -> bool:
    """Whether there are words of which both are renderings, each gap standing for any of them, with one in common.

    Walks through `ours` and keeps the places in `theirs` that can be reached so far as the bits of a number, which
    takes one step a word however many gaps there are.
    """
    gaps = sum(1 << at for at, slot in enumerate(theirs) if slot is None)
    last = 1 << len(theirs)
    at_word: dict[str, int] = {}
    patterns = []
    for at, slot in enumerate(theirs):
        if isinstance(slot, str):
            at_word[slot] = at_word.get(slot, 0) | 1 << at
        elif slot is not None:
            patterns.append((slot, 1 << at))

    def same(slot: str | re.Pattern[str]) -> int:
        if isinstance(slot, str):
            return at_word.get(slot, 0) | sum(bit for pattern, bit in patterns if pattern.fullmatch(slot))
        return sum(bits for word, bits in at_word.items() if slot.fullmatch(word)) | sum(
            bit for pattern, bit in patterns if pattern.pattern == slot.pattern
        )

    def past_gaps(places: int) -> int:
        while (further := places | (places & gaps) << 1) != places:
            places = further
        return places

    # Places reached without a word in common, and with one.
    without, with_one = past_gaps(1), 0
    for slot in ours:
        if slot is None:
            without, with_one = (-(places & -places) & (2 * last - 1) for places in (without, with_one))
        else:
            met = ((without | with_one) & same(slot)) << 1
            without, with_one = without & gaps, with_one & gaps | met
        without, with_one = past_gaps(without), past_gaps(with_one)
    return bool(with_one & last)

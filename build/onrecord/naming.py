"""The one that was meant, of what there is: texts compared without regard to case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from onrecord.errors import OnRecordError

MOST = 3
NEAR = 0.6  # of 1
MARGIN = 0.1
SHORT = 4  # letters
PART = 0.9
MANY = 20
TOO_LONG = 200  # nobody misspells a page of text
# Letters that Unicode does not take apart into one without a stroke and the stroke, and the i that has no dot.
PLAIN = str.maketrans({"đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t"})
WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=2**16)
def folded(text: str) -> str:
    """Lower case, without accents and punctuation: "Rodríguez, Delcy" and "delcy-rodriguez" differ in order only."""
    # Twice, for what only turns out to be a capital, or to have an accent, when it is taken apart.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain.translate(PLAIN)))


def told(value: object) -> str:
    """A value as a message shows it, whatever its length."""
    text = repr(value)
    return text if len(text) <= TOO_LONG else f"{text[:TOO_LONG]}…"


def chosen(value: object, offered: Collection[str], what: str, call: str, otherwise: str) -> str:
    """Return the value where it is one of those offered.

    Raises OnRecordError where it is not. `call`, with {} where the nearest belongs, is what to run instead, and
    `otherwise` where nothing is near.
    """
    if isinstance(value, str) and value in offered:  # whatever else it is, the message below says so
        return value
    near = nearest(str(value), ((name, name) for name in offered))
    hint = f"Did you mean {call.format(near[0])}?" if near else f"{otherwise}."
    raise OnRecordError(f"There is no {what} {told(value)}; there are {', '.join(offered)}. {hint}")


def unknown(value: object, offered: Iterable[str], what: str, table: str | None) -> str:
    """A sentence that says that something is not there, with what was probably meant."""
    near = nearest(str(value), ((name, name) for name in offered))
    where = f" of {table}" if table else ""
    hint = f" Did you mean {', '.join(map(repr, near))}?" if near else ""
    return f"There is no {what} {told(value)}{where}.{hint}"


def nearest(wrong: str, forms: Iterable[tuple[str, str]]) -> list[str]:
    """The values that were probably meant, at most three, the nearest first.

    Takes pairs of a form, such as a name or an alias, and the value that it stands for. A form that has every word of
    what was asked for makes those idle that are merely spelt alike.
    """
    wanted = folded(wrong[:TOO_LONG])
    if not wanted:
        return []
    pairs = [(folded(form), value) for form, value in forms]
    words = set(wanted.split())
    found = sorted((len(form), form, value) for form, value in pairs if words <= set(form.split()))
    if not found:
        alike = _likeness(wanted, (form for form, _ in pairs))
        near = sorted((-alike[form], len(form), value) for form, value in pairs if form in alike)
        # Beside one that fits well, others that fit far less would only distract.
        found = [(length, "", value) for like, length, value in near if like < near[0][0] + MARGIN]
    return list(dict.fromkeys(value for *_, value in found))[:MOST]


def _likeness(wanted: str, forms: Iterable[str]) -> dict[str, float]:
    """How much forms are like what was asked for; one word of a form counts somewhat less than the whole."""
    import difflib

    # A code of two or three letters is near to much.
    whole = {form for form in forms if len(form) >= min(SHORT, len(wanted))}
    parts = {word for form in whole for word in form.split() if len(word) >= SHORT}
    near = difflib.get_close_matches(wanted, whole | parts, n=MANY, cutoff=NEAR)
    likeness = {text: difflib.SequenceMatcher(None, text, wanted).ratio() for text in near}
    found = {}
    for form in whole:
        ways = [likeness.get(form, 0.0), *(PART * likeness.get(word, 0.0) for word in form.split())]
        if max(ways):
            found[form] = max(ways)
    return found


def as_list(value: object) -> Iterator[object]:
    """One value, or each of several."""
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        yield value
    else:
        yield from value

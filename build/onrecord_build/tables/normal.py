"""The normal form of texts, in expressions: nearly all texts take a few replacements, and the rest Python itself."""

from __future__ import annotations

from collections import defaultdict

import narwhals as nw

from onrecord.normal_form import MAP

# Characters that no neighbour combines with and that have one form only: letters that stand by themselves, and marks of
# punctuation. White space other than a single space, and what cannot be seen, are not among them.
STABLE = (
    " -~\u00a1-\u00ac\u00ae-\u02ff\u0384-\u0386\u0388-\u0482\u048a-\u052f\u05be\u05c0\u05c3\u05d0-\u05f4"
    "\u060c\u061b-\u064a\u0660-\u066f\u0671-\u06d5\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u3001-\u3029\u3030\u3041-\u3096\u309b-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffef"
)
ODD = f"[^{STABLE}]|  |\\A | \\z"


def normal(text: nw.Expr) -> nw.Expr:
    """The normal form of texts in which nothing is ODD."""
    classes: dict[str, str] = defaultdict(str)
    for character, replacement in MAP.items():
        if replacement is not None:
            classes[replacement] += chr(character)
    for replacement, characters in classes.items():
        text = text.str.replace_all(f"[{characters}]", replacement)
    return text

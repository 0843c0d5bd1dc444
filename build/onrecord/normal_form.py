"""The normal form c14n-1, in which quotations are compared and hashed.

NFC; soft hyphens and zero-width characters go; curly and low quotation marks and primes become ' or "; hyphens, dashes
and the minus sign become -; an ellipsis becomes three points; white space becomes one space, and none at the ends.
Case stays.
A change of these steps is another normal form with another name.
"""

from __future__ import annotations

import unicodedata

NAME = "c14n-1"
MAP: dict[int, str | None] = (
    dict.fromkeys([0x00AD, *range(0x200B, 0x200E), 0x2060, 0xFEFF], None)
    | dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
    | dict.fromkeys(map(ord, "‘’‚‛′‵"), "'")
    | dict.fromkeys(map(ord, "“”„‟″‶"), '"')
    | {0x2026: "..."}
)


def normalise(text: str) -> str:
    """Return the normal form c14n-1 of a text."""
    # Dropping a character can bring a letter and its accent together, so NFC has the last word.
    return unicodedata.normalize("NFC", " ".join(unicodedata.normalize("NFC", text).translate(MAP).split()))


def digest(text: str) -> str:
    """SHA-256 of the normal form, in UTF-8, as 64 hexadecimal digits."""
    import hashlib  # costs more than all other modules of a check together, and few checks need it

    return hashlib.sha256(normalise(text).encode("utf-8")).hexdigest()

"""References as BibTeX: for BibTeX itself, for biber, and for the programs that import it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.citation.dates import PARTS
from onrecord.citation.reference import DATASET, Reference

# BibTeX counts braces even behind a backslash, so that \{ will not do. Scripts and accents stay as they are: UTF-8.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\ensuremath{\lbrace}",
    "}": r"\ensuremath{\rbrace}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {character: f"\\{character}" for character in "&%$#_"}
LIGATURE = re.compile(r"-(?=-)|'(?=')|`(?=`)|[?!](?=`)|,(?=,)|<(?=<)|>(?=>)")  # two signs that LaTeX sets as one
UNFIT_FOR_URL = {ord(character): f"%{ord(character):02X}" for character in "{}\\ "}
UNFIT_FOR_KEY = re.compile(r"[^A-Za-z0-9.:+-]")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def as_bibtex(references: Sequence[Reference]) -> str:
    """One entry a reference, with a blank line between."""
    return "\n\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    kind = "dataset" if reference.kind == DATASET else "misc"
    # A style would put "us" for "US": the inner braces keep names and titles as they are printed.
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in reference.authors),
        "title": f"{{{escaped(reference.title)}}}" if reference.title else "",
        **_dates(reference),
        "version": escaped(reference.version or ""),
        "howpublished": escaped(_place(reference)),
        "url": (reference.url or "").translate(UNFIT_FOR_URL),
        "urldate": reference.accessed.isoformat() if reference.accessed else "",
        "langid": escaped(reference.lang or ""),
        "copyright": escaped(reference.license or ""),
        "note": escaped(reference.note or ""),
    }
    # A month is no text, but a word that every style defines.
    lines = [f"  {k} = {v}," if k == "month" else f"  {k} = {{{v}}}," for k, v in fields.items() if v]
    return "\n".join([f"@{kind}{{{UNFIT_FOR_KEY.sub('-', reference.key)},", *lines, "}"])


def _place(reference: Reference) -> str:
    return f"{reference.publisher} [{reference.genre}]" if reference.publisher else reference.genre


def escaped(text: str) -> str:
    """A text that LaTeX sets as it stands, on one line."""
    return LIGATURE.sub(r"\g<0>{}", "".join(SPECIAL.get(character, character) for character in " ".join(text.split())))


def _dates(reference: Reference) -> dict[str, str]:
    """The date as biblatex reads it, and year and month for the styles that know no other."""
    if not (published := reference.published):
        return {}
    # biblatex reads EDTF, but for sets.
    date = "/".join(map(str, published.ends)) if published.precision == "set" else published.edtf
    first = published.ends[0]
    month = MONTHS[first.month - 1] if PARTS.get(published.precision, 0) > 1 else ""
    return {"date": date, "year": f"{first.year:04}", "month": month}

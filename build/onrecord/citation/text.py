"""References as paragraphs of a bibliography."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.citation.reference import Reference
from onrecord.citation.wording import sentence


def as_text(references: Sequence[Reference]) -> str:
    """One paragraph a reference, with a blank line between."""
    return "\n\n".join(map(_paragraph, references))


def _paragraph(reference: Reference) -> str:
    published = str(reference.published) if reference.published else None
    told = reference.line or sentence(
        reference.authors, published, reference.title, reference.publisher, reference.genre, _address(reference)
    )
    return f"{told} {reference.note}" if reference.note else told


def _address(reference: Reference) -> str | None:
    """Where it is found, and when it was read; nothing follows a bare address that could be taken for a part of it."""
    if not reference.accessed:
        return reference.url or f"No address known: {reference.key}."
    return f"{reference.url or f'No address known: {reference.key}'} (read {reference.accessed})."

"""How to cite a release, and just the sources that a subset of it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from onrecord.release import Release

Format = Literal["text", "bibtex", "csl-json"]


def cite(release: Release, of: object = None, *, format: Format = "text") -> str:
    """What `onrecord.cite` returns."""
    from onrecord.naming import chosen  # not above: the loader takes the words of a citation from this package

    chosen(format, get_args(Format), "format", 'onrecord.cite(format="{}")', 'Say: onrecord.cite(format="text")')
    from onrecord.citation.reference import release_reference, source_references
    from onrecord.citation.subset import sources_of

    store = release.store
    sources = set() if of is None else sources_of(store, of)
    references = [release_reference(store.descriptor), *source_references(store, sources)]
    match format:
        case "text":
            from onrecord.citation.text import as_text as write
        case "bibtex":
            from onrecord.citation.bibtex import as_bibtex as write
        case "csl-json":
            from onrecord.citation.csl import as_csl as write
    return write(references)

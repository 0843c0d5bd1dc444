"""On Record: actors, statements and relationships around the events of 3 January 2026 in Caracas.

    >>> import onrecord
    >>> onrecord.tables()                  # which tables there are
    >>> onrecord.describe("statements")    # what the columns of one mean
    >>> onrecord.load("statements")        # its rows, as a pandas data frame
    >>> onrecord.explain("st-…", "said")   # what a value rests on, down to the words
    >>> onrecord.plot("prp-…")             # who took which position on a contested fact, and when
    >>> onrecord.verify("my-texts")        # whether its quotations stand in the texts of a folder
    >>> onrecord.resolve("st-…")           # what became of an identifier that somebody cited
    >>> old = onrecord.open("https://…")   # another release, with the same functions: old.load("statements")
    >>> onrecord.diff(old, "installed")    # what changed between two releases

The version of the package is the version of the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError
from onrecord.release import Release

if TYPE_CHECKING:
    from pathlib import Path

    import altair
    import pandas as pd

    from onrecord.comparison import Difference
    from onrecord.resolution import Resolution

__all__ = [
    "OnRecordError",
    "Release",
    "__version__",
    "describe",
    "diff",
    "explain",
    "load",
    "open",
    "plot",
    "resolve",
    "tables",
    "verify",
    "verify_release",
]

__version__: str

# Whatever takes time to import is imported by the function that needs it: importing the package should cost nothing.
_INSTALLED = Release()


def tables() -> pd.DataFrame:
    """List the tables.

    Returns a frame with one row a table, indexed by its name: title, rows (their number), description.
    """
    return _INSTALLED.tables()


def describe(table: str) -> pd.DataFrame:
    """Explain the columns of a table.

    Returns a frame with one row a column, indexed by its name: type, required, codes (the codes that may occur, where
    there is a closed list; their definitions are in the table "terms"), unit (of a figure), description.
    Raises OnRecordError where there is no such table.
    """
    return _INSTALLED.describe(table)


def load(table: str) -> pd.DataFrame:
    """Load a table as a pandas data frame of its own, one row a record, sorted by key.

    Columns: see describe(table). Dates are datetime64[us], codes are categoricals in the order of their vocabulary,
    lists are lists of strings, and a missing value is missing (NaN, NaT, NA or None).
    Raises OnRecordError where there is no such table.
    """
    return _INSTALLED.load(table)


def explain(record: str, field: str | None = None) -> pd.DataFrame:
    """Trace the values of a record, or one of them, back to the passages that they rest on.

    Returns a frame with one row for each value and each passage that bears on it, those that contradict it included,
    and one row without a passage where the value rests on none. Columns: record, table, field, value, basis (evidence,
    page, judgement or record-keeping, as the terms of "basis" define them; "computed" for a derived column), evidence,
    support, rendition, quote, lang, note, link (opens the page at the words), source, publisher, title, published,
    lineage (what the source draws on), path and line (of the record in the repository), version. Records nested in the
    one asked for, such as the targets of a statement, come with it. Where records of several tables are numbered alike,
    such as its targets and its designations, all of that name are explained; the column table tells them apart.
    Raises OnRecordError where there is no such record, or it has no such field.
    """
    return _INSTALLED.explain(record, field)


def plot(proposition: str) -> altair.FacetChart:
    """Draw the positions taken on a proposition and on its reciprocal: actors by date, one panel a proposition.

    Takes an identifier of the table "propositions". Returns a chart of Altair, which shows itself in a notebook and has
    a method save("name.svg") (or .html, .png, .json). Dates are those of the statements, in EDTF, in order of their
    last days; the distances between them mean nothing.
    Raises OnRecordError where there is no such proposition, or where Altair is not installed.
    """
    return _INSTALLED.plot(proposition)


def verify(texts: str | Path) -> pd.DataFrame:
    """Look every quotation and designation of the data up in the texts of a folder.

    A file (plain text, HTML, PDF) belongs to a source by its SHA-256, by its name (SOURCE_ID.html) or, a saved page, by
    its address. Returns a frame with one row a quotation (`exact` of the table "evidence") and, after them, one row a
    designation (`words` of the table "designations"): evidence, record and source, their identifiers; file, the path in
    the folder; status; place, such as "paragraph 4"; diff, in the notation of wdiff; words, as recorded.
    Status is one of
      found      the words stand where the record says, or once in what it allows
      moved      they stand at another place
      ambiguous  they stand at several places, and the record does not say at which
      altered    they do not stand there, but similar ones: diff has [-words of the record-] {+words of the text+}
      not-found  nothing like them stands there
      not-held   there is no text of the source
    where there are several texts of a source, the best of what they say, in this order. A designation is found,
    not-found or not-held. The frame's attrs have `unmatched`, the files of no source, and `unreadable`, why others
    could not be read.
    Raises OnRecordError where there is no such folder or a library that a text needs is missing.
    """
    return _INSTALLED.verify(texts)


def resolve(record: str) -> Resolution:
    """Say what became of an identifier that some release held, without asking anybody else.

    Returns a Resolution: record (the identifier asked for), status ("current", "merged" or "withdrawn"), current (the
    identifier to use now; None where it was withdrawn), table (that holds it), version (of the release that retired it)
    and reason.
    Raises OnRecordError where there is no such identifier and none such was given up, with the nearest.
    """
    return _INSTALLED.resolve(record)


def open(release: str | Path, *, sha256: str | None = None, refresh: bool = False) -> Release:
    """Open a release: a folder, a zip, or the address of either (http, https or file).

    Every file is held against the manifest of the release before any is used. With `sha256`, the zip (of a folder: its
    file SHA256SUMS) has to have that digest, so that nobody can have put another in its place. What comes from the web
    is kept (in the user's cache folder, or in that of the environment variable ONRECORD_CACHE) and opened from there
    the next time, without the web; `refresh` gets it anew. Nothing of a zip is unpacked.
    Returns a Release with the functions of this package: load, tables, describe, explain, plot, resolve, verify.
    Raises OnRecordError where there is none, where it was altered, where it holds what no release does (paths that lead
    out of it, links, more than it may unpack to), or where it cannot be fetched; nothing is then left behind.
    """
    from onrecord.opening import open_release

    return open_release(release, sha256=sha256, refresh=refresh)


def verify_release(release: str | Path) -> pd.DataFrame:
    """Recompute every digest of a release (folder, zip or address): of its bytes, and of its tables in each form.

    Returns a frame with one row for each thing that differs: file, what, help. It is empty where the release is whole.
    Raises OnRecordError where there is no release, or it holds what no release does.
    """
    import pandas as pd

    from onrecord.container import Finding
    from onrecord.integrity import examine
    from onrecord.opening import reached

    return pd.DataFrame(examine(reached(release)).findings, columns=list(Finding._fields))


def diff(old: str | Path | Release, new: str | Path | Release) -> Difference:
    """Compare two releases: folders, zips, addresses, opened ones, or "installed".

    Returns a Difference: tables, columns and vocabularies that changed, records added, changed (field, before, after,
    reason), merged and withdrawn, and the step that the version has to take. It prints as text, and has as_json(),
    as_markdown() and frame() (one row a change).
    Raises OnRecordError where one of them cannot be opened.
    """
    from onrecord.comparison import compare
    from onrecord.opening import store_of

    return compare(store_of(old), store_of(new))


if not TYPE_CHECKING:  # or a type checker would take every misspelt name for an attribute

    def __getattr__(name: str) -> Any:
        if name == "__version__":  # in a checkout it stands in the change log
            from onrecord.store import version

            return version()
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it offers {', '.join(__all__)}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

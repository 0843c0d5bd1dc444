"""On Record: actors, statements and relationships around the events of 3 January 2026 in Caracas.

A ladder; each rung adds one idea:

    >>> import onrecord
    >>> onrecord.load("statements")                       # a table, as a pandas data frame; tables() lists them
    >>> onrecord.describe("statements")                   # what its columns mean
    >>> onrecord.statements(speaker="Sergei Lavrov")      # by name, alias or code, with the names joined in
    >>> onrecord.evidence("st-…")                         # the words that a record rests on, with their sources
    >>> onrecord.relationships("VE", as_of="2026-01-04")  # what held that day; also tenures, actors, events
    >>> onrecord.plot.timeline(on_behalf_of="CN")         # a picture; also stances, network, positions
    >>> onrecord.cite(onrecord.statements(target="VE"))   # how to cite the release, and the sources of just these rows
    >>> onrecord.graph(edges="stances")                   # a graph of networkx; write_graph() saves it for Gephi
    >>> onrecord.sql("select …")                          # a question in SQL, over all tables
    >>> onrecord.load("evidence", engine="polars")        # or "pyarrow", "duckdb"; columns and filters are pushed down
    >>> onrecord.schema("statements").validate(mine)      # whether a frame of your own would do
    >>> onrecord.explain("st-…", "said")                  # what a value rests on, down to the line of the record
    >>> onrecord.verify("my-texts")                       # whether the quotations stand in the texts of a folder
    >>> onrecord.resolve("st-…")                          # what became of an identifier that somebody cited
    >>> old = onrecord.open("https://…")                  # another release, with the same functions: old.load(…)
    >>> onrecord.diff(old, "installed")                   # what changed between two releases

The version of the package is the version of the data. Every error ends in something to run.
"""

from __future__ import annotations

from onrecord.errors import OnRecordError
from onrecord.release import Release

TYPE_CHECKING = False  # importing `typing` takes longer than importing this package may
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import networkx as nx
    import pandas as pd

    from onrecord.comparison import Difference
    from onrecord.plots import Plots

__all__ = [
    "OnRecordError",
    "Release",
    "__version__",
    "actors",
    "cite",
    "describe",
    "diff",
    "events",
    "evidence",
    "explain",
    "graph",
    "load",
    "open",
    "plot",
    "relationships",
    "resolve",
    "schema",
    "sql",
    "statements",
    "tables",
    "tenures",
    "verify",
    "verify_release",
    "write_graph",
]

__version__: str
plot: Plots

# The functions of the package are those of the installed release. Whatever takes time to import is imported by the one
# that needs it: importing the package should cost nothing.
_INSTALLED = Release()

actors = _INSTALLED.actors
cite = _INSTALLED.cite
describe = _INSTALLED.describe
events = _INSTALLED.events
evidence = _INSTALLED.evidence
explain = _INSTALLED.explain
graph = _INSTALLED.graph
load = _INSTALLED.load
relationships = _INSTALLED.relationships
resolve = _INSTALLED.resolve
schema = _INSTALLED.schema
sql = _INSTALLED.sql
statements = _INSTALLED.statements
tables = _INSTALLED.tables
tenures = _INSTALLED.tenures
verify = _INSTALLED.verify


def open(release: str | Path, *, sha256: str | None = None, refresh: bool = False, whole: bool = False) -> Release:
    """Open a release: a folder, a zip, or the address of either (http, https or file), or a version that is at hand.

    No file is used that is not, to the byte, what the manifest of the release says: which files there are and how large
    is looked at now, and the bytes of a table when it is read, so that one table does not wait for the others. With
    `whole`, the bytes of every file are held against the manifest first, those that no table is loaded from included.
    With `sha256`, the zip (of a folder: its file SHA256SUMS) has to have that digest, so that nobody can have put
    another in its place. What comes from the web is verified as a whole, kept (in the user's cache folder, or in that
    of the environment variable ONRECORD_CACHE) and opened from there the next time, without the web; `refresh` gets it
    anew. Nothing of a zip is unpacked.
    Returns a Release with the functions of this package: release.load(…), release.statements(…) and so on. They raise
    OnRecordError, and return nothing of it, where a file that they read was altered.
    Raises OnRecordError where there is none, where it is not what its manifest says, where it holds what no release
    does (paths that lead out of it, links, more than it may unpack to), or where it cannot be fetched; nothing is then
    left behind.
    """
    from onrecord.releases.opening import open_release

    return open_release(release, sha256=sha256, refresh=refresh, whole=whole)


def verify_release(release: str | Path) -> pd.DataFrame:
    """Recompute every digest of a release (folder, zip or address): of its bytes, and of its tables in each form.

    Returns a frame with one row for each thing that differs: file, what, help. It is empty where the release is whole.
    Raises OnRecordError where there is no release, or it holds what no release does.
    """
    import pandas as pd

    from onrecord.integrity import examine
    from onrecord.releases.container import Finding
    from onrecord.releases.opening import reached

    return pd.DataFrame(examine(reached(release)).findings, columns=list(Finding._fields))


def diff(old: str | Path | Release, new: str | Path | Release) -> Difference:
    """Compare two releases: folders, zips, addresses, opened ones, or "installed".

    Returns a Difference: tables, columns and vocabularies that changed, records added, changed (field, before, after,
    reason), merged and withdrawn, and the step that the version has to take. It prints as text, and has as_json(),
    as_markdown() and frame() (one row a change).
    Raises OnRecordError where one of them cannot be opened.
    """
    from onrecord.comparison import compare
    from onrecord.releases.opening import store_of

    return compare(store_of(old), store_of(new))


def write_graph(graph: nx.MultiDiGraph[str], path: str | Path) -> Path:
    """Write a graph of `onrecord.graph`, or a part of one, to a file: GEXF (.gexf) or GraphML (.graphml).

    Gephi reads GEXF best. It gives each edge its time, from the first day on which it may have begun to the last on
    which it may have ended, open where that is not known, so that the timeline of Gephi works. Parallel edges of
    different types stay apart; those of one type do if "Don't merge" is chosen when the file is opened, or their
    weights are added up. It is version 1.3, which networkx reads from 3.6 on.
    GraphML has the days as attributes only. In the identifier of a stance it has a colon for the slash, which it does
    not allow there.
    Returns the path. A file of that name is replaced once the new one is whole.
    Raises OnRecordError where the name ends otherwise, there is no such folder, the file cannot be written, or the
    graph holds what these formats cannot.
    """
    from onrecord.network.files import write_graph

    return write_graph(graph, path)


if not TYPE_CHECKING:  # or a type checker would take every misspelt name for an attribute

    def __getattr__(name: str) -> Any:
        if name == "__version__":  # in a checkout it stands in the change log
            from onrecord.store import version

            return version()
        if name == "plot":
            return _INSTALLED.plot
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it offers {', '.join(__all__)}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

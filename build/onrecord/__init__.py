"""On Record: actors, statements and relationships around the events of 3 January 2026 in Caracas.

    >>> import onrecord
    >>> onrecord.tables()                  # which tables there are
    >>> onrecord.describe("statements")    # what the columns of one mean
    >>> onrecord.load("statements")        # its rows, as a pandas data frame
    >>> onrecord.explain("st-…", "said")   # what a value rests on, down to the words
    >>> onrecord.plot("prp-…")             # who took which position on a contested fact, and when

The version of the package is the version of the data.
"""

from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError
from onrecord.explain import explain
from onrecord.loader import describe, load, tables
from onrecord.plot import plot

__all__ = ["OnRecordError", "__version__", "describe", "explain", "load", "plot", "tables"]

__version__: str

if not TYPE_CHECKING:  # or a type checker would take every misspelt name for an attribute

    def __getattr__(name: str) -> str:
        # Read on demand: in a checkout it stands in the change log, and importing should cost nothing.
        if name == "__version__":
            from onrecord.store import version

            return version()
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it offers {', '.join(__all__)}")

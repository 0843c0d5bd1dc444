"""On Record: actors, statements and relationships around the events of 3 January 2026 in Caracas.

    >>> import onrecord
    >>> onrecord.tables()                  # which tables there are
    >>> onrecord.describe("statements")    # what the columns of one mean
    >>> onrecord.load("statements")        # its rows, as a pandas data frame
    >>> onrecord.explain("st-…", "said")   # what a value rests on, down to the words
    >>> onrecord.plot("prp-…")             # who took which position on a contested fact, and when
    >>> onrecord.verify("my-texts")        # whether its quotations stand in the texts of a folder

The version of the package is the version of the data.
"""

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError
from onrecord.loader import describe, load, tables

__all__ = ["OnRecordError", "__version__", "describe", "explain", "load", "plot", "tables", "verify"]

__version__: str

if TYPE_CHECKING:
    from onrecord.explanation import explain
    from onrecord.plotting import plot
    from onrecord.verification import verify
else:  # or a type checker would take every misspelt name for an attribute
    # Imported when first asked for, because importing the package should cost nothing.
    LAZY = {
        "explain": "onrecord.explanation",
        "plot": "onrecord.plotting",
        "verify": "onrecord.verification",
    }

    def __getattr__(name: str) -> Any:
        if name == "__version__":  # in a checkout it stands in the change log
            from onrecord.store import version

            return version()
        if name in LAZY:
            from importlib import import_module

            return getattr(import_module(LAZY[name]), name)
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it offers {', '.join(__all__)}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

"""On Record: actors, statements and relationships around the events of 3 January 2026 in Caracas.

    >>> import onrecord
    >>> onrecord.tables()                  # which tables there are
    >>> onrecord.describe("statements")    # what the columns of one mean
    >>> onrecord.load("statements")        # its rows, as a pandas data frame
    >>> onrecord.verify("my-texts")        # whether its quotations stand in the texts of a folder

The version of the package is the version of the data.
"""

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError
from onrecord.loader import describe, load, tables

__all__ = ["OnRecordError", "__version__", "describe", "load", "tables", "verify"]

__version__: str

if TYPE_CHECKING:
    from onrecord.verification import verify
else:  # or a type checker would take every misspelt name for an attribute

    def __getattr__(name: str) -> Any:
        # On demand: importing should cost nothing, and in a checkout the version stands in the change log.
        if name == "__version__":
            from onrecord.store import version

            return version()
        if name == "verify":
            from onrecord.verification import verify

            return verify
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it offers {', '.join(__all__)}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

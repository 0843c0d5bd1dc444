"""A release as a user holds it: the installed one, or one that `onrecord.open` opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.store import Store, installed

if TYPE_CHECKING:
    import altair
    import pandas as pd

    from onrecord.resolution import Resolution


class Release:
    """The tables of one release, with the functions of the package: `release.load("statements")` and so on.

    `descriptor` is its Data Package descriptor, and `version` what to cite.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store

    @property
    def store(self) -> Store:
        """Where the tables are; those of the installed release are looked for when they are first needed."""
        return self._store or installed()

    @property
    def descriptor(self) -> dict[str, Any]:
        return self.store.descriptor

    @property
    def version(self) -> str:
        return str(self.descriptor["version"])

    def __repr__(self) -> str:
        return f"<On Record {self.version}>"

    def tables(self) -> pd.DataFrame:
        """List the tables; see `onrecord.tables`."""
        from onrecord.loader import tables

        return tables(self.store)

    def describe(self, table: str) -> pd.DataFrame:
        """Explain the columns of a table; see `onrecord.describe`."""
        from onrecord.loader import describe

        return describe(self.store, table)

    def load(self, table: str) -> pd.DataFrame:
        """Load a table as a data frame; see `onrecord.load`."""
        from onrecord.loader import load

        return load(self.store, table)

    def explain(self, record: str, field: str | None = None) -> pd.DataFrame:
        """Trace values back to the passages that they rest on; see `onrecord.explain`."""
        from onrecord.explanation import explain

        return explain(self.store, record, field)

    def plot(self, proposition: str) -> altair.FacetChart:
        """Draw the positions taken on a contested fact; see `onrecord.plot`."""
        from onrecord.plotting import plot

        return plot(self.store, proposition)

    def resolve(self, record: str) -> Resolution:
        """Say what became of an identifier; see `onrecord.resolve`."""
        from onrecord.resolution import resolve

        return resolve(self.store, record)

    def verify(self, texts: str | Path) -> pd.DataFrame:
        """Look the quotations up in texts at hand; see `onrecord.verify`."""
        from onrecord.verification import verify

        return verify(self.store, texts)

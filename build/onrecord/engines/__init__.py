"""Tables of a release in the library that a user works with: one module for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.catalog import fields_of
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.engines.conditions import Filters

# Each module has load(), which reads, and own(), which gives a user what no other user's changes reach.
ENGINES = {name: f"onrecord.engines.as_{name}" for name in ("pandas", "polars", "pyarrow", "duckdb")}


class Engine(Protocol):
    """What the modules named above have in common."""

    def load(self, store: Store, table: str, fields: Sequence[dict[str, Any]], conditions: Any) -> Any:
        """Read columns of a table, and the rows that fit the conditions."""
        ...

    def own(self, frame: Any) -> Any:
        """A copy for one user of what was loaded."""
        ...

    def of_arrow(self, store: Store, table: Any, origin: dict[str, str]) -> Any:
        """The same from an Arrow table that was computed."""
        ...


def engine_of(name: str) -> Engine:
    """The engine of that name; raises OnRecordError, with the nearest, where there is none."""
    if not isinstance(name, str) or name not in ENGINES:
        from onrecord.naming import chosen

        name = chosen(name, ENGINES, "engine", 'engine="{}"', 'Say: onrecord.load("statements", engine="polars")')
    found: Any = import_module(ENGINES[name])
    return found  # type: ignore[no-any-return]


def load(store: Store, table: str, engine: str, columns: Sequence[str] | None, filters: Filters | None) -> Any:
    """What `onrecord.load` returns."""
    library = engine_of(engine)
    fields = fields_of(store, table, columns)
    if filters is not None:
        from onrecord.engines.conditions import conditions

        return library.load(store, table, fields, conditions(filters, fields_of(store, table), table))
    # What is loaded whole is kept, and the next who asks for it gets a copy, which costs next to nothing.
    asked = (engine, table, tuple(field["name"] for field in fields))
    if asked not in store.loaded:
        store.loaded[asked] = library.load(store, table, fields, None)
    return library.own(store.loaded[asked])

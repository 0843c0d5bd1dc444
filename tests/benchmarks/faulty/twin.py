"""The twin of some tables, into which faults are put, and the register of what puts them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import polars as pl
from made_up.few import SCHEMAS

from onrecord_build.edtf import parse
from onrecord_build.schema import Schemas, read_schemas

Rows: TypeAlias = "np.ndarray[Any, Any]"
ROW = pl.col("row")

# Half of all rows name some state, publisher or body: a fault in one of those would be many.
ORDINARY = {"actors": pl.col("kind") == "person"}


class Put(NamedTuple):
    """A fault that was put in: by its rule, where a check has to find it. Rows are counted from 0."""

    code: str
    table: str
    column: str
    row: int


class Twin:
    """Tables in which no two faults come near each other, so that none hides another."""

    def __init__(self, tables: dict[str, pl.DataFrame], seed: int) -> None:
        self.tables = dict(tables)
        self.schemas: Schemas = read_schemas(SCHEMAS)
        self.chance = np.random.default_rng(seed)
        self.before: dict[str, Rows] = {}  # as it was before the last choice
        self.used = {name: np.zeros(len(frame), bool) for name, frame in tables.items()}
        self.kept: dict[str, str] = {}  # records that faults of several kinds share
        self.named: dict[tuple[str, str], tuple[str, Rows]] = {}  # where each reference leads, by row number
        for name, frame in tables.items():
            for reference in self.schemas.tables[name].references:
                self.named[name, reference.field] = (
                    reference.table,
                    _places(frame[reference.field], tables, reference),
                )

    def choose(self, table: str, which: pl.Expr | None, count: int, *, after: bool = False) -> Rows:
        """So many rows at random of which the condition holds, and which were not used before; in order.

        With `after`, the row before each was not used either, and is now.
        """
        frame, self.before = self.tables[table], {name: used.copy() for name, used in self.used.items()}
        free = _truth(frame, ORDINARY.get(table, pl.lit(True)) & (pl.lit(True) if which is None else which))
        free &= ~self.used[table]
        if after:
            free[1:] &= ~self.used[table][:-1]
        candidates = np.flatnonzero(free)
        rows = np.sort(self.chance.choice(candidates, min(count, len(candidates)), replace=False))
        if after:
            rows = rows[np.diff(rows, prepend=-2) > 1]
            self.use(table, rows - 1)
        self.use(table, rows)
        return rows

    def use(self, table: str, rows: Rows) -> None:
        """Keep other faults away from rows, from what they name, and from what names them."""
        self.used[table][rows] = True
        for (name, _), (other, at) in self.named.items():
            if name == table:
                there = at[rows]
                self.used[other][there[there >= 0]] = True
            if other == table:
                wanted = np.zeros(len(self.tables[table]) + 1, bool)  # the last stands for what names nothing
                wanted[rows] = True
                self.used[name] |= wanted[at]
        if table == "terms":
            schemes = self.tables[table]["scheme"]
            whole = set(schemes.gather(rows)) - {"relationship-type"}
            self.used[table] |= schemes.is_in(list(whole)).to_numpy()

    def naming(self, table: str, column: str, rows: Rows) -> list[Rows]:
        """For each of the rows, the rows of a table that name it in a column and have no fault yet."""
        at = np.where(self.before[table], -1, self.named[table, column][1])
        return [np.flatnonzero(at == row) for row in rows]

    def all_naming(self, table: str, column: str, rows: Rows) -> tuple[Rows, Rows]:
        """Those of the rows that some name and of which no other fault concerns one, and what names them."""
        at = self.named[table, column][1]
        named = rows[np.isin(rows, at) & ~np.isin(rows, at[self.before[table]])]
        return named, np.flatnonzero(np.isin(at, named))

    def named_by(self, table: str, column: str, rows: Rows) -> Rows:
        """The rows that those rows of a table name in a column."""
        return self.named[table, column][1][rows]

    def values(self, table: str, column: str, rows: Rows) -> list[Any]:
        """What stands in a column of rows."""
        return self.tables[table][column].gather(rows).to_list()

    def set(self, table: str, column: str, rows: Rows, values: Any) -> None:
        """Put a value, or one for each row, into a column of rows; dates come with what belongs to them."""
        frame, field = self.tables[table], self.schemas.tables[table].authored.get(column)
        every = values if isinstance(values, list) and len(values) == len(rows) else [values] * len(rows)
        held = frame[column]
        if not isinstance(held.dtype, pl.List) and any(isinstance(value, str) for value in every):
            held = held.cast(pl.String)  # as it is written, where it is no text already
        self.tables[table] = frame.with_columns(_scattered(held, rows, every))
        if field is not None and field.edtf:
            spans = [_span(value) for value in every]
            for n, end in enumerate(("earliest", "latest", "precision")):
                derived = f"{column}_{end}"
                series = _scattered(frame[derived], rows, [span[n] for span in spans])
                self.tables[table] = self.tables[table].with_columns(series)


def _places(values: pl.Series, tables: dict[str, pl.DataFrame], reference: Any) -> Rows:
    there = tables[reference.table][reference.key]
    known = pl.DataFrame([there.alias("key"), pl.Series("at", np.arange(len(there)))])
    found = pl.DataFrame([values.alias("key")]).join(known, on="key", how="left", maintain_order="left")
    return found["at"].fill_null(-1).to_numpy()


def _truth(frame: pl.DataFrame, which: pl.Expr) -> Rows:
    return frame.with_columns(which.fill_null(False).alias("fits"))["fits"].to_numpy().copy()


def _scattered(column: pl.Series, rows: Rows, values: list[Any]) -> pl.Series:
    if not len(rows):
        return column
    new = pl.DataFrame({"row": rows, "new": pl.Series(values, dtype=column.dtype), "is_new": True})
    frame = pl.DataFrame([column, pl.Series("row", np.arange(len(column)))]).join(
        new, on="row", how="left", maintain_order="left"
    )
    return frame.select(pl.when("is_new").then("new").otherwise(column.name).alias(column.name))[column.name]


def _span(value: str | None) -> tuple[Any, Any, Any]:
    try:
        return tuple(parse(value)) if value is not None else (None, None, None)  # type: ignore[return-value]
    except ValueError:
        return None, None, None


# What puts faults into rows says in which column they are, or, where not all have one, in which table and rows.
Places: TypeAlias = list[tuple[str, str, int]]
Injector = Callable[[Twin, Rows], str | Places]


class NoRoom(Exception):
    """There is no row left that faults of a kind could go into, or lean on."""


class Registered(NamedTuple):
    """A function that puts in faults of one code, the table whose rows it is given, and which of them it can take."""

    code: str
    table: str
    which: pl.Expr | None
    inject: Injector
    pairs: bool = False
    alone: bool = False
    after: bool = False
    untyped: bool = False


REGISTER: list[Registered] = []


def breaks(
    code: str,
    table: str,
    which: pl.Expr | None = None,
    *,
    pairs: bool = False,
    alone: bool = False,
    after: bool = False,
) -> Callable[[Injector], Injector]:
    """Register a function as one that breaks a rule; with `pairs` it is given rows of which each second is to break.

    With `after` the row before each is its as well. `alone` is for a rule that says nothing while there are certain other faults.
    """

    def register(inject: Injector) -> Injector:
        REGISTER.append(Registered(code, table, which, inject, pairs, alone, after))
        return inject

    return register


def puts(
    code: str,
    table: str,
    which: pl.Expr | None = None,
    /,
    *,
    pairs: bool = False,
    after: bool = False,
    at: str | None = None,
    **values: Any,
) -> None:
    """Register what breaks a rule by the values that it puts into columns of a row.

    They are values, or expressions on the row (`row` is its number); with `pairs` on the first of each two, and with
    `after` on the row before. The fault is in the column `at`; by default in the first of them.
    """
    column = next(iter(values)) if at is None else at

    def inject(twin: Twin, rows: Rows) -> Places:
        given, broken = twos(rows) if pairs else (rows - 1 if after else rows, rows)
        frame = twin.tables[table].with_row_index("row")[given]
        every = {
            name: frame.select(value.alias(name))[name].to_list()
            if isinstance(value, pl.Expr)
            else [value] * len(frame)
            for name, value in values.items()
        }
        # A row that has these values already is not broken by them.
        old = zip(*(twin.values(table, name, broken) for name in every), strict=True)
        other = [here != there for here, there in zip(old, zip(*every.values(), strict=True), strict=True)]
        for name, put in every.items():
            twin.set(table, name, broken, put)
        return places(table, column, broken[other])

    REGISTER.append(Registered(code, table, which, inject, pairs, after=after))


def same(*columns: str) -> dict[str, Any]:
    """The values that a row has, for another one."""
    return {name: pl.col(name) for name in columns}


def places(table: str, column: str, rows: Iterable[Any]) -> Places:
    """Faults in a column of rows."""
    return [(table, column, int(row)) for row in rows]


def twos(rows: Rows) -> tuple[Rows, Rows]:
    """Rows in pairs: those that come first, and behind each of them the one that is to break."""
    half = len(rows) // 2
    return rows[: 2 * half : 2], rows[1 : 2 * half : 2]

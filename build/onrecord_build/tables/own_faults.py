"""What is wrong with rows, whatever the rules: values that are none of their columns, references that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import narwhals as nw

from onrecord_build.schema import Reference
from onrecord_build.tables.engines import ROW
from onrecord_build.tables.frames import Frames

GROUPS = {"exactlyOne": "exactly-one", "allOrNone": "all-or-none"}


class Values(NamedTuple):
    """Rows by what is wrong with their own values."""

    wrong: dict[str, list[tuple[int, str]]]  # by column: rows, and their values
    lacking: dict[str, list[int]]  # by column
    groups: dict[str, list[int]]  # by the code of the rule


def wrong_values(frames: Frames, table: str) -> Values:
    """Find the rows with values that are none of their columns, and those that lack one."""
    one = frames.tables[table]
    wrong = {name: one.is_wrong(field) for name, field in one.texts.items() if name not in one.leading}
    lacking = {name: nw.col(name).is_null() for name in one.required}
    groups = _groups(frames, table)
    flags = [*wrong.values(), *lacking.values(), *groups.values()]
    if not flags:
        return Values({}, {}, {})
    found = _Rows(
        frames.engine.collect(
            one.raw.filter(nw.any_horizontal(*flags, ignore_nulls=True)).select(
                ROW,
                *(nw.when(is_wrong).then(nw.col(name)).alias(f"wrong__{name}") for name, is_wrong in wrong.items()),
                *(is_lacking.alias(f"lacks__{name}") for name, is_lacking in lacking.items()),
                *(is_broken.alias(code) for code, is_broken in groups.items()),
            )
        )
    )
    return Values(
        wrong={name: values for name in wrong if (values := found.valued(f"wrong__{name}"))},
        lacking={name: rows for name in lacking if (rows := found.flagged(f"lacks__{name}"))},
        groups={code: rows for code in groups if (rows := found.flagged(code))},
    )


def dangling(frames: Frames, table: str, reference: Reference) -> list[tuple[int, str]]:
    """Find the rows that name what is not there, and what they name."""
    column, key = reference.field, reference.key
    named = frames.tables[table].raw.select(ROW, column).drop_nulls([column])
    there = frames.tables[reference.table].raw.select(nw.col(key).alias("there")).drop_nulls()
    left = named.join(there, left_on=column, right_on="there", how="anti")
    return _Rows(frames.engine.collect(left.with_columns(nw.col(column).cast(nw.String)))).valued(column)


class _Rows:
    """Rows that were found, and what of them is so."""

    def __init__(self, columns: Mapping[str, list[Any]]) -> None:
        self.columns = columns

    def valued(self, name: str) -> list[tuple[int, Any]]:
        """The numbers of the rows that have a value, and their values."""
        return sorted(
            (row, value) for row, value in zip(self.columns[ROW], self.columns[name], strict=True) if value is not None
        )

    def flagged(self, name: str) -> list[int]:
        """The numbers of the rows of which something is true."""
        return sorted(row for row, value in zip(self.columns[ROW], self.columns[name], strict=True) if value)


def _groups(frames: Frames, table: str) -> dict[str, nw.Expr]:
    """Of columns of which exactly one is given, or all or none: that it is not so; by the code of the rule."""
    one, flags = frames.tables[table], dict[str, nw.Expr]()
    for spec, code in GROUPS.items():
        for names in one.table.spec.get(spec, []):
            given = nw.sum_horizontal(
                *((~nw.col(n).is_null()).cast(nw.Int64) for n in names if n in one.fields), nw.lit(0)
            )
            broken = given != 1 if spec == "exactlyOne" else (given > 0) & (given < len(names))
            flags[code] = flags[code] | broken if code in flags else broken
    return flags

"""One pass over a table: values that are none of their columns, references that lead nowhere, rows that break a rule.

All of it is asked in one pass, so that no row is read, and no record that it names is looked up, more than once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import narwhals as nw

from onrecord_build.conditions.in_frames import joined
from onrecord_build.conditions.language import Condition
from onrecord_build.schema import Reference
from onrecord_build.tables.engines import ROW
from onrecord_build.tables.frames import THERE, Frames

GROUPS = {"exactlyOne": "exactly-one", "allOrNone": "all-or-none"}


class Found(NamedTuple):
    """What one pass found: rows by what is wrong with them."""

    wrong: dict[str, list[tuple[int, str]]]  # by column: rows, and their values
    lacking: dict[str, list[int]]  # by column
    dangling: dict[Reference, list[tuple[int, str]]]
    groups: dict[str, list[int]]  # by the code of the rule
    conditions: list[list[int]]  # for each condition that was asked, in order


def scan(frames: Frames, table: str, conditions: Sequence[Condition]) -> Found:
    """Ask of every row of a table what is wrong with it, and which conditions are true of it."""
    one = frames.tables[table]
    references = [r for r in one.table.references if r.field in one.fields and r.table in frames.tables]
    flags = {
        **{
            f"wrong__{n}": nw.when(one.is_wrong(f)).then(nw.col(n))
            for n, f in one.texts.items()
            if n not in one.leading
        },
        **{f"lacks__{n}": nw.col(n).is_null() for n in one.required},
        **_groups(frames, table),
    }
    needs = [need for condition in conditions for need in frames.needs(table, condition)]
    needs += [((r.field, THERE), "") for r in references]
    frame = frames.prepared(table, needs, flags)
    there = {r.field: ~nw.col(joined((r.field, THERE))).is_null() for r in references}
    nowhere = {f"dangling__{n}": nw.when(~found).then(nw.col(n).cast(nw.String)) for n, found in there.items()}
    # No rule should speak again of what leads nowhere.
    leading = {n: nw.when(found).then(nw.col(n)) for n, found in there.items()}
    asked = {f"rule__{number}": frames.translation.true(condition) for number, condition in enumerate(conditions)}
    if there:
        frame = frame.with_columns(**nowhere, **leading)
    frame = frame.select(ROW, *flags, *nowhere, **asked)
    found = frames.engine.collect(
        frame.filter(nw.any_horizontal(*map(_is_set, frame.collect_schema()), ignore_nulls=True))
    )
    rows = found[ROW]

    def valued(name: str) -> list[tuple[int, str]]:
        return sorted((row, value) for row, value in zip(rows, found[name], strict=True) if value is not None)

    def flagged(name: str) -> list[int]:
        return sorted(row for row, value in zip(rows, found[name], strict=True) if value)

    return Found(
        wrong={n: values for n in one.texts if n not in one.leading and (values := valued(f"wrong__{n}"))},
        lacking={n: at for n in one.required if (at := flagged(f"lacks__{n}"))},
        dangling={r: values for r in references if (values := valued(f"dangling__{r.field}"))},
        groups={code: rows_of for code in GROUPS.values() if code in flags and (rows_of := flagged(code))},
        conditions=[flagged(name) for name in asked],
    )


def _is_set(name: str) -> nw.Expr:
    if name == ROW:
        return nw.lit(False)
    return ~nw.col(name).is_null() if name.startswith(("wrong__", "dangling__")) else nw.col(name)


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

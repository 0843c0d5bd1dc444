"""dataframely."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from onrecord_build.schema import Field, Table
from peers.in_polars import dangling, holds, read
from peers.laws import CONTROL, SPACE, laws, longest, pattern, tables, uniques
from peers.telling import tell

TYPES: dict[str, Any] = {"date": dy.Date, "boolean": dy.Bool, "integer": dy.Int64, "number": dy.Float64}


def check(folder: Path) -> Counter[str]:
    """Filter every table by its schema, and join for the references."""
    known = tables()
    frames, found = read(folder, known)
    for name, frame in frames.items():
        for rule, count in _schema(known[name]).filter(frame).failure.counts().items():
            found[rule.rpartition("|")[2]] += count
    return found + dangling(frames, known)


def _schema(table: Table) -> type[dy.Schema]:
    rules = {f"rule|{law.code}": dy.rule()(_rule(holds(law))) for law in laws(table)}
    for name in uniques(table):
        if name not in table.key:  # `unique=True` takes missing values for repeated ones
            once = pl.col(name).is_unique() | pl.col(name).is_null()
            rules[f"{name}|repeated-value"] = dy.rule()(_rule(once))
    columns = {field.name: _column(field, field.name in table.key) for field in table.fields}
    return type(table.name, (dy.Schema,), columns | rules)


def _rule(holds: pl.Expr) -> Any:
    return lambda cls: holds


def _column(field: Field, key: bool) -> dy.Column:
    common: dict[str, Any] = {"nullable": not (field.required or key), "primary_key": key}
    codes, form, checks = field.codes or (), pattern(field), dict[str, Any]()
    if field.type == "list":
        checks["repeated-item"] = lambda c: c.list.n_unique() == c.list.len()
        checks["wrong-shape"] = lambda c: ~c.list.contains("")
        if codes:
            checks["unknown-code"] = lambda c: c.list.eval(pl.element().is_in(codes)).list.all()
        common |= {f"{end}_length": field.constraints.get(f"{end}Length") for end in ("min", "max")}
        return dy.List(dy.String(), check=checks, **common)
    if field.type != "string":
        column: dy.Column = TYPES[field.type](**common)
        return column
    if codes:
        return dy.String(check={"unknown-code": lambda c: c.is_in(codes)}, **common)
    checks["control-character"] = lambda c: ~c.str.contains(CONTROL)
    checks["white-space"] = lambda c: ~c.str.contains(SPACE)
    if form:
        checks[form[0]] = lambda c: c.str.contains(f"^(?:{form[1]})$")
    return dy.String(max_length=longest(field), check=checks, **common)


if __name__ == "__main__":
    tell(check)

"""pandera on Polars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from onrecord_build.schema import Field, Table
from peers.in_polars import TYPES, dangling, holds, read
from peers.laws import CONTROL, SPACE, Law, joint_key, laws, longest, pattern, tables
from peers.telling import tell


def check(folder: Path) -> Counter[str]:
    """Validate every table, and join for the references."""
    known = tables()
    frames, found = read(folder, known)
    for name, frame in frames.items():
        try:
            _schema(known[name]).validate(frame, lazy=True)
        except SchemaErrors as errors:
            found.update(errors.failure_cases["check"].to_list())
    return found + dangling(frames, known)


def _schema(table: Table) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {field.name: _column(field) for field in table.fields},
        checks=[pa.Check(_whole(law), error=law.code) for law in laws(table)],
        unique=joint_key(table),
    )


def _whole(law: Law) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(holds(law))


def _column(field: Field) -> pa.Column:
    checks = _checks(field)
    if field.constraints.get("unique"):  # `unique=True` takes missing values for repeated ones
        checks.append(_check("repeated-value", pl.col(field.name).is_first_distinct() | pl.col(field.name).is_null()))
    return pa.Column(TYPES[field.type], checks=checks, nullable=not field.required)


def _checks(field: Field) -> list[pa.Check]:
    text, items = pl.col(field.name), pl.col(field.name).list
    if field.type == "list":
        codes = [_check("unknown-code", items.eval(pl.element().is_in(field.codes)).list.all())] if field.codes else []
        return [
            *codes,
            _check("repeated-item", items.n_unique() == items.len()),
            _check("wrong-shape", ~items.contains("")),
            _check("too-long", items.len() <= field.constraints.get("maxLength", 10_000)),
            _check("missing-value", items.len() >= field.constraints.get("minLength", 0)),
        ]
    if field.type != "string":
        return []
    if field.codes is not None:
        return [_check("unknown-code", text.is_in(field.codes))]
    form = pattern(field)
    checks = [_check(form[0], text.str.contains(f"^(?:{form[1]})$"))] if form else []
    return [
        *checks,
        _check("too-long", text.str.len_chars() <= longest(field)),
        _check("control-character", ~text.str.contains(CONTROL)),
        _check("white-space", ~text.str.contains(SPACE)),
    ]


def _check(code: str, holds: pl.Expr) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(holds.fill_null(True)), error=code)


if __name__ == "__main__":
    tell(check)

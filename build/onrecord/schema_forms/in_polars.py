"""The schema of a table for polars: pandera, with checks that are expressions of polars and convert nothing.

To convert first would be to lose what is wrong: where one value cannot be converted, nothing else of its column is
looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from onrecord.extras import needed_for
from onrecord.schema_forms.laws import Law, has_to_be_there, laws

with needed_for("A schema for polars", "schema,polars"):
    import pandera.polars as pandera
    import polars as pl

# Whether a law holds in a column of a type, row by row, given what the law goes by.
Holds: TypeAlias = Callable[[pl.Expr, pl.DataType, Any], pl.Expr]

TEXTS = (pl.String, pl.Categorical, pl.Enum)


def polars_schema(resource: Mapping[str, Any]) -> pandera.DataFrameSchema:
    """The schema of a table, as the descriptor describes it."""
    return pandera.DataFrameSchema(
        {
            field["name"]: pandera.Column(
                checks=[_check(law) for law in laws(field, resource)],
                nullable=True,  # the law "given" says it in plain words
                required=has_to_be_there(field, resource),
                title=field.get("title"),
                description=field["description"],
            )
            for field in resource["schema"]["fields"]
        },
        strict=True,
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
    )


def _check(law: Law) -> pandera.Check:
    return pandera.Check(lambda data: data.lazyframe.select(_holds(law, data)), name=law.name, error=law.words)


def _holds(law: Law, data: pandera.PolarsData) -> pl.Expr:
    """Whether a law holds, row by row; of a column that is of another type altogether, what that type says."""
    column = pl.col(data.key)
    if law.name == "given":
        return column.is_not_null()
    kinds = data.lazyframe.collect_schema()
    if law.name == "key":
        # pandera's own check of several columns takes those of them that are there for the whole key.
        complete = set(law.by) <= set(kinds)
        given = pl.all_horizontal(pl.col(law.by).is_not_null())
        holds = pl.struct(law.by).is_unique() | ~given if complete else pl.lit(True)
    else:
        holds = LAWS[law.name](column, kinds[data.key], law.by)
    return holds.fill_null(False) | column.is_null()


def _text(column: pl.Expr, kind: pl.DataType, _: Any) -> pl.Expr:
    return column.cast(pl.String) != "" if kind in TEXTS else pl.lit(False)


def _code(column: pl.Expr, kind: pl.DataType, codes: list[str]) -> pl.Expr:
    return column.cast(pl.String).is_in(codes) if kind in TEXTS else pl.lit(False)


def _day(column: pl.Expr, kind: pl.DataType, _: Any) -> pl.Expr:
    if isinstance(kind, pl.Datetime):
        return column == column.dt.truncate("1d") if kind.time_zone is None else pl.lit(False)
    if kind == pl.String:
        # There and back, because it reads other forms as well.
        day = "%Y-%m-%d"
        return column.str.to_date(day, strict=False).dt.to_string(day) == column
    return pl.lit(kind == pl.Date)


def _whole_number(column: pl.Expr, kind: pl.DataType, _: Any) -> pl.Expr:
    return column.is_finite() & (column == column.round()) if kind.is_float() else pl.lit(kind.is_integer())


def _number(column: pl.Expr, kind: pl.DataType, _: Any) -> pl.Expr:
    return column.is_finite() if kind.is_float() else pl.lit(kind.is_numeric())


def _list_of(is_item: Callable[[pl.Expr, Any], pl.Expr]) -> Holds:
    def holds(column: pl.Expr, kind: pl.DataType, by: Any) -> pl.Expr:
        if not isinstance(kind, pl.List) or kind.inner not in (*TEXTS, pl.Null):
            return pl.lit(False)
        return column.list.eval(is_item(pl.element().cast(pl.String), by).fill_null(False)).list.all()

    return holds


def _of_list(holds: Callable[[pl.Expr, Any], pl.Expr]) -> Holds:
    return lambda column, kind, by: holds(column, by) if isinstance(kind, pl.List) else pl.lit(True)


def _of_text(holds: Callable[[pl.Expr, Any], pl.Expr]) -> Holds:
    def passes(column: pl.Expr, kind: pl.DataType, by: Any) -> pl.Expr:
        text = column.cast(pl.String)
        return (text == "") | holds(text, by) if kind in TEXTS else pl.lit(True)

    return passes


LAWS: dict[str, Holds] = {
    "text": _text,
    "code": _code,
    "day": _day,
    "truth value": lambda _, kind, __: pl.lit(kind == pl.Boolean),
    "whole number": _whole_number,
    "number": _number,
    "list of texts": _list_of(lambda item, _: item != ""),
    "list of codes": _list_of(lambda item, codes: item.is_in(codes)),
    "fewest": _of_list(lambda items, least: items.list.len() >= least),
    "most": _of_list(lambda items, most: items.list.len() <= most),
    "pattern": _of_text(lambda text, pattern: text.str.contains(f"^(?:{pattern})$")),
    "longest": _of_text(lambda text, most: text.str.len_chars() <= most),
    "once": lambda column, kind, _: pl.lit(True) if kind.is_nested() else column.is_unique(),
}

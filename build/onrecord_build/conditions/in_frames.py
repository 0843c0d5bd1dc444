"""Conditions asked of frames: each becomes an expression of narwhals, which polars, DuckDB and Spark all run.

What a frame has to have for that, `columns` tells: those of other tables come to a row by way of its references.
Whether some other row names this one is no expression, but a join, and `plain_parts` sets it apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord_build.conditions.language import (
    Among,
    Bound,
    Column,
    Comparison,
    Condition,
    Either,
    Every,
    Given,
    Holds,
    Language,
    Later,
    Literal,
    Lower,
    Normal,
    Not,
    Otherwise,
    Some,
    Start,
    Value,
    Within,
    Without,
)
from onrecord_build.conditions.translation import Translation

if TYPE_CHECKING:
    import narwhals as nw


def joined(path: Iterable[str], part: str = "") -> str:
    """The name of the column of a frame that holds what a path leads to, or a part of it, such as a bound."""
    return "__".join((*path, *filter(None, [part])))


class InFrames(Translation["nw.Expr"]):
    """Translates into expressions of narwhals; null is what is not known, and counts as not true."""

    def all(self, parts: Iterable[nw.Expr]) -> nw.Expr:
        import narwhals as nw

        return nw.all_horizontal(*parts, ignore_nulls=False)

    def any(self, parts: Iterable[nw.Expr]) -> nw.Expr:
        import narwhals as nw

        return nw.any_horizontal(*parts, ignore_nulls=False)

    def comparison(self, condition: Comparison) -> nw.Expr:
        left, right = self.value(condition.left), self.value(condition.right)
        match condition.operator:
            case "==":
                return left == right
            case "!=":
                return left != right
            case "<":
                return left < right
            case "<=":
                return left <= right
            case ">":
                return left > right
            case _:
                return left >= right

    def among(self, condition: Among, wanted: bool) -> nw.Expr:
        found = self.value(condition.value).is_in(list(condition.items))
        return found if wanted else ~found

    def holds(self, condition: Holds, wanted: bool) -> nw.Expr:
        found = self.value(condition.value).str.contains(condition.pattern)
        return found if wanted else ~found

    def within(self, condition: Within, wanted: bool) -> nw.Expr:
        found = self.value(condition.text).str.contains(self.value(condition.value), literal=True)
        return found if wanted else ~found

    def given(self, condition: Given, wanted: bool) -> nw.Expr:
        import narwhals as nw

        return nw.col(joined(condition.column.path, "given" if wanted else "lacks"))

    def some(self, condition: Some, wanted: bool) -> nw.Expr:
        raise TypeError("whether some row names this one is asked with a join")

    def value(self, value: Value) -> nw.Expr:
        import narwhals as nw

        match value:
            case Column(path):
                return nw.col(joined(path))
            case Literal(constant):
                return nw.lit(constant)
            case Bound(column, end):
                return nw.col(joined(column.path, end))
            case Normal(column):
                return nw.col(joined(column.path, "normal"))
            case Later(inner, days):
                return self.value(inner).dt.offset_by(f"{days}d")
            case Start(inner, length):
                return self.value(inner).str.head(length)
            case Without(inner, pattern):
                return self.value(inner).str.replace_all(pattern, "")
            case Lower(inner):
                return self.value(inner).str.to_lowercase()
            case Language(inner):
                return self.value(inner).str.replace_all("-.*", "")
            case Otherwise(inner, constant):
                return self.value(inner).fill_null(constant)
        raise TypeError(f"{value!r} is no value")


def asks_others(condition: Condition) -> bool:
    """Whether a condition is one on the rows that name this one."""
    match condition:
        case Every(parts) | Either(parts):
            return any(map(asks_others, parts))
        case Not(part):
            return asks_others(part)
    return isinstance(condition, Some)


def columns(part: Condition | Value | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """The paths of a condition or a value, and which part of each: the value (""), a bound, a form, if it is given."""
    match part:
        case Column(path):
            yield path, ""
        case Bound(column, end):
            yield column.path, end
        case Normal(column):
            yield column.path, "normal"
        case Given(column):
            yield column.path, "given"
            yield column.path, "lacks"
        case Comparison(_, left, right):
            yield from columns(left)
            yield from columns(right)
        case Within(value, text):
            yield from columns(value)
            yield from columns(text)
        case Every(parts) | Either(parts):
            for inner in parts:
                yield from columns(inner)
        case Not(inner):
            yield from columns(inner)
        case Some(of=of):
            yield from columns(of)
        case Among(value=value) | Holds(value=value) | Later(value=value) | Start(value=value) | Without(value=value):
            yield from columns(value)
        case Lower(value=value) | Language(value=value) | Otherwise(value=value):
            yield from columns(value)


def plain_parts(condition: Condition, wanted: bool = True) -> tuple[list[Condition], list[Condition]]:
    """A condition as parts that all have to be true: those on the row alone, and those on rows that name it."""
    match condition:
        case Not(part):
            return plain_parts(part, not wanted)
        case Every(parts) if wanted:
            pass
        case Either(parts) if not wanted:
            pass
        case _:
            whole = condition if wanted else Not(condition)
            return ([], [whole]) if asks_others(condition) else ([whole], [])
    own: list[Condition] = []
    others: list[Condition] = []
    for part in parts:
        inner = plain_parts(part, wanted)
        own += inner[0]
        others += inner[1]
    return own, others

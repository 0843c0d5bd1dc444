"""Conditions asked of frames: each becomes an expression of narwhals, which polars, DuckDB and Spark all run.

What a frame has to have for that, `columns` tells: those of other tables come to a row by way of its references.
Whether other rows name this one stands in columns as well, one for each part that `namings` finds.
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
    Joined,
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

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

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
        import narwhals as nw

        found = nw.col(self.named(condition, wanted))
        return found if wanted else ~found

    def named(self, condition: Some, surely: bool) -> str:
        """The name of the column that says whether some row surely names this one, or whether one may."""
        number = self.numbers.setdefault(repr(condition), len(self.numbers))
        return f"some__{number}__{'surely' if surely else 'maybe'}"

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
            case Joined(column):
                return nw.col(joined(column.path, "joined"))
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


def namings(condition: Condition | None, wanted: bool = True) -> Iterator[tuple[Some, bool]]:
    """The parts of a condition about rows that name the one at hand, and whether each has to be true, or false."""
    match condition:
        case Some():
            yield condition, wanted
        case Every(parts) | Either(parts):
            for part in parts:
                yield from namings(part, wanted)
        case Not(part):
            yield from namings(part, not wanted)


def columns(part: Condition | Value | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """The paths of a condition or a value, and which part of each: the value (""), a bound, a form, if it is given."""
    match part:
        case Column(path):
            yield path, ""
        case Bound(column, end):
            yield column.path, end
        case Normal(column):
            yield column.path, "normal"
        case Joined(column):
            yield column.path, "joined"
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


def beginning(condition: Condition) -> Condition | None:
    """What a condition says of the columns of the row itself, and has to be true besides all else; None if nothing."""
    parts = [part for part in _conjuncts(condition, True) if _is_near(part)]
    return Every(tuple(parts)) if parts else None


def _conjuncts(condition: Condition, wanted: bool) -> Iterator[Condition]:
    match condition:
        case Not(part):
            yield from _conjuncts(part, not wanted)
        case Every(parts) if wanted:
            for part in parts:
                yield from _conjuncts(part, True)
        case Either(parts) if not wanted:
            for part in parts:
                yield from _conjuncts(part, False)
        case _:
            yield condition if wanted else Not(condition)


def _is_near(condition: Condition) -> bool:
    return not any(namings(condition)) and all(len(path) == 1 and part != "normal" for path, part in columns(condition))

"""What a condition can be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Constant = str | int | float | bool

OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Node:
    """A part of a condition; the names of its own parts stand in `__match_args__`, in order.

    Not a dataclass: the module for those takes longer to import than all rules to be asked.
    """

    __match_args__: tuple[str, ...] = ()

    def __init__(self, *parts: Any) -> None:
        for name, part in zip(self.__match_args__, parts, strict=True):
            setattr(self, name, part)

    def __init_subclass__(cls) -> None:
        cls.__match_args__ = tuple(cls.__annotations__)  # type: ignore[misc]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(repr(getattr(self, name)) for name in self.__match_args__)})"


class Value(Node):
    """Something that a row has one of, or none."""

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]
        return Comparison("==", self, _value(other))

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]
        return Comparison("!=", self, _value(other))

    def __lt__(self, other: object) -> Condition:
        return Comparison("<", self, _value(other))

    def __le__(self, other: object) -> Condition:
        return Comparison("<=", self, _value(other))

    def __gt__(self, other: object) -> Condition:
        return Comparison(">", self, _value(other))

    def __ge__(self, other: object) -> Condition:
        return Comparison(">=", self, _value(other))

    __hash__ = object.__hash__

    def among(self, *items: str) -> Condition:
        """Whether it is one of these."""
        return Among(self, items)

    def holds(self, pattern: str) -> Condition:
        """Whether a regular expression finds something in the text; it has to mean the same to every engine.

        Classes of characters are written out ([0-9], not \\d), and nothing looks ahead or behind.
        """
        return Holds(self, pattern)

    def plus(self, days: int) -> Value:
        """A day so many days later, for another one to be later still, or earlier with a negative number."""
        return Later(self, days)

    def start(self, length: int) -> Value:
        """The first characters of a text."""
        return Start(self, length)

    def without(self, pattern: str) -> Value:
        """A text without whatever a regular expression finds in it, of the same kind as that of `holds`."""
        return Without(self, pattern)

    @property
    def lower(self) -> Value:
        """A text in small letters."""
        return Lower(self)

    @property
    def language(self) -> Value:
        """The language of a language tag: `pt` of `pt-BR`."""
        return Language(self)

    def within(self, text: Value) -> Condition:
        """Whether it stands in a text."""
        return Within(self, text)

    def otherwise(self, constant: str) -> Value:
        """What stands in its place where there is none."""
        return Otherwise(self, constant)


class Literal(Value):
    """A value that is the same for every row."""

    constant: Constant


class Column(Value):
    """A column of the row, or by way of references of a record that it names."""

    path: tuple[str, ...]

    def is_(self, value: bool) -> Condition:
        """Whether it is true, or false."""
        return Comparison("==", self, Literal(value))

    @property
    def earliest(self) -> Value:
        """The first day that a date can mean."""
        return Bound(self, "earliest")

    @property
    def latest(self) -> Value:
        """The last day that a date can mean."""
        return Bound(self, "latest")

    @property
    def normal(self) -> Value:
        """A text in its normal form (onrecord.normal_form), in which texts that differ only in typography are equal."""
        return Normal(self)

    @property
    def joined(self) -> Value:
        """The items of a list as one text, with commas between them."""
        return Joined(self)


class Bound(Value):
    """The first or the last day that an EDTF date can mean; none where it is open."""

    column: Column
    end: str


class Normal(Value):
    """A text in its normal form."""

    column: Column


class Joined(Value):
    """The items of a list, with commas between them."""

    column: Column


class Later(Value):
    """A day so many days later."""

    value: Value
    days: int


class Start(Value):
    """The first characters of a text."""

    value: Value
    length: int


class Without(Value):
    """A text without whatever a regular expression finds in it."""

    value: Value
    pattern: str


class Lower(Value):
    """A text in small letters."""

    value: Value


class Language(Value):
    """The first part of a language tag."""

    value: Value


class Otherwise(Value):
    """A value, or a constant where there is none."""

    value: Value
    constant: str


class Condition(Node):
    """Something that is true of a row, or false, or not known."""

    def __and__(self, other: Condition) -> Condition:
        return Every((self, other))

    def __or__(self, other: Condition) -> Condition:
        return Either((self, other))

    def __invert__(self) -> Condition:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError("a condition is true of rows, and not by itself: write & for and, | for or, ~ for not")


class Comparison(Condition):
    """How one value stands to another."""

    operator: str
    left: Value
    right: Value


class Among(Condition):
    """Whether a value is one of several."""

    value: Value
    items: tuple[str, ...]


class Holds(Condition):
    """Whether a regular expression finds something in a text."""

    value: Value
    pattern: str


class Within(Condition):
    """Whether a text stands in another one."""

    value: Value
    text: Value


class Given(Condition):
    """Whether there is a value; not known where what stands there is broken."""

    column: Column


class Every(Condition):
    """Whether all of these are true."""

    parts: tuple[Condition, ...]


class Either(Condition):
    """Whether one of these is true."""

    parts: tuple[Condition, ...]


class Not(Condition):
    """Whether this is false."""

    part: Condition


class Some(Condition):
    """Whether a row of a table names, in the column `by`, what stands in the column `of` of this row.

    Only rows of the other table count of which `where` is true; and those that name what is not known, if so said.
    """

    table: str
    by: str
    of: Column | None  # the key of the row's own table, if None
    where: Condition | None
    broken_counts: bool


class Wrong(NamedTuple):
    """Rows that break a rule: those of a table of which a condition is true. `about` is what else there is to say."""

    table: str
    condition: Condition
    about: tuple[str, ...] = ()


class Narrowed(NamedTuple):
    """A look at some columns of suspect rows, to leave out those that are right before more is read of them.

    `pick` gets the values of the columns, row by row, and gives the places of the rows that stay suspect.
    """

    columns: tuple[str, ...]
    pick: Callable[..., Iterable[int]]


class Suspect(NamedTuple):
    """Rows that may break a rule, and no others: those of a table of which a condition is true.

    `beside` are the tables that the rule looks into for each of them: those of records that the row names, `evidence`
    for the passages on the same record, `source_lineage` for all that its source draws on.
    """

    table: str
    condition: Condition | None = None
    beside: tuple[str, ...] = ()
    narrowed: Narrowed | None = None


class Alike(NamedTuple):
    """Rows that may break a rule together: those of a table that have these values in common with another one."""

    table: str
    values: tuple[Value, ...]
    condition: Condition | None = None
    beside: tuple[str, ...] = ()
    narrowed: Narrowed | None = None


def col(path: str) -> Column:
    """A column: `access`, or by way of references `statement.said`."""
    return Column(tuple(path.split(".")))


def given(path: str) -> Condition:
    """Whether a column has a value."""
    return Given(col(path))


def missing(path: str) -> Condition:
    """Whether a column has certainly no value."""
    return Not(Given(col(path)))


def known(value: Value) -> Condition:
    """Whether there is certainly a value, such as the last day of an end that is not open."""
    return value == value


def some(
    table: str, by: str, where: Condition | None = None, *, of: str | None = None, broken_counts: bool = False
) -> Condition:
    """Whether a row of `table` names this one in its column `by`, or what stands in the column `of` of this one.

    With `broken_counts`, a reference of records that is broken may be one to any of them, and it is not known.
    """
    return Some(table, by, col(of) if of else None, where, broken_counts)


def _value(of: Any) -> Value:
    return of if isinstance(of, Value) else Literal(of)

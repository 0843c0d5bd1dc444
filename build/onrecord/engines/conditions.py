"""Filters as pandas and pyarrow write them, and the expression that an engine pushes down into the file."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple, TypeAlias

from onrecord.errors import OnRecordError
from onrecord.naming import told, unknown

Filter: TypeAlias = tuple[str, str, Any]
Filters: TypeAlias = Sequence[Filter | Sequence[Filter]]  # all of one kind

COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
AMONG = ("in", "not in")
ORDERED = ("<", "<=", ">", ">=")
OPERATORS = (*COMPARE, *AMONG)
# What a value of a column may be compared with.
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "date": (datetime.date,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
EXAMPLE = 'filters=[("speech_act", "in", ["refuse", "demand"]), ("said_latest", ">=", "2026-01-03")]'


class Condition(NamedTuple):
    """One comparison: the column, the operator, and the value or, behind "in", the values."""

    column: str
    operator: str
    value: Any


Conditions: TypeAlias = list[list[Condition]]  # any of which all hold


def conditions(filters: Filters, fields: Iterable[Mapping[str, Any]], table: str) -> Conditions:
    """Read filters; raises OnRecordError with everything that is wrong with them."""
    known = {field["name"]: field for field in fields}
    faults: list[str] = []
    read = [[_condition(f, known, faults) for f in way] for way in _ways(filters, faults)]
    if faults:
        raise OnRecordError("\n".join([*dict.fromkeys(faults), f"What there is: onrecord.describe({table!r})"]))
    return read


def expression(
    wanted: Conditions, column: Callable[[str], Any], constant: Callable[[Any], Any], among: Callable[[Any, Any], Any]
) -> Any:
    """The conditions as an expression of a library: how it names a column and a constant, and asks whether one of many.

    A row whose value is missing fits no condition.
    """

    def one(condition: Condition) -> Any:
        left = column(condition.column)
        if condition.operator == "in":
            return among(left, condition.value)
        if condition.operator == "not in":
            return ~among(left, condition.value)
        return COMPARE[condition.operator](left, constant(condition.value))

    return reduce(operator.or_, (reduce(operator.and_, map(one, way)) for way in wanted))


def _ways(filters: object, faults: list[str]) -> list[list[Any]]:
    """Filters as lists, any of which has to fit as a whole; none where there is no filter."""
    given = _listed(filters, faults)
    if all(isinstance(f, tuple) for f in given):
        return [given] if given else []
    ways = [_listed(way, faults) for way in given]
    if not all(ways) and not faults:
        faults.append(f"A list of filters is empty, which every row would fit. {EXAMPLE}")
    return ways


def _listed(given: object, faults: list[str]) -> list[Any]:
    listed = list(given) if isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping) else [given]
    if any(isinstance(item, str) or not isinstance(item, Iterable) for item in listed):
        faults.append(f"Filters are lists of (column, operator, value), and not {told(given)}. {EXAMPLE}")
        return []
    return listed


def _condition(given: Any, known: Mapping[str, Mapping[str, Any]], faults: list[str]) -> Condition:
    if not isinstance(given, tuple | list) or len(given) != 3:
        faults.append(f"A filter is (column, operator, value), and not {told(given)}. {EXAMPLE}")
        return Condition("", "", None)
    column, how, value = given
    if not isinstance(column, str) or column not in known:
        faults.append(unknown(column, known, "column", None))
    elif known[column]["onrecordType"] == "list":
        faults.append(f"{column} holds lists, which no filter compares. Topics: onrecord.statements(topic=…)")
    elif how not in OPERATORS:
        faults.append(f"{column}: {told(how)} is no operator; there are {', '.join(OPERATORS)}.")
    elif "codes" in known[column] and how in ORDERED:
        faults.append(f"{column} holds codes, which {how} does not compare. List those that you want: in [...]")
    elif how in AMONG:
        values = [] if isinstance(value, str | bytes) or not isinstance(value, Iterable) else list(value)
        if not values:
            faults.append(f"{column}: behind {how!r} stands a list of values, at least one, and not {told(value)}.")
        return Condition(column, how, [_value(item, known[column], faults) for item in values])
    else:
        return Condition(column, how, _value(value, known[column], faults))
    return Condition("", "", None)


def _value(value: Any, field: Mapping[str, Any], faults: list[str]) -> Any:
    """A value to compare with, of the one type that every library takes for it."""
    name, kind = field["name"], field["onrecordType"]
    if getattr(value, "ndim", None) == 0:  # a number of NumPy
        value = value.item()
    if kind == "date" and isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            faults.append(f'{name}: {told(value)} is no day. Write it so: "2026-01-03"')
            return None
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        faults.append(f"{name}: {told(value)} is not of the type {kind}.")
    elif value != value:
        faults.append(f"{name}: {value!r} is a missing value, which no filter compares.")
    elif isinstance(value, datetime.datetime):  # a pandas Timestamp is one, too
        return value.date()
    elif kind == "number":
        return _converted(value, float, name, faults)
    elif isinstance(value, int) and kind == "integer" and not -(2**63) <= value < 2**63:
        faults.append(f"{name}: {told(value)} is beyond every number that there is.")
    elif kind == "string":
        _converted(value, str.encode, name, faults)
        if "codes" in field and value not in field["codes"]:
            faults.append(unknown(value, field["codes"], "code", name))
    return value


def _converted(value: Any, to: Callable[[Any], Any], name: str, faults: list[str]) -> Any:
    try:
        return to(value)
    except (OverflowError, UnicodeEncodeError) as error:
        faults.append(f"{name}: {told(value)} is nothing that a table could hold ({error}).")

"""Filters as pandas and pyarrow write them, and the expression that an engine pushes down into the file."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple, TypeAlias

from onrecord.errors import OnRecordError
from onrecord.naming import unknown

Filter: TypeAlias = tuple[str, str, Any]
Filters: TypeAlias = Sequence[Filter] | Sequence[Sequence[Filter]]

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
    try:
        ways: list[Any] = [filters] if all(isinstance(f, tuple) for f in filters) else list(filters)
        ways = [[tuple(f) for f in way] for way in ways]
    except TypeError:
        ways = [[()]]
    faults: list[str] = []
    read = [[_condition(f, known, faults) for f in way] for way in ways]
    if faults:
        raise OnRecordError("\n".join([*dict.fromkeys(faults), f"What there is: onrecord.describe({table!r})"]))
    return [way for way in read if way]


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


def _condition(given: tuple[Any, ...], known: Mapping[str, Mapping[str, Any]], faults: list[str]) -> Condition:
    if len(given) != 3:
        faults.append(f"A filter is (column, operator, value), or a list of such, and not {given!r}. {EXAMPLE}")
        return Condition("", "", None)
    column, how, value = given
    if column not in known:
        faults.append(unknown(column, known, "column", None))
    elif known[column]["onrecordType"] == "list":
        faults.append(f"{column} holds lists, which no filter compares. Topics: onrecord.statements(topic=…)")
    elif how not in OPERATORS:
        faults.append(f"{column}: {how!r} is no operator; there are {', '.join(OPERATORS)}.")
    elif how in AMONG:
        values = [] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
        if not values:
            faults.append(f"{column}: behind {how!r} stands a list of values, at least one, and not {value!r}.")
        return Condition(column, how, [_value(item, known[column], faults) for item in values])
    else:
        return Condition(column, how, _value(value, known[column], faults))
    return Condition("", "", None)


def _value(value: Any, field: Mapping[str, Any], faults: list[str]) -> Any:
    name, kind = field["name"], field["onrecordType"]
    if kind == "date":
        if isinstance(value, datetime.datetime):  # a pandas Timestamp is one, too
            return value.date()
        if isinstance(value, str):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                faults.append(f'{name}: {value!r} is no day. Write it so: "2026-01-03"')
                return None
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        faults.append(f"{name}: {value!r} is not of the type {kind}.")
    elif "codes" in field and value not in field["codes"]:
        faults.append(unknown(value, field["codes"], "code", name))
    return value

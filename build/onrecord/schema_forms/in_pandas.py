"""The schema of a table for pandas: pandera, with checks that take what a column may come as and convert nothing.

To convert first would be to lose what is wrong: a code that is unknown becomes a missing value, and one malformed date
hides all others.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.extras import needed_for
from onrecord.schema_forms.laws import Law, has_to_be_there, laws

with needed_for("A schema for pandas", "schema"):
    import pandera.pandas as pandera

import pandas as pd
from pandas.api import types

if TYPE_CHECKING:
    from pandera.api.base.checks import CheckResult

    Series: TypeAlias = "pd.Series[Any]"


def pandas_schema(resource: Mapping[str, Any]) -> pandera.DataFrameSchema:
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
        unique_column_names=True,
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
    )


def _check(law: Law) -> pandera.Check:
    if law.name == "key":
        return Together(law)
    holds = LAWS[law.name]
    return pandera.Check(
        lambda values: holds(values, law.by).astype(bool),
        name=law.name,
        error=law.words,
        ignore_na=law.name != "given",
    )


class Together(pandera.Check):
    """The check of a key of several columns, of which pandera shows a check of one column that column alone.

    pandera's own check of several columns takes those of them that are there for the whole key.
    """

    def __init__(self, law: Law) -> None:
        super().__init__(lambda _: True, name=law.name, error=law.words)
        self.key = law.by

    def __call__(self, check_obj: pd.DataFrame, column: str | None = None) -> CheckResult:
        twice = pd.Series(False, index=check_obj.index)
        if set(self.key) <= set(check_obj.columns):
            key = check_obj[self.key]
            # As texts: what is malformed may have no hash.
            twice = key.astype(str).duplicated(keep=False) & key.notna().all(axis="columns")
        return pandera.Check(lambda _: ~twice, ignore_na=False)(check_obj, column)


def _each(values: Series, test: Callable[[Any], bool]) -> Series:
    return values.astype(object).map(test)


def _each_text(values: Series, test: Callable[[str], object]) -> Series:
    return _each(values, lambda value: not _is_text(value) or bool(test(value)))


def _each_list(values: Series, test: Callable[[list[Any]], bool]) -> Series:
    return _each(values, lambda value: not isinstance(value, list) or test(value))


def _texts(values: Series, _: Any) -> Series:
    return values != "" if isinstance(values.dtype, pd.StringDtype) else _each(values, _is_text)


def _codes(values: Series, codes: list[str]) -> Series:
    if values.dtype == object:  # may hold what has no hash
        return _each(values, lambda value: isinstance(value, str) and value in codes)
    return values.isin(codes)


def _days(values: Series, _: Any) -> Series:
    if types.is_datetime64_dtype(values.dtype):  # one without time zone
        return values == values.dt.normalize()
    return _each(values, _is_day)


def _whole_numbers(values: Series, _: Any) -> Series:
    if types.is_integer_dtype(values.dtype):
        return values.notna()
    return _each(values, lambda value: _is_number(value) and float(value).is_integer())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_day(value: Any) -> bool:
    if isinstance(value, datetime.datetime):
        return value.tzinfo is None and value.time() == datetime.time()
    try:
        # There and back, because it reads other forms as well.
        return isinstance(value, datetime.date) or datetime.date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def _is_list_of(items: Any, is_item: Callable[[Any], bool]) -> bool:
    return isinstance(items, list) and all(is_item(item) for item in items)


LAWS: dict[str, Callable[[Series, Any], Series]] = {
    "given": lambda values, _: values.notna(),
    "text": _texts,
    "code": _codes,
    "day": _days,
    "truth value": lambda values, _: _each(values, types.is_bool),
    "whole number": _whole_numbers,
    "number": lambda values, _: _each(values, _is_number),
    "list of texts": lambda values, _: _each(values, lambda value: _is_list_of(value, _is_text)),
    "list of codes": lambda values, codes: _each(values, lambda value: _is_list_of(value, codes.__contains__)),
    "fewest": lambda values, least: _each_list(values, lambda items: len(items) >= least),
    "most": lambda values, most: _each_list(values, lambda items: len(items) <= most),
    "pattern": lambda values, pattern: _each_text(values, re.compile(pattern).fullmatch),
    "longest": lambda values, most: _each_text(values, lambda text: len(text) <= most),
    "once": lambda values, _: ~values.astype(str).duplicated(keep=False),
}

"""EDTF dates with the columns that a release puts behind them."""

from __future__ import annotations

import datetime
from functools import cache

import numpy as np
import polars as pl

from made_up.chance import Chance, Numbers, where
from onrecord_build.edtf import parse

BASE = datetime.date(2026, 1, 3)
DAYS = 300  # that can be named, from BASE
FORMS = ("{0}", "{0}?", "{0}/{2}", "[{0},{1}]", "{0}/..", "{month}")
USUAL = np.array([0] * 14 + [1, 2, 3, 5])  # which form, mostly a plain day


@cache
def calendar() -> pl.DataFrame:
    """Every form of every day, in order: what is written, its bounds and its precision."""
    texts = []
    for form in FORMS:
        for day in range(DAYS):
            following = [(BASE + datetime.timedelta(days=day + n)).isoformat() for n in range(3)]
            texts.append(form.format(*following, month=following[0][:7]))
    spans = [parse(text) for text in texts]
    columns = zip(*spans, strict=True)
    return pl.DataFrame([texts, *map(list, columns)], ["text", "earliest", "latest", "precision"], orient="col")


def dated(column: str, day: Numbers, form: Numbers, given: Numbers | None = None) -> list[pl.Series]:
    """The column and the three behind it, for days counted from BASE."""
    found = calendar()[form * DAYS + day]
    named = zip(["", "_earliest", "_latest", "_precision"], found.get_columns(), strict=True)
    given = np.ones(len(day), bool) if given is None else given
    return [where(given, values).alias(f"{column}{end}") for end, values in named]


def usual(chance: Chance, what: str, rows: Numbers) -> Numbers:
    """A form for each row."""
    return USUAL[chance.below(f"{what} form", len(USUAL), rows)]


def written(column: str, texts: pl.Series) -> list[pl.Series]:
    """The column and the three behind it, for dates of few different kinds that are written already."""
    unique = texts.unique()
    spans = [parse(text) if text is not None else (None, None, None) for text in unique]
    known = pl.DataFrame([unique.alias(column)]).with_columns(
        pl.Series(f"{column}_{end}", [span[n] for span in spans], dtype=kind)
        for n, (end, kind) in enumerate([("earliest", pl.Date), ("latest", pl.Date), ("precision", pl.String)])
    )
    joined = pl.DataFrame([texts.alias(column)]).join(
        known, on=column, how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.get_columns()


def day(number: Numbers) -> pl.Series:
    """Days of the calendar, counted from BASE."""
    return pl.Series(number + (BASE - datetime.date(1970, 1, 1)).days).cast(pl.Int32).cast(pl.Date)

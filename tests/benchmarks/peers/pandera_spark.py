"""pandera on Spark: each check is a question of its own, whose answer is whether any row breaks it.

Which rows these are, it does not say, and no check sees another table.
Run: python tests/benchmarks/peers/pandera_spark.py FOLDER
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandera.pyspark as pa
from pyspark.sql import functions as F
from pyspark.sql import types as T

from onrecord_build.tables.engines.on_spark import open
from peers.of_statements import Text, never, texts
from peers.telling import tell


def broken(folder: Path) -> set[tuple[str, str]]:
    """The columns and codes of which some statement has a fault."""
    frame = open().session.read.parquet(str(folder / "statements.parquet"))
    column: Any = pa.Column
    schema = pa.DataFrameSchema(
        {text.name: column(T.StringType(), checks=list(_checks(text)), nullable=not text.required) for text in texts()}
    )
    told: Any = schema.validate(check_obj=frame)
    errors = told.pandera.errors
    if strange := [error for found in errors.values() for error in found.get("CHECK_ERROR", [])]:
        raise RuntimeError(strange[0])
    return {
        (error["column"], "missing-value" if reason == "SERIES_CONTAINS_NULLS" else error["check"])
        for reasons in errors.values()
        for reason, found in reasons.items()
        for error in found
    }


def _checks(text: Text) -> list[pa.Check]:
    value = F.col(text.name)
    if text.codes:
        return [pa.Check(_none(~value.isin(*text.codes)), error="unknown-code")]
    checks = {code: value.rlike(wrong) for code, wrong in never(text).items()}
    checks["too-long"] = F.length(value) > text.longest
    if text.form:
        checks[text.form[0]] = ~value.rlike(f"^(?:{text.form[1]})$")
    return [pa.Check(_none(wrong), error=code) for code, wrong in checks.items()]


def _none(wrong: Any) -> Callable[[Any], bool]:
    """As the checks that pandera has for Spark do it."""
    return lambda frame: frame.filter(wrong).limit(1).count() == 0


def check(folder: Path) -> Counter[str]:
    """In how many columns there are faults of each code."""
    return Counter(code for _, code in broken(folder))


if __name__ == "__main__":
    tell(check)

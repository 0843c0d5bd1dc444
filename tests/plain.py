"""Tables as plain Python: what every library holds, in one form, so that answers can be held against each other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from onrecord.release import Release

if TYPE_CHECKING:
    import pandas as pd

ENGINES = ("pandas", "polars", "pyarrow", "duckdb")

FORMS = ("memory", "files", "folder", "zip")  # of the fixture `forms`

Row = tuple[Any, ...]


def rows_of(answer: Any) -> list[Row]:
    """The rows of a data frame, an Arrow table or a relation; missing values are None, and days are dates."""
    if hasattr(answer, "fetchall"):
        return list(answer.fetchall())
    if hasattr(answer, "iter_rows"):
        return list(answer.rows())
    if hasattr(answer, "to_pylist"):
        return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))
    return list(zip(*(_values(answer[name]) for name in answer.columns), strict=True))


def columns_of(answer: Any) -> list[str]:
    """The names of the columns."""
    return list(getattr(answer, "column_names", answer.columns))


def ids(answer: Any) -> list[str]:
    """The identifiers of a frame, which are its first column."""
    return [str(row[0]) for row in rows_of(answer)]


def load(release: Release, table: str, engine: str = "pandas", **arguments: Any) -> Any:
    """load() with arguments that no type checker has seen."""
    return cast(Any, release.load)(table, engine, **arguments)


def fields(release: Release, table: str) -> dict[str, dict[str, Any]]:
    resources = release.descriptor["resources"]
    found = next(r for r in resources if r["name"] == table and r["format"] == "parquet")
    return {field["name"]: field for field in found["schema"]["fields"]}


def is_coded(field: dict[str, Any]) -> bool:
    return "codes" in field and field["onrecordType"] == "string"


def _values(column: pd.Series[Any]) -> list[Any]:
    there = column.notna()
    values = (value if known else None for value, known in zip(column.astype(object), there, strict=True))
    return [value.date() if isinstance(value, datetime) else value for value in values]

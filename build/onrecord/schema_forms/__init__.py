"""Schemas of the tables for other libraries, to hold a frame or rows of one's own against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.catalog import resource_of
from onrecord.naming import chosen

if TYPE_CHECKING:
    from onrecord.release import Release

FORMS = ("pandas", "polars", "json", "pyarrow")


def schema(release: Release, table: str, form: str) -> Any:
    """What `onrecord.schema` returns."""
    described = resource_of(release.store, table)
    match chosen(
        form, FORMS, "form", f'onrecord.schema("{table}", "{{}}")', f'Say for example: onrecord.schema("{table}")'
    ):
        case "pandas":
            from onrecord.schema_forms.in_pandas import pandas_schema

            return pandas_schema(described)
        case "polars":
            from onrecord.schema_forms.in_polars import polars_schema

            return polars_schema(described)
        case "json":
            from onrecord.schema_forms.in_json import json_schema

            return json_schema(described, release.descriptor)
        case _:
            return release.load(described["name"], "pyarrow").schema

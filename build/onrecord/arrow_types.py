"""Columns as fields of Arrow: the one place that says what type they have there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_field(field: Mapping[str, Any]) -> pa.Field:
    """The Arrow field of a column as the descriptor describes it: codes are a dictionary, the rest plain."""
    import pyarrow as pa

    codes = field["onrecordType"] == "string" and "codes" in field
    return pa.field(
        field["name"],
        pa.dictionary(pa.int32(), pa.string()) if codes else arrow_type(field["onrecordType"]),
        nullable=not field.get("constraints", {}).get("required", False),
        metadata=arrow_metadata(field),
    )


def arrow_type(kind: str) -> pa.DataType:
    """The Arrow type of the values of a column: string, list, date, boolean, integer or number."""
    import pyarrow as pa

    return {
        "string": pa.string(),
        "list": pa.list_(pa.string()),
        "date": pa.date32(),
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "number": pa.float64(),
    }[kind]


def arrow_metadata(field: Mapping[str, Any]) -> dict[str, str]:
    """What an Arrow field says of its column."""
    return {key: field[key] for key in ("description", "unit", "vocabulary") if key in field}

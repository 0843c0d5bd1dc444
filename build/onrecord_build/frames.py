"""pandera schemas for the tables as a user loads them, made from the Table Schemas."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pandera

from onrecord.errors import OnRecordError
from onrecord.loader import to_pandas
from onrecord_build.compile import MemoryStore
from onrecord_build.faults import Fault, Span
from onrecord_build.invalid import InvalidDataset
from onrecord_build.schema import Field, Table


def frame_schema(table: Table) -> pandera.DataFrameSchema:
    """The pandera schema of a table: columns in order, types, codes, patterns, limits, uniqueness."""
    return pandera.DataFrameSchema(
        {field.name: _column(field) for field in table.fields},
        strict=True,
        ordered=True,
        unique=table.key,
        name=table.name,
        title=table.spec["title"],
        description=table.spec["description"],
    )


def validate(store: MemoryStore) -> None:
    """Hold every compiled table against its pandera schema and its references; raises InvalidDataset with all faults.

    The records were checked before they were compiled: a fault here is one of the compiler.
    """
    tables = store.tables
    fields = {r["name"]: r["schema"]["fields"] for r in store.descriptor["resources"]}
    faults = []
    for name, table in store.schemas.released.items():
        try:
            frame_schema(table).validate(to_pandas(tables[name], fields[name]), lazy=True)
        except OnRecordError as error:
            faults.append(_fault(name, None, str(error)))
        except pandera.errors.SchemaErrors as errors:
            for case in errors.failure_cases.to_dict("records"):
                what = f"{case['column']}: {case['failure_case']!r} fails {case['check']}"
                faults.append(_fault(name, case["index"], what))
        for reference in table.references:
            there = {None, *tables[reference.table][reference.key].to_pylist()}
            for row, value in enumerate(tables[name][reference.field].to_pylist()):
                if value not in there:
                    faults.append(_fault(name, row, f"{reference.field} '{value}' is not in {reference.table}"))
    if faults:
        raise InvalidDataset(faults)


def _fault(table: str, row: object, what: str) -> Fault:
    line = int(row) + 1 if isinstance(row, int | float) and row == row else 1
    help = "Please report this as a defect of onrecord build"
    return Fault(f"compiled table {table}", Span(line, 1, 2), "broken-table", what, help)


def _column(field: Field) -> pandera.Column:
    limits = field.constraints
    checks = []
    if field.type == "list":
        checks.append(pandera.Check(lambda items: items.map(lambda x: _is_list(x, field)), name="list of strings"))
    elif field.codes is None:
        if "pattern" in limits:
            checks.append(pandera.Check.str_matches(rf"^(?:{limits['pattern']})\Z"))
        if "maxLength" in limits:
            checks.append(pandera.Check.str_length(max_value=limits["maxLength"]))
    return pandera.Column(
        _dtype(field),
        checks,
        nullable=not field.required,
        unique=bool(limits.get("unique")),
        title=field.spec["title"],
        description=field.spec["description"],
    )


def _is_list(items: object, field: Field) -> bool:
    limits = field.constraints
    return (
        isinstance(items, list)
        and all(isinstance(item, str) and (field.codes is None or item in field.codes) for item in items)
        and limits.get("minLength", 0) <= len(items) <= limits.get("maxLength", len(items))
    )


def _dtype(field: Field) -> Any:
    if field.type == "string" and field.codes is not None:
        return pd.CategoricalDtype(list(field.codes))
    # Text has the type that the installed pandas gives it: `str` from version 3 on, `object` before.
    text = pd.Series(["text"]).dtype
    return {
        "string": text,
        "list": object,
        "date": "datetime64[us]",
        "boolean": "boolean",
        "integer": "Int64",
        "number": "float64",
    }[field.type]

"""pydantic, a row at a time."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model, model_validator
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

from onrecord_build import schema
from peers.laws import holds, keys, laws, longest, pattern, tables
from peers.telling import files, tell

TYPES: dict[str, Any] = {"date": date, "boolean": bool, "integer": int, "number": float}
PLAIN = r"^(?:\S(?:[^\x00-\x08\x0B-\x1F\x7F-\x9F]*\S)?)$"


def check(folder: Path) -> Counter[str]:
    """Validate every table as a list of rows; keys and references are compared as sets."""
    known, found, rows = tables(), Counter[str](), dict[str, list[dict[str, Any]]]()
    for name, path in files(folder).items():
        rows[name] = _read(path, known[name])
        try:
            _adapter(known[name]).validate_python(rows[name])
        except ValidationError as errors:
            found.update(
                error["type"] for error in errors.errors(include_url=False, include_context=False, include_input=False)
            )
    for name, table in known.items():
        for columns in keys(table):
            given = [key for row in rows[name] if None not in (key := tuple(row[c] for c in columns))]
            found["repeated-value"] += len(given) - len(set(given))
        for reference in table.references:
            there = {row[reference.key] for row in rows[reference.table]} | {None}
            found["unknown-record"] += sum(row[reference.field] not in there for row in rows[name])
    return +found


def _adapter(table: schema.Table) -> TypeAdapter[Any]:
    model: Any = _model(table)
    return TypeAdapter(list[model])


def _read(path: Path, table: schema.Table) -> list[dict[str, Any]]:
    if path.suffix == ".jsonl":
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    lists = [field.name for field in table.fields if field.type == "list"]
    with open(path, encoding="utf-8-sig", newline="") as file:
        csv.field_size_limit(sys.maxsize)
        rows: list[dict[str, Any]] = [{k: value or None for k, value in row.items()} for row in csv.DictReader(file)]
    for row in rows:
        for name in lists:
            row[name] = json.loads(row[name]) if row[name] else None
    return rows


def _model(table: schema.Table) -> type[BaseModel]:
    columns = {field.name: _column(field) for field in table.fields}
    rules = laws(table)

    def check_rules(self: BaseModel) -> BaseModel:
        for law in rules:
            if not holds(law, self.__dict__):
                raise PydanticCustomError(law.code, law.code)
        return self

    validators: dict[str, Any] = {"rules": model_validator(mode="after")(check_rules)}
    return create_model(table.name, __config__=ConfigDict(extra="ignore"), __validators__=validators, **columns)


def _column(field: schema.Field) -> Any:
    kind = _kind(field)
    return (kind, ...) if field.required else (kind | None, None)


def _kind(field: schema.Field) -> Any:
    code: Any = Literal[field.codes] if field.codes else str
    if field.type == "list":
        sizes = Field(min_length=field.constraints.get("minLength"), max_length=field.constraints.get("maxLength"))
        return Annotated[list[code], sizes, AfterValidator(_items)]
    if field.type != "string" or field.codes is not None:
        return TYPES.get(field.type, code)
    form = pattern(field)
    return Annotated[str, Field(max_length=longest(field), pattern=PLAIN if form is None else f"^(?:{form[1]})$")]


def _items(items: list[str]) -> list[str]:
    if len(set(items)) < len(items):
        raise PydanticCustomError("repeated-item", "an item twice")
    if "" in items:
        raise PydanticCustomError("wrong-shape", "an empty item")
    return items


if __name__ == "__main__":
    tell(check)

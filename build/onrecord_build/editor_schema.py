"""JSON Schemas of the YAML records, for editors: completion, explanation and a first check while a record is written.

They say the same as the Table Schemas, as far as one file can show it; `onrecord check` has the last word. An editor
reads YAML 1.2, in which a day is text and a year alone a whole number, while the check reads every value as text.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from onrecord.schema_forms.in_json import value_schema, whole
from onrecord_build.schema import Field, Schemas, Table
from onrecord_build.values import ADDRESS, DAY

DRAFT = "http://json-schema.org/draft-07/schema#"
COMMENT = "Made from the Table Schemas and terms.csv by: onrecord generate"
# The form of what edtf.py reads. Whether the calendar has such a day, only the check knows.
_DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[?~%]?"
EDTF = rf"{_DATE}|{_DATE}/(?:{_DATE}|\.\.)|\.\./{_DATE}|\[{_DATE}(?:,{_DATE})+\]"


def editor_schemas(schemas: Schemas) -> dict[str, str]:
    """The JSON Schema of every table whose records have files of their own: name of the file → its text."""
    return {
        f"{table.name}.json": json.dumps(editor_schema(table, schemas), ensure_ascii=False, indent=1) + "\n"
        for table in schemas.tables.values()
        if any("yaml" in place for place in table.places)
    }


def editor_schema(table: Table, schemas: Schemas) -> dict[str, Any]:
    """The JSON Schema (draft 7) of the file of one record, with the records nested in it."""
    schema = _record(table, schemas)
    for key, (inner, parent) in schemas.nested_in(table.name).items():
        schema["properties"][key] = {
            "title": inner.spec["title"],
            "description": inner.spec["description"],
            "type": "array",
            "minItems": 1,
            "items": _record(inner, schemas, parent),
        }
    return {
        "$schema": DRAFT,
        "$comment": COMMENT,
        "title": table.spec["title"],
        "description": table.spec["description"],
    } | schema


def _record(table: Table, schemas: Schemas, parent: str = "") -> dict[str, Any]:
    """What a record may hold; one nested in another has no column `parent`, because its place says which that is."""
    either = table.spec.get("exactlyOne", [])
    # Where the parent is the one of a group that is given, no other of the group can be.
    taken = {column for group in either if parent in group for column in group} | {parent}
    fields = {name: field for name, field in table.authored.items() if name not in taken}
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: _property(field, table, schemas) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }
    choices = [{"oneOf": [{"required": [c]} for c in group]} for group in either if parent not in group]
    if len(choices) == 1:
        schema |= choices[0]
    elif choices:
        schema["allOf"] = choices
    if dependencies := _dependencies(table.spec.get("allOrNone", []), fields):
        schema["dependencies"] = dependencies
    return schema


def _dependencies(groups: list[list[str]], fields: Collection[str]) -> dict[str, list[str]]:
    """Each column of a group asks for all others of it."""
    needed: dict[str, list[str]] = {}
    for group in groups:
        present = [column for column in group if column in fields]
        for column in present:
            others = needed.setdefault(column, [])
            others += [c for c in present if c != column and c not in others]
    return {column: others for column, others in needed.items() if others}


def _property(field: Field, table: Table, schemas: Schemas) -> dict[str, Any]:
    spec = {"title": field.spec["title"], "description": field.spec["description"]}
    if field.type == "list":
        value = value_schema("list", field.constraints, field.codes)
        value["items"] |= _explained(field, schemas)
        value["minItems"] = value.get("minItems", 1)  # an empty list is left out
        return spec | value | {"uniqueItems": True}
    if field.type in ("boolean", "integer", "number"):
        return spec | value_schema(field.type, field.constraints)
    if field.type == "date":
        return spec | _text(DAY.pattern, "A day of the calendar: YYYY-MM-DD")
    if field.edtf:
        # A year alone is a whole number to an editor; a number shorter or longer than a year is none.
        form = _text(EDTF, "A date of EDTF, such as 2026-02-03, 2025-05 or 2026-01-03/2026-01-05")
        return spec | form | {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
    return spec | _string(field, table, schemas)


def _string(field: Field, table: Table, schemas: Schemas) -> dict[str, Any]:
    """A text: one of the codes of its vocabulary, an address, an identifier, or words."""
    if field.codes is not None:
        return value_schema("string", field.constraints, field.codes) | _explained(field, schemas)
    if field.spec.get("format") == "uri":
        told = {"format": "uri", "patternErrorMessage": "An address begins with https:// or http://"}
        return value_schema("string", field.constraints | {"pattern": ADDRESS.pattern}) | told
    ruling, ruled = _ruling(field, table, schemas)
    if pattern := ruling.constraints.get("pattern"):
        wrong = f"Its form is {pattern}. See '{ruling.name}' in: onrecord describe {ruled.name}"
        return value_schema("string", field.constraints | {"pattern": pattern}) | {"patternErrorMessage": wrong}
    return value_schema("string", field.constraints)


def _ruling(field: Field, table: Table, schemas: Schemas) -> tuple[Field, Table]:
    """The column whose pattern holds for a column: where it names a record, the identifier of such records."""
    for reference in table.references:
        if reference.field == field.name and "pattern" not in field.constraints:
            named = schemas.tables[reference.table]
            return named.authored[reference.key], named
    return field, table


def _text(pattern: str, wrong: str) -> dict[str, Any]:
    """A text that has a pattern from its first character to its last, and what to say of one that has not."""
    return {"type": "string", "pattern": whole(pattern), "patternErrorMessage": wrong}


def _explained(field: Field, schemas: Schemas) -> dict[str, Any]:
    """What each code of a column means; nothing where it has no vocabulary, or none could be read."""
    if field.codes is None:
        return {}
    terms = schemas.terms[field.spec["vocabulary"]]
    return {
        "enumDescriptions": [f"{_of(term, 'label')}: {_of(term, 'definition')}" for term in terms],
        "markdownEnumDescriptions": [
            f"**{_of(term, 'label')}.** {_of(term, 'definition')}\n\n"
            f"Fits: {_of(term, 'example')}\n\n"
            f"Does not fit: {_of(term, 'non_example')}"
            for term in terms
        ],
    }


def _of(term: dict[str, str], column: str) -> str:
    return term.get(column) or ""  # a broken terms.csv can lack it

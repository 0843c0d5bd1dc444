"""The schema of one row as JSON Lines have it: JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.integrity.forms import RELEASE
from onrecord.schema_forms.laws import has_to_be_there

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
LABEL = "The dataset, version and licence that the row is from; a row of your own has none."


def json_schema(resource: Mapping[str, Any], descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a row of a table, as the descriptor describes it."""
    name, fields = resource["name"], resource["schema"]["fields"]
    return {
        "$schema": DRAFT,
        "$id": f"{descriptor['name']}-{descriptor['version']}/{name}.schema.json",
        "title": resource["title"],
        "description": resource["description"],
        "version": descriptor["version"],
        "type": "object",
        "properties": {field["name"]: _property(field) for field in fields}
        | {RELEASE: {"title": "Release", "description": LABEL, "type": "string"}},
        "required": [field["name"] for field in fields if has_to_be_there(field, resource)],
        "additionalProperties": False,
    }


def value_schema(kind: str, limits: Mapping[str, Any], codes: Sequence[str] | None = None) -> dict[str, Any]:
    """What a value may be that is not missing, by its type, its limits and the codes of its vocabulary."""
    match kind:
        case "list":
            sizes = {"minItems": "minLength", "maxItems": "maxLength"}
            return {"type": "array", "items": value_schema("string", {}, codes)} | {
                key: limits[limit] for key, limit in sizes.items() if limit in limits
            }
        case "date":
            return {"type": "string", "format": "date", "pattern": whole(DAY)}  # a format alone binds nobody
        case "string" if codes is not None:
            return {"type": "string", "enum": list(codes)}
        case "string":
            pattern = {"pattern": whole(limits["pattern"])} if "pattern" in limits else {}
            longest = {"maxLength": limits["maxLength"]} if "maxLength" in limits else {}
            return {"type": "string", "minLength": 1} | pattern | longest
    return {"type": kind}


def whole(pattern: str) -> str:
    """A pattern that has to match from the first character to the last."""
    return f"^(?:{pattern})$"


def _property(field: Mapping[str, Any]) -> dict[str, Any]:
    limits = field.get("constraints", {})
    told = {key: field[key] for key in ("title", "description", "unit") if key in field}
    value = value_schema(field["onrecordType"], limits | field.get("limits", {}), field.get("codes"))
    if limits.get("required"):
        return told | value
    missing = {"type": [value["type"], "null"]} | ({"enum": [*value["enum"], None]} if "enum" in value else {})
    return told | value | missing

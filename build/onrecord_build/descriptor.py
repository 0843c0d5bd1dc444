"""Data Package v2 descriptors: for a release, and for the CSV files as they are written."""

from __future__ import annotations

import json
import posixpath
from typing import Any

from onrecord_build.schema import Field, Schemas, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TITLE = "On Record: actors, statements and relationships around the events of 3 January 2026 in Caracas"
LICENSES = [
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0, quotations excepted: those are their speakers' and publishers'",
    }
]
MEDIA = {"parquet": "application/vnd.apache.parquet", "json": "application/json"}
FORMS = {"parquet": "", "json": "-json"}  # what the name of a resource of that form ends in


def release_descriptor(
    schemas: Schemas, version: str, rows: dict[str, int], forms: tuple[str, ...] = tuple(FORMS)
) -> dict[str, Any]:
    """Describe a release: every table as one file of each form."""
    resources = []
    for form in forms:
        suffix = FORMS[form]
        for table in schemas.released.values():
            resource = {
                "name": f"{table.name}{suffix}",
                "path": f"{table.name}.{form}",
                "format": form,
                "mediatype": MEDIA[form],
                "encoding": "utf-8",
                "title": table.spec["title"],
                "description": table.spec["description"],
                "rows": rows[table.name],
                "schema": _schema(table, table.fields, form, suffix),
            }
            # Without a type, Frictionless takes a JSON file for a document and checks nothing in it; with one, it
            # refuses a table without rows.
            if form == "parquet" or rows[table.name]:
                resource["type"] = "table"
            resources.append(resource)
    return {
        "$schema": PROFILE,
        "name": "onrecord",
        "title": TITLE,
        "version": version,
        "licenses": LICENSES,
        "resources": resources,
    }


def authored_descriptor(schemas: Schemas, here: str) -> dict[str, Any]:
    """Describe the CSV files of a folder ("dataset" or "schemas") as they are written.

    References to tables that are not CSV files of that folder are left to `onrecord check`.
    """
    found = {}
    for table in schemas.tables.values():
        for place in table.places:
            if "csv" in place:
                folder, name = posixpath.split(posixpath.normpath(f"dataset/{place['csv']}"))
                if folder == here:
                    found[table.name] = name
    resources = [
        {
            "name": name,
            "type": "table",
            "path": path,
            "format": "csv",
            "encoding": "utf-8",
            "title": schemas.tables[name].spec["title"],
            "description": schemas.tables[name].spec["description"],
            "schema": _schema(schemas.tables[name], tuple(schemas.tables[name].authored.values()), "csv", "", found),
        }
        for name, path in found.items()
    ]
    return {
        "$schema": PROFILE,
        "name": f"onrecord-{here}",
        "title": f"{TITLE}, as written in {here}/",
        "licenses": LICENSES,
        "resources": resources,
    }


def render(descriptor: dict[str, Any]) -> str:
    """The text of a descriptor file."""
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _schema(
    table: Table, fields: tuple[Field, ...], form: str, suffix: str, known: dict[str, str] | None = None
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(f, form) for f in fields], "primaryKey": table.key}
    if form == "csv":
        schema["missingValues"] = [""]
    keys = [
        {
            "fields": [r.field],
            "reference": {"resource": "" if r.table == table.name else f"{r.table}{suffix}", "fields": [r.key]},
        }
        for r in table.references
        if known is None or r.table in known
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(field: Field, form: str) -> dict[str, Any]:
    """One field, with the type under which Frictionless takes it from a file of that form."""
    taken = field.type
    if form == "parquet" and (field.type == "list" or (field.type == "integer" and not field.required)):
        taken = "any"  # a list arrives there as an array of NumPy, a missing integer as NaN, and both are refused
    elif form == "json" and field.type == "list":
        taken = "array"
    kept = ("name", "title", "description", "vocabulary")
    entry: dict[str, Any] = {key: field.spec[key] for key in kept if key in field.spec}
    entry |= {"type": taken, "onrecordType": field.type}
    if form == "csv" and field.type == "list":
        entry |= {"delimiter": field.spec["delimiter"], "itemType": field.spec["itemType"]}
    constraints = {k: v for k, v in field.constraints.items() if field.type != "list" or k == "required"}
    if field.codes is not None:
        entry["codes"] = list(field.codes)
        if field.type == "string":
            constraints["enum"] = list(field.codes)
    if field.derived:
        entry["derived"] = True
    return entry | ({"constraints": constraints} if constraints else {})

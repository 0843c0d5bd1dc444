"""Data Package v2 descriptors: for a release, and for the CSV files as they are written."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onrecord.integrity.forms import RELEASE
from onrecord.integrity.partitions import FOLDER as PARTITIONED
from onrecord_build.identity import Identity
from onrecord_build.release.formats import FOLDERS
from onrecord_build.schema import Field, Schemas, Table

if TYPE_CHECKING:
    from onrecord_build.release.file import File
    from onrecord_build.release.wanted import Wanted

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "sqlite": "application/vnd.sqlite3",
    "md": "text/markdown",
    "txt": "text/plain",
    "cff": "application/yaml",
}
AUTHORED = "authored"  # CSV as a person writes it
PARQUET = "parquet"  # the form that the loader reads; its resources have the names of the tables


def release_descriptor(
    schemas: Schemas,
    identity: Identity,
    rows: Mapping[str, int],
    files: Mapping[str, File] | None = None,
    wanted: Wanted | None = None,
) -> dict[str, Any]:
    """Describe a release: every table in every form that has a file, and the files that hold all tables.

    Without files it describes the tables as the loader knows them.
    """
    if files is None:
        resources = [_resource(table, PARQUET, rows[name], identity) for name, table in schemas.released.items()]
    else:
        held = {(file.form, file.table): file for file in files.values()}
        forms = list(dict.fromkeys(sorted((file.form for file in files.values() if file.form), key=list(MEDIA).index)))
        resources = [
            _resource(table, form, rows[name], identity, held[form, name])
            for form in forms
            for name, table in schemas.released.items()
            if (form, name) in held
        ]
        resources += [_database(file) for file in files.values() if file.path.endswith(".sqlite")]
    tables = [form for form in (*FOLDERS, "sqlite") if wanted is None or form in wanted.forms]
    return _package(identity) | {"forms": tables, "resources": resources} | _partitioned(wanted)


def _partitioned(wanted: Wanted | None) -> dict[str, Any]:
    """Which tables there are in parts, too. Not as resources, because Frictionless reads no Parquet in parts."""
    parts = [
        {"table": table, "by": by, "path": f"{PARTITIONED}/{table}"}
        for table, by in (wanted.partitions.items() if wanted else ())
    ]
    return {"partitioned": parts} if parts else {}


def _package(identity: Identity) -> dict[str, Any]:
    told = {
        "$schema": PROFILE,
        "name": identity.name,
        "title": identity.title,
        "description": identity.abstract,
        "version": identity.version,
        "created": identity.released and f"{identity.released}T00:00:00Z",
        "homepage": identity.url,
        "keywords": identity.keywords,
        "contributors": [{"title": name, "roles": ["creator"]} for name in identity.creators],
        "licenses": _licenses(identity),
    }
    return {key: value for key, value in told.items() if value}


def _licenses(identity: Identity) -> list[dict[str, str]]:
    return [{"name": identity.license_name, "path": identity.license_url, "title": identity.terms}]


def _resource(table: Table, form: str, rows: int, identity: Identity, file: File | None = None) -> dict[str, Any]:
    # In each form but one the name of the form stands behind that of the table.
    suffix = "" if form == PARQUET else f"-{form}"
    resource = {
        "name": f"{table.name}{suffix}",
        "path": f"{form}/{table.name}.{form}",
        "type": "table",
        "format": form,
        "mediatype": MEDIA[form],
        "encoding": "utf-8",
        "title": table.spec["title"],
        "description": table.spec["description"],
        "rows": rows,
        "schema": _schema(table, table.fields, form, suffix),
    }
    for place in table.places:
        # Its rows stand in the records of another table, and have no identifier of their own.
        if "nested_in" in place and len(table.key) > 1:
            resource["partOf"] = {"table": place["nested_in"], "key": place["key"]}
    if form == PARQUET:
        return resource  # Frictionless knows neither size nor digest of one, and refuses what it cannot compare
    resource["schema"]["fields"].append(_origin(identity))
    return resource | _digest(file)


def _database(file: File) -> dict[str, Any]:
    return {
        "name": "database",
        "path": file.path,
        "format": "sqlite",
        "mediatype": file.mediatype,
        "title": "All tables",
        "description": "All tables in one SQLite file, with foreign keys, views and full-text search.",
    } | _digest(file)


def _digest(file: File | None) -> dict[str, Any]:
    return {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"} if file else {}


def _origin(identity: Identity) -> dict[str, Any]:
    """The last column of text files, in which every row says what it is from."""
    return {
        "name": RELEASE,
        "title": "Release",
        "description": "The dataset, version and licence that the row is from; the same in every row.",
        "type": "string",
        "onrecordType": "string",
        "constraints": {"required": True, "enum": [identity.label]},
    }


def authored_descriptor(schemas: Schemas, identity: Identity, here: str) -> dict[str, Any]:
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
            "schema": _schema(schemas.tables[name], tuple(schemas.tables[name].authored.values()), AUTHORED, "", found),
        }
        for name, path in found.items()
    ]
    return {
        "$schema": PROFILE,
        "name": f"{identity.name}-{here}",
        "title": f"{identity.title}, as written in {here}/",
        "licenses": _licenses(identity),
        "resources": resources,
    }


def render(descriptor: dict[str, Any]) -> str:
    """The text of a descriptor file."""
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _schema(
    table: Table, fields: tuple[Field, ...], form: str, suffix: str, known: dict[str, str] | None = None
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(f, form) for f in fields], "primaryKey": table.key}
    if form in (AUTHORED, "csv"):
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
    elif form in ("jsonl", "csv") and field.type == "list":
        taken = "array"
    kept = ("name", "title", "description", "unit", "vocabulary")
    entry: dict[str, Any] = {key: field.spec[key] for key in kept if key in field.spec}
    entry |= {"type": taken, "onrecordType": field.type}
    if form == AUTHORED and field.type == "list":
        entry |= {"delimiter": field.spec["delimiter"], "itemType": field.spec["itemType"]}
    constraints = {k: v for k, v in field.constraints.items() if field.type != "list" or k == "required"}
    if form == "csv":
        constraints.pop("maxLength", None)  # of the value, and not of the value as it is guarded
    if field.codes is not None:
        entry["codes"] = list(field.codes)
        if field.type == "string":
            constraints["enum"] = list(field.codes)
    if field.derived:
        entry["derived"] = True
    if field.type == "list" and (limits := {k: v for k, v in field.constraints.items() if k != "required"}):
        entry["limits"] = limits  # how many items; Frictionless takes no such constraint of the types named above
    return entry | ({"constraints": constraints} if constraints else {})

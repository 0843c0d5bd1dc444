"""The Croissant description of a release: its files, its tables as record sets, and how to use it responsibly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord_build.release.extent import described, languages
from onrecord_build.release.responsible_use import responsible_use

if TYPE_CHECKING:
    from onrecord_build.compile import MemoryStore
    from onrecord_build.identity import Identity
    from onrecord_build.release.file import File
    from onrecord_build.schema import Field, Table

CROISSANT = "http://mlcommons.org/croissant/"
CONFORMS_TO = [f"{CROISSANT}1.1", f"{CROISSANT}RAI/1.0"]
TYPES = {
    "string": "sc:Text",
    "list": "sc:Text",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
    "integer": "sc:Integer",
    "number": "sc:Float",
}
# The registered media type of Parquet, and the one by which readers of Croissant know it.
PARQUET = ["application/vnd.apache.parquet", "application/x-parquet"]
TERMS = (
    "annotation",
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "excludes",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "readLines",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "sdVersion",
    "separator",
    "source",
    "subField",
    "transform",
    "unArchive",
    "value",
)
BY_LANGUAGE: dict[str, str] = {"@container": "@language"}
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": CROISSANT,
    "dct": "http://purl.org/dc/terms/",
    "rai": f"{CROISSANT}RAI/",
    "sc": "https://schema.org/",
    **{term: f"cr:{term}" for term in TERMS},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": BY_LANGUAGE,
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": BY_LANGUAGE,
}


def croissant(store: MemoryStore, identity: Identity, files: Sequence[File]) -> dict[str, Any]:
    """Describe a release in Croissant 1.1; addresses of files are relative to the folder of the description."""
    parquet = {file.table: file.path for file in files if file.table and file.form == "parquet"}
    described_tables = [table for name, table in store.schemas.released.items() if name in parquet]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        **_whole(store, identity),
        **responsible_use(store),
        "distribution": [_file(file) for file in files],
        "recordSet": [_record_set(table, parquet) for table in described_tables],
    }


def _whole(store: MemoryStore, identity: Identity) -> dict[str, Any]:
    """What holds for the dataset as a whole; without what is not known."""
    given = {
        "conformsTo": CONFORMS_TO,
        "name": identity.name,
        "alternateName": identity.title,
        "description": described(store, identity.abstract),
        "version": identity.version,
        "datePublished": identity.released and identity.released.isoformat(),
        "url": identity.url,
        "license": identity.license_url,
        "copyrightNotice": ", ".join(filter(None, (identity.license_name, identity.license_note))),
        "creator": [{"@type": "sc:Organization", "name": name} for name in identity.creators],
        "keywords": identity.keywords,
        "inLanguage": languages(store),
        "citeAs": identity.citation,
    }
    return {key: value for key, value in given.items() if value}


def _file(file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": PARQUET if file.form == "parquet" else file.mediatype,
        "sha256": file.sha256,
    }


def _record_set(table: Table, parquet: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.spec["description"],
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [_field(field, table, parquet) for field in table.fields],
    }


def _field(field: Field, table: Table, parquet: dict[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": _explained(field),
        "dataType": TYPES[field.type],
        "source": {"fileObject": {"@id": parquet[table.name]}, "extract": {"column": field.name}},
    }
    if field.type == "list":
        given |= {"isArray": True, "arrayShape": "-1"}
    # Each names a column of a file: a field in its place makes a cycle wherever two tables refer to each other or one
    # to itself, and mlcroissant then loads none of them.
    for reference in table.references:
        if reference.field == field.name and reference.table in parquet:
            given["references"] = {
                "fileObject": {"@id": parquet[reference.table]},
                "extract": {"column": reference.key},
            }
    return given


def _explained(field: Field) -> str:
    """The description of a column, with where its codes are defined."""
    text: str = field.spec["description"]
    if vocabulary := field.spec.get("vocabulary"):
        text += f" Codes: the vocabulary {vocabulary} in the table terms."
    return text

"""A release as linked data: one JSON-LD document that is a Dataset of schema.org and one of DCAT 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from onrecord_build.release.extent import described, languages, said

if TYPE_CHECKING:
    from onrecord_build.compile import MemoryStore
    from onrecord_build.identity import Identity
    from onrecord_build.release.file import File
    from onrecord_build.schema import Field

MEASURED = "statements"  # the table whose columns are listed as what is measured
PLACE = {
    "@id": "http://publications.europa.eu/resource/authority/country/VEN",
    "@type": ["Place", "dct:Location"],
    "name": "Venezuela",
}
IANA = "https://www.iana.org/assignments/media-types/"
REGISTERED = {
    "application/json",
    "application/ld+json",
    "application/vnd.apache.parquet",
    "application/vnd.sqlite3",
    "application/yaml",
    "text/csv",
    "text/html",
    "text/markdown",
    "text/plain",
}
LANGUAGE_CODES = {2: "http://id.loc.gov/vocabulary/iso639-1/", 3: "http://id.loc.gov/vocabulary/iso639-2/"}


def _typed(term: str, type: str) -> dict[str, str]:
    return {"@id": term, "@type": type}


CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{term: _typed(f"https://schema.org/{term}", "@id") for term in ("contentUrl", "license", "url")},
    **{
        term: _typed(term, "@id")
        for term in (
            "dcat:distribution",
            "dcat:downloadURL",
            "dcat:landingPage",
            "dcat:mediaType",
            "dct:creator",
            "dct:language",
            "dct:license",
            "dct:spatial",
            "spdx:algorithm",
        )
    },
    **{term: _typed(term, "xsd:date") for term in ("dcat:endDate", "dcat:startDate", "dct:issued")},
    "dcat:byteSize": _typed("dcat:byteSize", "xsd:nonNegativeInteger"),
    "spdx:checksumValue": _typed("spdx:checksumValue", "xsd:hexBinary"),
}


def linked_data(store: MemoryStore, identity: Identity, files: Sequence[File]) -> dict[str, Any]:
    """Describe a release as JSON-LD; addresses of files are relative to the folder of the document."""
    return {
        "@context": CONTEXT,
        "@type": ["Dataset", "dcat:Dataset"],
        **_known(_names(store, identity) | _terms_of_use(identity) | _coverage(store)),
        "variableMeasured": [_variable(field) for field in store.schemas.tables[MEASURED].fields],
        "distribution": [_file(file, identity) for file in files],
        "dcat:distribution": [_node(file) for file in files],
    }


def _names(store: MemoryStore, identity: Identity) -> dict[str, Any]:
    """What it is, whose it is, and since when."""
    text = described(store, identity.abstract)
    creators = {f"_:creator{number}": name for number, name in enumerate(identity.creators, start=1)}
    issued = identity.released and identity.released.isoformat()
    return {
        "@id": identity.url,
        "url": identity.url,
        "dcat:landingPage": identity.url,
        "name": identity.title,
        "alternateName": identity.name,
        "dct:title": identity.title,
        "dct:identifier": identity.name,
        "description": text,
        "dct:description": text,
        "version": identity.version,
        "dcat:version": identity.version,
        "datePublished": issued,
        "dct:issued": issued,
        "keywords": identity.keywords,
        "dcat:keyword": identity.keywords,
        "creator": [
            {"@id": node, "@type": ["Organization", "foaf:Organization"], "name": name, "foaf:name": name}
            for node, name in creators.items()
        ],
        "dct:creator": list(creators),
        "creditText": identity.citation,
        "dct:bibliographicCitation": identity.citation,
    }


def _terms_of_use(identity: Identity) -> dict[str, Any]:
    note = ", ".join(filter(None, (identity.license_name, identity.license_note)))
    return {
        "license": identity.license_url,
        "dct:license": identity.license_url,
        "copyrightNotice": note,
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": note},
        "isAccessibleForFree": True,
    }


def _coverage(store: MemoryStore) -> dict[str, Any]:
    """The days, the place and the languages that the statements and their passages extend over."""
    tags, days = languages(store), said(store)
    codes = sorted({tag.partition("-")[0] for tag in tags})
    first, last = (day.isoformat() for day in days) if days else (None, None)
    period = {"@type": "dct:PeriodOfTime", "dcat:startDate": first, "dcat:endDate": last}
    return {
        "temporalCoverage": f"{first}/{last}" if days else None,
        "dct:temporal": period if days else None,
        "spatialCoverage": PLACE if store.identity.own else None,
        "dct:spatial": PLACE["@id"] if store.identity.own else None,
        "inLanguage": tags,
        "dct:language": [f"{LANGUAGE_CODES[len(code)]}{code}" for code in codes if len(code) in LANGUAGE_CODES],
    }


def _variable(field: Field) -> dict[str, Any]:
    return _known(
        {
            "@type": "PropertyValue",
            "name": field.name,
            "alternateName": field.spec["title"],
            "description": field.spec["description"],
            "unitText": field.spec.get("unit"),
        }
    )


def _file(file: File, identity: Identity) -> dict[str, Any]:
    address = quote(file.path)
    return {
        "@id": _node(file),
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": file.path,
        "dct:title": file.path,
        "contentUrl": address,
        "dcat:downloadURL": address,
        "encodingFormat": file.mediatype,
        **_media_type(file.mediatype),
        "contentSize": f"{file.bytes} B",
        "dcat:byteSize": str(file.bytes),
        "sha256": file.sha256,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
            "spdx:checksumValue": file.sha256,
        },
        "dct:license": identity.license_url,
    }


def _media_type(name: str) -> dict[str, Any]:
    """The address of a media type; only a label for one that is not registered and so has none."""
    if name in REGISTERED:
        return {"dcat:mediaType": f"{IANA}{name}"}
    return {"dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": name}}


def _node(file: File) -> str:
    """What stands for the distribution: other than its address, which is that of the file itself."""
    return f"#{quote(file.path, safe='/')}"


def _known(given: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value not in (None, "", [])}

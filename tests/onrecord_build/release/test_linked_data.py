"""The description as linked data says the same under schema.org and under DCAT."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import rdflib

from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.project import Project
from onrecord_build.release.contents import write_contents
from onrecord_build.release.file import File
from onrecord_build.release.linked_data import linked_data
from sandbox import Sandbox, contents

SCHEMA, DCAT = "https://schema.org/", "http://www.w3.org/ns/dcat#"
DCT, SPDX, XSD = "http://purl.org/dc/terms/", "http://spdx.org/rdf/terms#", "http://www.w3.org/2001/XMLSchema#"
URL = "https://example.org/onrecord"
BASE = "https://example.org/release/"


@pytest.fixture
def store(sandbox: Sandbox) -> MemoryStore:
    store = compile_project(Project(sandbox.root))
    store.identity = store.identity._replace(url=URL)
    return store


@pytest.fixture
def folder(store: MemoryStore, sandbox: Sandbox, tmp_path: Path) -> Path:
    """A whole release."""
    folder = tmp_path / "release"
    folder.mkdir()
    write_contents(store, sandbox.root, folder)
    return folder


def read(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    return document


def test_what_search_engines_ask_for(store: MemoryStore, folder: Path) -> None:
    document = read(folder)
    assert 50 <= len(document["description"]) <= 5000
    assert {"name", "license", "creator", "keywords", "version", "url", "isAccessibleForFree"} <= document.keys()
    assert document["temporalCoverage"] == "2026-02-03/2026-02-03"
    assert document["inLanguage"] == sorted(set(store.tables["evidence"]["lang"].to_pylist()))
    names = [variable["name"] for variable in document["variableMeasured"]]
    assert names == store.tables["statements"].column_names


def test_every_file_but_single_statements_and_what_is_written_after_it(folder: Path) -> None:
    later = {"croissant.json", "dataset.jsonld", "manifest.json", "SHA256SUMS"}
    files = {path for path in contents(folder) if not path.startswith("statements/")}
    assert {file["contentUrl"] for file in read(folder)["distribution"]} == files - later


def test_what_is_not_known_is_left_out(store: MemoryStore) -> None:
    store.tables["statements"] = store.tables["statements"].slice(0, 0)
    document = linked_data(store, store.identity._replace(released=None, url=None), [])
    absent = {"@id", "url", "dcat:landingPage", "datePublished", "dct:issued", "temporalCoverage", "dct:temporal"}
    assert not absent & document.keys()
    assert "null" not in json.dumps(document)


def test_no_context_from_elsewhere(folder: Path) -> None:
    assert isinstance(read(folder)["@context"], dict)


def test_a_media_type_that_is_not_registered(store: MemoryStore) -> None:
    file = File("jsonl/a b.jsonl", 1, "ab" * 32, "application/jsonl")
    (lines,) = linked_data(store, store.identity, [file])["distribution"]
    assert "dcat:mediaType" not in lines
    assert lines["dct:format"]["rdfs:label"] == "application/jsonl"
    assert lines["contentUrl"] == "jsonl/a%20b.jsonl"


def test_triples(store: MemoryStore, folder: Path) -> None:
    identity = store.identity
    graph = rdflib.Graph().parse(folder / "dataset.jsonld", format="json-ld", publicID=f"{BASE}dataset.jsonld")
    dataset = rdflib.URIRef(URL)

    def objects(node: Any, address: str) -> list[Any]:
        return list(graph.objects(node, rdflib.URIRef(address)))

    def one(node: Any, address: str) -> Any:
        (found,) = objects(node, address)
        return found

    kind = rdflib.RDF.type
    assert set(graph.objects(dataset, kind)) == {rdflib.URIRef(f"{SCHEMA}Dataset"), rdflib.URIRef(f"{DCAT}Dataset")}
    assert str(one(dataset, f"{SCHEMA}name")) == str(one(dataset, f"{DCT}title")) == identity.title
    assert one(dataset, f"{SCHEMA}license") == one(dataset, f"{DCT}license") == rdflib.URIRef(identity.license_url)
    assert one(dataset, f"{DCT}issued") == rdflib.Literal("2026-02-10", datatype=f"{XSD}date")
    assert str(one(dataset, f"{DCAT}version")) == str(one(dataset, f"{SCHEMA}version")) == "1.2.3"
    assert {str(word) for word in objects(dataset, f"{DCAT}keyword")} == set(identity.keywords)
    assert one(dataset, f"{SCHEMA}creator") == one(dataset, f"{DCT}creator")
    assert str(one(one(dataset, f"{DCT}temporal"), f"{DCAT}startDate")) == "2026-02-03"
    assert one(dataset, f"{SCHEMA}spatialCoverage") == one(dataset, f"{DCT}spatial")
    assert rdflib.URIRef("http://id.loc.gov/vocabulary/iso639-1/ru") in objects(dataset, f"{DCT}language")
    nodes = set(objects(dataset, f"{DCAT}distribution"))
    assert nodes == set(objects(dataset, f"{SCHEMA}distribution"))
    files = contents(folder)
    for node in nodes:
        address = one(node, f"{DCAT}downloadURL")
        data = files[str(address).removeprefix(BASE)]
        assert one(node, f"{SCHEMA}contentUrl") == address != node
        assert int(one(node, f"{DCAT}byteSize")) == len(data)
        (media,) = objects(node, f"{DCAT}mediaType") or objects(one(node, f"{DCT}format"), str(rdflib.RDFS.label))
        assert str(media).endswith(str(one(node, f"{SCHEMA}encodingFormat")))
        checksum = one(node, f"{SPDX}checksum")
        assert one(checksum, f"{SPDX}algorithm") == rdflib.URIRef(f"{SPDX}checksumAlgorithm_sha256")
        digest = hashlib.sha256(data).hexdigest()
        assert str(one(checksum, f"{SPDX}checksumValue")).lower() == str(one(node, f"{SCHEMA}sha256")) == digest

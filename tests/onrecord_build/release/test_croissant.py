"""A release is described in Croissant, and mlcroissant loads from it every table with the right values."""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import mlcroissant
import pyarrow as pa
import pytest

from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.project import Project
from onrecord_build.release.contents import files, write_contents
from onrecord_build.release.croissant import croissant
from onrecord_build.release.formats import parquet
from onrecord_build.release.responsible_use import responsible_use
from sandbox import REPOSITORY, Sandbox, contents

EVERYTHING = ["rai:dataCollection", "rai:dataBiases", "rai:dataLimitations", "rai:personalSensitiveInformation"]


@pytest.fixture
def store(sandbox: Sandbox) -> MemoryStore:
    return compile_project(Project(sandbox.root))


@pytest.fixture(scope="module")
def whole() -> MemoryStore:
    """All records of the repository, as if released; without provenance, which is most of the rows."""
    store = compile_project(Project(REPOSITORY))
    store.tables["provenance"] = store.tables["provenance"].slice(0, 0)
    store.identity = store.identity._replace(version="1.2.3", released=datetime.date(2026, 2, 10))
    return store


def described(store: MemoryStore, folder: Path) -> dict[str, Any]:
    """Write a release, with citation and licence of the repository; return its description."""
    folder.mkdir()
    write_contents(store, REPOSITORY, folder)
    description: dict[str, Any] = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    return description


def test_every_table_and_column(store: MemoryStore, tmp_path: Path) -> None:
    description = described(store, tmp_path / "release")
    columns = {s["@id"]: [f["source"]["extract"]["column"] for f in s["field"]] for s in description["recordSet"]}
    assert columns == {name: table.column_names for name, table in store.tables.items()}
    ids = [node["@id"] for s in description["recordSet"] for node in (s, *s["field"])]
    ids += [file["@id"] for file in description["distribution"]]
    assert len(ids) == len(set(ids))
    assert {key["@id"] for s in description["recordSet"] for key in s["key"]} <= set(ids)
    references = [f["references"] for s in description["recordSet"] for f in s["field"] if "references" in f]
    assert len(references) == sum(len(t.references) for t in store.schemas.released.values())
    assert {reference["fileObject"]["@id"] for reference in references} <= set(ids)


def test_files(store: MemoryStore, tmp_path: Path) -> None:
    description = described(store, tmp_path / "release")
    found = {file["contentUrl"]: file for file in description["distribution"]}
    assert found["balance.md"]["encodingFormat"] == "text/markdown"
    written = contents(tmp_path / "release")
    for path, file in found.items():
        assert file["contentSize"] == f"{len(written[path])} B"
        assert file["sha256"] == hashlib.sha256(written[path]).hexdigest()


def test_what_is_not_known_is_left_out(store: MemoryStore, tmp_path: Path) -> None:
    store.identity = store.identity._replace(released=None, url=None)
    description = described(store, tmp_path / "release")
    assert not {"datePublished", "url"} & description.keys()
    assert "null" not in json.dumps(description)


def test_responsible_use(store: MemoryStore) -> None:
    use = responsible_use(store)
    assert set(EVERYTHING) <= use.keys()
    assert all(use.values())
    assert any("No person" in limitation for limitation in use["rai:dataLimitations"])


def test_responsible_use_of_no_records(store: MemoryStore) -> None:
    store.tables = {name: table.slice(0, 0) for name, table in store.tables.items()}
    use = responsible_use(store)
    assert not {"rai:dataCollectionTimeframe", "rai:machineAnnotationTools"} & use.keys()
    assert "none" in use["rai:annotationsPerItem"]


def test_figures_on_agreement(store: MemoryStore) -> None:
    schema = store.tables["codings"].schema
    day = datetime.date(2026, 2, 10)
    rows = [
        {
            "sample": "pilot",
            "statement": statement,
            "coder": coder,
            "field": "stance",
            "value": value,
            "coder_kind": kind,
            "material": "sources-only",
            "coded": day,
        }
        for statement, values in {"st-1": ("favor", "favor"), "st-2": ("favor", None), "st-3": (None, None)}.items()
        for coder, kind, value in zip(("coder-1", "coder-2"), ("human", "model"), values, strict=True)
    ]
    store.tables["codings"] = pa.Table.from_pylist(rows, schema=schema)
    use = responsible_use(store)
    assert not any("No person" in limitation for limitation in use["rai:dataLimitations"])
    (figures, *_) = use["rai:dataAnnotationAnalysis"]
    assert "Sample pilot, 3 statements, coded by coder-1 (human, sources only) and coder-2" in figures
    assert figures.endswith("stance 67%.")
    assert "3 with 2. 3 of them were coded by a person." in use["rai:annotationsPerItem"]
    assert use["rai:machineAnnotationTools"] == ["Language model: coder-2 in the sample pilot (sources only)."]


def plain(value: Any) -> Any:
    """A value as Arrow gives it: mlcroissant has texts as bytes and days as points in time."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.date() if isinstance(value, datetime.datetime) else value


def expect_records(store: MemoryStore, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    issues = dataset.metadata.ctx.issues
    assert not issues.errors and not issues.warnings, issues.report()
    assert not caplog.records, caplog.text
    for name, table in store.tables.items():
        records = [{k.split("/")[1]: plain(v) for k, v in r.items()} for r in dataset.records(name)]
        assert records == table.to_pylist(), name


def test_records_of_the_example(store: MemoryStore, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    described(store, tmp_path / "release")
    expect_records(store, tmp_path / "release", caplog)


def test_records_of_the_repository(whole: MemoryStore, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    parquet.write(whole, tmp_path)
    description = croissant(whole, whole.identity, list(files(tmp_path).values()))
    (tmp_path / "croissant.json").write_text(json.dumps(description), encoding="utf-8")
    expect_records(whole, tmp_path, caplog)

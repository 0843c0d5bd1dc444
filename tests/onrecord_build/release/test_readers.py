"""A release opens in what people use: each reader gets every table and every row, with the right types."""

from __future__ import annotations

import datetime
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import mlcroissant
import pandas as pd
import polars
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from sandbox import Sandbox

DAY = datetime.date(2026, 2, 3)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Sandbox(tmp_path_factory.mktemp("readers") / "checkout").build()


@pytest.fixture(scope="module")
def rows(release: Path) -> dict[str, int]:
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    return {name: table["rows"] for name, table in manifest["tables"].items()}


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_duckdb(release: Path, rows: dict[str, int], form: str) -> None:
    reader = {"parquet": "read_parquet", "csv": "read_csv", "jsonl": "read_json"}[form]
    for name in rows:
        path = release / form / f"{name}.{form}"
        if path.exists():
            assert duckdb.execute(f"select count(*) from {reader}('{path}')").fetchall() == [(rows[name],)]
    path = release / form / f"statements.{form}"
    assert duckdb.execute(f"select said_earliest, quote from {reader}('{path}')").fetchall() == [
        (DAY, "Мы этого не сделаем")
    ]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_polars(release: Path, rows: dict[str, int], form: str) -> None:
    reader: Any = {"parquet": polars.read_parquet, "csv": polars.read_csv, "jsonl": polars.read_ndjson}[form]
    options = {} if form == "parquet" else {"infer_schema_length": None}  # some columns have hardly a value
    for name in rows:
        path = release / form / f"{name}.{form}"
        if path.exists():
            frame = reader(path, **options)
            assert frame.height == rows[name]
            assert frame.columns[0] == pq.read_schema(release / "parquet" / f"{name}.parquet").names[0]
    statement = polars.read_parquet(release / "parquet" / "statements.parquet").row(0, named=True)
    assert (statement["said_earliest"], statement["topics"][0]) == (DAY, "diplomacy-mediation")


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_pandas(release: Path, rows: dict[str, int], form: str) -> None:
    for name in rows:
        path = release / form / f"{name}.{form}"
        if path.exists():
            frame = {
                "parquet": lambda p: pd.read_parquet(p),
                "csv": lambda p: pd.read_csv(p),
                "jsonl": lambda p: pd.read_json(p, lines=True),
            }[form](path)
            assert len(frame) == rows[name]
            assert frame.columns[0] == pq.read_schema(release / "parquet" / f"{name}.parquet").names[0]


def test_pyarrow(release: Path, rows: dict[str, int]) -> None:
    for name, number in rows.items():
        assert ds.dataset(release / "parquet" / f"{name}.parquet").count_rows() == number
        assert pq.read_table(release / "parquet" / f"{name}.parquet").num_rows == number


def test_sqlite(release: Path, rows: dict[str, int]) -> None:
    with sqlite3.connect(f"file:{release / 'onrecord.sqlite'}?mode=ro", uri=True) as database:
        assert {name: database.execute(f'select count(*) from "{name}"').fetchone()[0] for name in rows} == rows
        assert database.execute("pragma foreign_key_check").fetchall() == []
        found = database.execute("select quote from statements_readable").fetchall()
    database.close()
    assert found == [("Мы этого не сделаем",)]


def test_mlcroissant(release: Path, rows: dict[str, int]) -> None:
    dataset = mlcroissant.Dataset(jsonld=release / "croissant.json")
    assert not dataset.metadata.ctx.issues.errors
    for name, number in rows.items():
        assert len(list(dataset.records(name))) == number
    (statement,) = mlcroissant.Dataset(jsonld=release / "croissant.json").records("statements")
    assert statement["statements/quote"].decode() == "Мы этого не сделаем"


def test_frictionless_accepts_it_and_sees_damage(release: Path) -> None:
    descriptor = release / "datapackage.json"
    report = frictionless.validate(str(descriptor))
    assert report.valid, report.flatten(["name", "message"])
    assert report.stats["tasks"] > 50
    for name, old, new in (("csv/actors.csv", b",state,", b",estat,"), ("jsonl/actors.jsonl", b'"state"', b'"estat"')):
        path = release / name
        before = path.read_bytes()
        path.write_bytes(before.replace(old, new))
        try:
            codes = {error[0] for error in frictionless.validate(str(descriptor)).flatten(["type"])}
        finally:
            path.write_bytes(before)
        assert {"hash-count", "constraint-error"} <= codes


def ask(release: Path, address: str, *options: str) -> Any:
    """What a stock Datasette answers."""
    command = [sys.executable, "-m", "datasette", str(release / "onrecord.sqlite"), *options, "--get", address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_datasette(release: Path) -> None:
    tables = {table["name"]: table for table in ask(release, "/onrecord.json")["tables"]}
    assert tables["statements"]["fts_table"] == "statements_fts"
    assert {key["other_table"] for key in tables["statements"]["foreign_keys"]["outgoing"]} >= {"actors", "events"}
    found = ask(release, "/onrecord/statements.json?_search=demands&_shape=array")
    assert [row["statement_id"] for row in found] == ["st-0001-we-will-not"]
    views = ask(release, "/onrecord/statements_readable.json?_shape=array")
    assert views[0]["speaker"] == "Max Muster"
    described = ask(release, "/-/metadata.json", "--metadata", str(release / "datasette.json"))
    assert "1.2.3" in described["title"]

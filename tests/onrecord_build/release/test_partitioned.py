"""Tables in parts: Spark, DuckDB and Polars read the same rows as in one file, and fewer files where fewer will do."""

from __future__ import annotations

import datetime
import importlib.util
import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.integrity import examine
from onrecord.integrity.partitions import FOLDER
from onrecord.releases.opening import reached
from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.project import Project
from onrecord_build.release.formats import partitioned
from onrecord_build.release.place import write_release
from onrecord_build.release.wanted import Wanted, columns, wanted
from sandbox import Sandbox, contents, rewrite

MONTH, ACT = "said_month", "speech_act"
DAYS = [datetime.date(2026, 1, 3), datetime.date(2026, 2, 4), None, datetime.date(2026, 2, 28)]
IDS = [f"st-{number:04}-said" for number in range(40)]


def many(store: MemoryStore) -> None:
    """In the place of one statement forty, in two months and in none."""
    (row,) = store.tables["statements"].to_pylist()
    acts = ["refuse", "demand"]
    rows = [
        row
        | {"statement_id": name, "speech_act": acts[number % 2]}
        | {"said_earliest": DAYS[number % 4], "said_latest": DAYS[number % 4]}
        for number, name in enumerate(IDS)
    ]
    store.tables["statements"] = pa.Table.from_pylist(rows, schema=store.tables["statements"].schema)


def built(sandbox: Sandbox, *partitions: str) -> Path:
    store = compile_project(Project(sandbox.root))
    many(store)
    for name in ("statement_targets", "statement_positions", "designations", "renderings", "provenance", "balance"):
        store.tables[name] = store.tables[name].slice(0, 0)
    asked = wanted(store.schemas, ["jsonl"], partitions)
    return write_release(store, Project(sandbox.root), asked)


@pytest.fixture(scope="module", params=[MONTH, ACT])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(Sandbox(tmp_path_factory.mktemp("parts") / "checkout"), f"statements={request.param}")


def by(release: Path) -> str:
    (entry,) = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["partitioned"]
    return str(entry["by"])


def expected(release: Path) -> list[tuple[Any, ...]]:
    """Every statement with its day and act, from the file that is not partitioned."""
    rows = pq.read_table(release / "parquet" / "statements.parquet").to_pylist()
    return [(row["statement_id"], row["said_earliest"], row["speech_act"]) for row in rows]


def value(release: Path) -> str:
    return {MONTH: "2026-02", ACT: "demand"}[by(release)]


def of_value(release: Path) -> list[str]:
    """The statements that have that value."""
    return [
        name
        for name, day, act in expected(release)
        if value(release) in (act, f"{day:%Y-%m}" if day is not None else "")
    ]


def parts(release: Path) -> list[Path]:
    return sorted((release / FOLDER / "statements").rglob("*.parquet"))


def test_one_file_for_each_value(release: Path) -> None:
    names = [path.relative_to(release / FOLDER / "statements").as_posix() for path in parts(release)]
    values = {MONTH: ["2026-01", "2026-02", "__HIVE_DEFAULT_PARTITION__"], ACT: ["demand", "refuse"]}[by(release)]
    assert names == [f"{by(release)}={value}/part-0.parquet" for value in values]
    for path in parts(release):
        ids = pq.ParquetFile(path).read()["statement_id"].to_pylist()
        assert ids == sorted(ids)
        told = pq.read_schema(path).metadata
        assert (told[b"version"], b"CC-BY-4.0" in told[b"license"]) == (b"1.2.3", True)


def test_duckdb(release: Path) -> None:
    source = f"read_parquet('{release / FOLDER}/statements/*/*.parquet', hive_partitioning=true)"
    select = f"select statement_id, said_earliest, speech_act from {source} order by 1"
    assert duckdb.execute(select).fetchall() == expected(release)
    chosen = f"select statement_id from {source} where {by(release)} = '{value(release)}' order by 1"
    assert [name for (name,) in duckdb.execute(chosen).fetchall()] == of_value(release)
    (plan,) = (row[1] for row in duckdb.execute(f"explain analyze {chosen}").fetchall())
    read = re.search(r"Total Files Read: (\d+)", plan)
    assert read is not None and read[1] == "1" and len(parts(release)) > 1, plan


def test_polars(release: Path) -> None:
    frame = polars.scan_parquet(release / FOLDER / "statements", hive_partitioning=True)
    assert frame.select("statement_id", "said_earliest", "speech_act").sort(
        "statement_id"
    ).collect().rows() == expected(release)
    chosen = frame.filter(polars.col(by(release)) == value(release)).select("statement_id")
    assert sorted(chosen.collect()["statement_id"]) == of_value(release)
    others = [path for path in parts(release) if value(release) not in str(path)]
    kept = [path.read_bytes() for path in others]
    for path in others:  # what is not read need not be readable
        path.write_bytes(b"")
    try:
        assert sorted(chosen.collect()["statement_id"]) == of_value(release)
    finally:
        for path, data in zip(others, kept, strict=True):
            path.write_bytes(data)


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None, reason="there is no Spark here"
)
def test_spark(release: Path) -> None:
    from pyspark.sql import SparkSession

    settings: dict[str, Any] = {
        "spark.ui.enabled": "false",
        "spark.sql.adaptive.enabled": "false",
    }  # so that plans stay as they are
    session = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    try:
        frame = session.read.parquet(str(release / FOLDER / "statements"))
        rows = frame.select("statement_id", "said_earliest", "speech_act").orderBy("statement_id").collect()
        assert [tuple(row) for row in rows] == expected(release)
        chosen = frame.filter(frame[by(release)] == value(release))
        assert sorted(row.statement_id for row in chosen.select("statement_id").collect()) == of_value(release)
        plan = chosen._jdf.queryExecution().executedPlan()
        java: Any = session._jvm
        (scan,) = java.scala.jdk.javaapi.CollectionConverters.asJava(plan.collectLeaves())
        assert chosen.collect()
        assert scan.metrics().apply("numFiles").value() == 1 < len(parts(release))
    finally:
        session.stop()


def test_a_release_with_parts_is_whole_and_opens(release: Path) -> None:
    done = examine(reached(release))
    assert (done.findings, FOLDER in done.forms) == ([], True)
    assert examine(reached(release.with_name(f"{release.name}.zip"))).findings == []
    import onrecord

    assert list(onrecord.open(release).load("statements")["statement_id"]) == IDS
    assert f"`{FOLDER}/statements/`" in (release / "README.md").read_text(encoding="utf-8")


def test_other_rows_in_a_part_are_seen(sandbox: Sandbox) -> None:
    release = built(sandbox, f"statements={MONTH}")
    first, second, *_ = (path.relative_to(release).as_posix() for path in parts(release))
    kept = contents(release)
    for name, data in ((first, kept[second]), (first, b"PAR1")):
        rewrite(release, name, data)
        assert f"{FOLDER}/statements" in {finding.file for finding in examine(reached(release)).findings}
    rewrite(release, first, kept[first])
    assert examine(reached(release)).findings == []
    table = pq.ParquetFile(release / first).read()
    changed = table.set_column(1, table.schema.field("speaker"), pa.array(["xea"] * len(table)))
    pq.write_table(changed, release / first)
    rewrite(release, first, (release / first).read_bytes())
    (finding,) = examine(reached(release)).findings
    assert (finding.file, "has another content" in finding.what) == (f"{FOLDER}/statements", True)


def test_every_column_that_is_offered_can_be_chosen(sandbox: Sandbox, tmp_path: Path) -> None:
    """The same rows come back, whatever type the column has, and also where it has no values."""
    store = compile_project(Project(sandbox.root))
    many(store)
    offered = {name: columns(table) for name, table in store.schemas.released.items()}
    assert {"said_month", "said_year", "speech_act", "n_sources"} <= set(offered["statements"])
    assert "topics" not in offered["statements"] and "accessed_month" in offered["sources"]
    from onrecord.integrity.content import table_digest
    from onrecord.integrity.partitions import whole
    from onrecord.releases.container import Folder

    described = {r["name"]: r["schema"] for r in store.descriptor["resources"]}
    for number, (table, column) in enumerate((t, c) for t, cs in offered.items() for c in cs if store.rows[t]):
        place = tmp_path / str(number)
        partitioned.write(store, place, {table: column})
        entry = {"by": column, "path": f"{FOLDER}/{table}"}
        schema = described[table]
        found = whole(Folder(place), entry, schema["fields"], schema["primaryKey"])
        assert table_digest(found) == table_digest(store.tables[table]), (table, column)
        assert found.schema.types == store.tables[table].schema.types


def test_the_same_rows_give_the_same_bytes(sandbox: Sandbox, tmp_path: Path) -> None:
    store = compile_project(Project(sandbox.root))
    many(store)
    for name in ("one", "two"):
        partitioned.write(store, tmp_path / name, {"statements": MONTH})
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_too_many_parts(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitioned, "MOST", 1)
    status, out, err = sandbox.run("build", "--partition", "actors=actor_id")
    assert (status, out) == (2, "")
    assert "onrecord build --partition statements=said_month" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("statments=said_month", "Did you mean 'statements'"),
        ("statements=said_mont", "Did you mean 'said_month'"),
        ("statements", "There is no column ''"),
        ("statements=topics", "There is no column 'topics'"),
    ],
)
def test_what_cannot_be_partitioned(sandbox: Sandbox, words: str, told: str) -> None:
    status, out, err = sandbox.run("build", "--partition", words)
    assert (status, out) == (2, "")
    assert told in err and "onrecord build --partition statements=said_month" in err
    assert not sandbox.path("release").exists()


def test_only_the_forms_that_are_wanted(sandbox: Sandbox) -> None:
    status, _, err = sandbox.run("build", "--forms", "csv")
    assert status == 0, err
    folder = sandbox.path("release") / "onrecord-1.2.3"
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {"parquet", "csv"}
    assert not list(folder.glob("*.sqlite")) and not (folder / "datasette.json").exists()
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "`csv/`" in readme and "sqlite" not in readme.partition("Is it whole?")[2] and "`jsonl/`" not in readme
    assert examine(reached(folder)).findings == []
    assert Wanted().forms == ("parquet", "jsonl", "csv", "sqlite", "statements")

"""Engines agree: with one another, with the rules asked of records, and on what cannot be read."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import by_rules
import polars as pl
import pyarrow.parquet as pq
import pytest
import synthetic_tables
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from with_faults import with_faults

from onrecord.errors import OnRecordError
from onrecord.integrity.partitions import NOTHING
from onrecord_build import rules
from onrecord_build.tables import ENGINES
from onrecord_build.tables.check import check_tables
from onrecord_build.tables.engines import ROW, open_engine
from onrecord_build.tables.files import FORMS, TableFile
from onrecord_build.tables.findings import Findings
from sandbox import REPOSITORY, Sandbox

SCHEMAS = REPOSITORY / "schemas"
ON_DISK = sorted(set(FORMS.values()))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One session for all tests, which reads files in small parts."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is no java on the PATH")
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install 'onrecord[spark]'")
    from pyspark.sql import SparkSession

    from onrecord_build.tables.engines.on_spark import LOCAL, PROGRESS

    builder = SparkSession.builder.master("local[2]").config("spark.sql.files.maxPartitionBytes", "16k")
    builder = builder.config("spark.sql.files.openCostInBytes", "0")
    for name, value in {**LOCAL, PROGRESS: "false"}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn; Spark with the session above."""
    if request.param == "spark":
        request.getfixturevalue("spark")
    return str(request.param)


def said(findings: Findings) -> list[tuple[object, ...]]:
    """Everything that a check says, but for where the files are."""
    kinds = [
        (
            k.table,
            k.column,
            k.code,
            k.severity,
            k.rows,
            [(f.span, f.column, f.record, f.message, f.help) for f in k.shown],
        )
        for k in findings.kinds
    ]
    return [*kinds, *sorted(findings.rows.items()), *sorted(findings.not_asked.items())]


def checked(tables: dict[str, pl.DataFrame], form: str, *engines: str) -> list[Findings]:
    with tempfile.TemporaryDirectory() as place:
        synthetic_tables.write_tables(Path(place), tables, form)
        return [check_tables([Path(place)], SCHEMAS, engine) for engine in engines]


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
)
@given(st.sampled_from(ON_DISK), st.integers(900, 1100), st.integers(1, 1000), st.floats(0.01, 0.2))
def test_polars_and_duckdb_say_the_same_and_all_that_the_rules_say(
    form: str, statements: int, seed: int, share: float
) -> None:
    tables = synthetic_tables.tables(statements, seed)
    twin, _ = with_faults(tables, share, seed, typed=form == "parquet")
    polars, duckdb = checked(twin, form, "polars", "duckdb")
    assert said(polars) == said(duckdb)
    found = {(kind.code, kind.table, row - 1) for kind in polars.kinds for row in kind.rows}
    assert {(fault.code, fault.table, fault.row) for fault in by_rules.faults(twin)} <= found


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize(("form", "seed"), [("csv", 3)])
def test_spark_says_the_same(form: str, seed: int) -> None:
    twin, _ = with_faults(synthetic_tables.tables(1000, seed), 0.05, seed, typed=form == "parquet")
    some = {
        name: twin[name] for name in ("actors", "sources", "tenures", "statements", "statement_targets", "evidence")
    }
    polars, spark = checked(some, form, "polars", "spark")
    assert said(polars) == said(spark) and polars.kinds


@pytest.mark.usefixtures("spark")  # where there is none, this is skipped as well
def test_a_session_is_as_whoever_runs_it_says() -> None:
    """As on a cluster, whose master and settings stand in the environment."""
    told = "--master local[1] --conf spark.sql.shuffle.partitions=7 pyspark-shell"
    ask = (
        "from onrecord_build.tables.engines.on_spark import open\n"
        "engine = open()\n"
        "session = engine.session\n"
        "names = ('spark.master', 'spark.sql.shuffle.partitions', 'spark.sql.adaptive.enabled')\n"
        "print(*(session.conf.get(name) for name in names))\n"
        "engine.close()"
    )
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": told}
    for name in ("PYSPARK_GATEWAY_PORT", "PYSPARK_GATEWAY_SECRET"):  # of the session of the tests
        environment.pop(name, None)
    run = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.split() == ["local[1]", "7", "false"], run.stderr


def test_tables_in_parts_have_the_faults_of_one_file(engine: str, tmp_path: Path) -> None:
    """By a column that is no longer in the files, in folders whose names need quoting, and as Spark names parts."""
    twin, _ = with_faults(synthetic_tables.tables(1000, 5), 0.05, 5)
    nth = pl.int_range(pl.len()) % 100
    acts = pl.when(nth == 7).then(None).when(nth == 8).then(pl.lit("no act, 1/2 %")).otherwise("speech_act")
    statements = twin["statements"].with_columns(speech_act=acts).select(pl.exclude("speech_act"), "speech_act")
    parts = {
        NOTHING if act is None else quote(act, safe=""): statements.filter(pl.col("speech_act").eq_missing(act))
        for act in statements["speech_act"].unique().to_list()
    }
    one, several = tmp_path / "one", tmp_path / "several"
    one.mkdir()
    # The one file has the rows as they come in the parts: by the names of the folders.
    pl.concat([parts[name] for name in sorted(parts)]).write_parquet(one / "statements.parquet")
    for name, part in parts.items():
        folder = several / "statements" / f"speech_act={name}"
        folder.mkdir(parents=True)
        part.drop("speech_act").write_parquet(folder / "part-0.parquet")
    twin["statement_targets"].write_parquet(one / "statement_targets.parquet")
    place = several / "statement_targets.parquet"
    place.mkdir()
    (place / "_SUCCESS").touch()
    (place / ".hidden.parquet").touch()
    for number, part in enumerate(twin["statement_targets"].iter_slices(500)):
        part.write_parquet(place / f"part-{number:05}-c000.snappy.parquet")
    expected, found = check_tables([one], SCHEMAS), check_tables([several], SCHEMAS, engine)
    assert said(found) == said(expected)
    rows = {k.code: k.rows for k in found.kinds if k.column == "speech_act"}
    assert {len(rows[code]) for code in ("missing-value", "unknown-code")} == {10}
    assert {f.path for k in found.kinds for f in k.shown if k.table == "statements"} == {str(several / "statements")}


@pytest.mark.parametrize("form", ON_DISK)
def test_rows_have_the_numbers_that_they_have_in_their_file(engine: str, form: str, tmp_path: Path) -> None:
    terms = [f"t{n}" for n in range(3000)]
    labels = [f"label {n}\nin “two” lines, with a comma{n * 'x' if n < 50 else ''}" for n in range(3000)]
    frame = pl.DataFrame({"list": terms, "code": terms, "label": labels})
    path = tmp_path / f"terms.{form}"
    match form:
        case "parquet":
            pq.write_table(frame.to_arrow(), path, row_group_size=100)
        case "csv":
            frame.write_csv(path)
        case _:
            path.write_text("".join(json.dumps(row) + "\n" for row in frame.to_dicts()), encoding="utf-8")
    running = open_engine(engine)
    try:
        scanned = running.scan(TableFile("terms", path, form))
        found = running.collect(scanned.select(ROW, "list", "label"))
        if engine == "spark" and form != "csv":
            assert scanned.to_native().rdd.getNumPartitions() > 1  # otherwise nothing is tested
    finally:
        running.close()
    assert sorted(zip(found[ROW], found["list"], found["label"], strict=True)) == [
        (number, *row) for number, row in enumerate(zip(terms, labels, strict=True))
    ]


LINE = b'{"list": "a", "code": "b"}\n'
UNREADABLE = {
    "no Parquet": ("terms.parquet", b"list,code,label\n", "cannot be read as a Parquet file"),
    "CSV in Latin 1": ("terms.csv", b"list,code,label\na,b,c\na,\xe9,c\n", "line 3 is not UTF-8"),
    "too many cells": (
        "terms.csv",
        b"list,code,label\na,b,c\na,b,c,d\n",
        "line 3 has 4 cells, and the table 3 columns",
    ),
    "too few cells": ("terms.csv", b'list,code,label\n"a\n",b,c\na,b\n', "line 4 has 2 cells, and the table 3 columns"),
    "a broken line": ("terms.jsonl", LINE * 5000 + b'{"list": \n' + LINE, "line 5001 is no JSON"),
    "JSON in Latin 1": ("terms.jsonl", LINE * 5000 + b'{"list": "\xe9"}\n', "line 5001 is not UTF-8"),
    "an empty file": ("terms.csv", b"", "is empty"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_named(engine: str, case: str, tmp_path: Path) -> None:
    name, content, what = UNREADABLE[case]
    (tmp_path / name).write_bytes(content)
    pl.DataFrame({"actor_id": ["max-muster"]}).write_parquet(tmp_path / "actors.parquet")
    with pytest.raises(OnRecordError) as raised:
        check_tables([tmp_path], SCHEMAS, engine)
    message = str(raised.value)
    assert message.startswith(str(tmp_path / name)) and what in message
    assert message.endswith(str(tmp_path / name))  # a command to run


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_without_rows_is_one(engine: str, form: str, tmp_path: Path) -> None:
    columns = json.loads((SCHEMAS / "retired_ids.schema.json").read_text(encoding="utf-8"))["fields"]
    frame = pl.DataFrame({field["name"]: [] for field in columns}, schema={f["name"]: pl.String for f in columns})
    path = tmp_path / f"retired_ids.{form}"
    frame.write_csv(path) if form == "csv" else frame.write_parquet(path)
    found = check_tables([path], SCHEMAS, engine)
    assert found.rows == {"retired_ids": 0} and not found.kinds


RULE = '''"""No statement is by a person."""

from onrecord_build.conditions import Wrong, col
from onrecord_build.example import STATEMENT, Example

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="", fails="")
WRONG = [Wrong("statements", col("speaker.kind") == "person")]


def say(dataset, row):
    return row.fault("speaker", f"{row['speaker']} is a person", "Let somebody else speak")
'''


def test_a_rule_that_is_added_in_one_place_speaks_of_records_and_of_tables(
    engine: str, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = sandbox.build() / "parquet"
    (tmp_path / "rule_of_a_test.py").write_text(RULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for known in (rules.ACROSS, rules.RULES):
        monkeypatch.setitem(known, "rule-of-a-test", "rule_of_a_test")
    of_records = {(f["record"], f["message"], f["help"]) for f in sandbox.report() if f["code"] == "rule-of-a-test"}
    (kind,) = (k for k in check_tables([tables], SCHEMAS, engine).kinds if k.code == "rule-of-a-test")
    assert of_records and {(f.record, f.message, f.help) for f in kind.shown} == of_records

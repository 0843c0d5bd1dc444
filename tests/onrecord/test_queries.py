"""Questions in SQL: the tables that there are, the types that loading gives, and nothing but questions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import duckdb
import pandas as pd
import polars as pl
import pytest

import onrecord
from onrecord.release import Release
from plain import ENGINES, FORMS, columns_of, rows_of


def sql(release: Release, query: Any, parameters: Any = None, engine: str = "pandas") -> Any:
    return cast(Any, release.sql)(query, parameters, engine=engine)


@pytest.mark.parametrize("form", FORMS)
def test_every_table_is_there(forms: dict[str, Release], form: str) -> None:
    release = forms[form]
    listed = release.tables()
    asked = " union all ".join(f"select '{name}' as name, count(*) as n from {name}" for name in listed.index)
    assert sorted(rows_of(release.sql(asked))) == sorted(zip(listed.index, listed["rows"], strict=True))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_as_it_is_loaded(forms: dict[str, Release], form: str, engine: str) -> None:
    for table in ("statements", "relationships", "tenures"):
        for where, rows in (("", slice(None)), (" where false", slice(0))):
            asked = sql(forms[form], f"select * from {table}{where} order by all", engine=engine)
            loaded = cast(Any, forms[form].load)(table, engine)
            assert columns_of(asked) == columns_of(loaded)
            assert rows_of(asked) == rows_of(loaded)[rows]
            if engine == "pandas":
                pd.testing.assert_series_equal(asked.dtypes, loaded.dtypes)
            elif engine == "polars":
                assert asked.schema == loaded.schema
            elif engine == "pyarrow":
                assert [str(kind).replace("l:", "element:") for kind in asked.schema.types] == [
                    str(kind).replace("item:", "element:") for kind in loaded.schema.types
                ]
            else:
                assert asked.types == loaded.types


@pytest.mark.parametrize("engine", ENGINES)
def test_parameters(files: Release, engine: str) -> None:
    for query, parameters, row in (
        ("select ? a, ? b", ["x", 2], ("x", 2)),
        ("select ? a", (date(2026, 1, 3),), (date(2026, 1, 3),)),
        ("select $b a, $a b", {"a": 1, "b": "it's"}, ("it's", 1)),
        ("select ?::varchar a", [None], (None,)),
        ("select ? a", [["x", "y"]], (["x", "y"],)),
        ("select count(*) a from statements where on_behalf_of = ?", ["'; drop view statements; --"], (0,)),
    ):
        assert rows_of(sql(files, query, parameters, engine)) == [row]


def test_what_is_counted_and_computed_has_the_types_of_counts_and_figures(files: Release) -> None:
    query = "select sum(n_sources) s, count(*) n, avg(n_sources) a, sum(n_sources) * 0.5 h, 1::utinyint u, 1::real r"
    told = files.sql(f"{query} from statements")
    assert [str(kind) for kind in told.dtypes] == ["Int64", "Int64", "float64", "float64", "Int64", "float64"]
    assert told.loc[0, "s"] == files.load("statements")["n_sources"].sum()
    assert files.sql(f"{query} from statements", engine="polars").dtypes == [
        *(pl.Int64, pl.Int64, pl.Float64, pl.Float64, pl.Int64, pl.Float64)
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_tables_do_not_hold(files: Release, engine: str) -> None:
    huge = 2**120
    (row,) = rows_of(sql(files, f"select {huge}::hugeint h, null n, [[1], null] l, 'x'::blob b, true t", engine=engine))
    assert (row[0] in (huge, Decimal(huge)), *row[1:]) == (True, None, [[1], None], b"x", True)
    (row,) = sql(files, "select timestamp '2026-01-03 01:02:03' t", engine="pyarrow").to_pylist()
    assert row == {"t": datetime(2026, 1, 3, 1, 2, 3)}


def test_an_interval_is_nothing_for_polars(files: Release) -> None:
    with pytest.raises(onrecord.OnRecordError, match=r"Ask for text instead: i::text"):
        files.sql("select interval 3 days i", engine="polars")
    assert rows_of(files.sql("select (interval 3 days)::text i", engine="polars")) == [("3 days",)]
    assert len(files.sql("select interval 3 days i")) == 1


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_two_columns_of_one_name(files: Release, engine: str) -> None:
    with pytest.raises(onrecord.OnRecordError, match=r"Several columns of the answer are called quote, topics"):
        sql(files, "select quote, topics, quote, topics, note from statements", engine=engine)
    assert columns_of(sql(files, 'select 1 as "a""b", 2 as "ä ö"', engine=engine)) == ['a"b', "ä ö"]


def test_an_answer_says_what_it_is_from(files: Release) -> None:
    attrs = files.sql("select 1 a").attrs
    assert attrs == {k: v for k, v in files.load("terms").attrs.items() if k not in ("table", "digest")}


# What asks for something else

NO_QUESTIONS = [
    *("", "  ", ";", "-- nothing", "select 1; select 2", "select 1 a; drop view statements"),
    *("drop view statements", "create or replace view statements as select 1 a", "create table mine as select 1 a"),
    *("insert into statements values (1)", "delete from statements", "update statements set quote = ''"),
    *("begin", "commit", "set threads = 1", "pragma version", "install json", "load json", "checkpoint"),
    *("attach 'mine.db'", "copy statements to 'mine.csv'", "export database 'mine'", "use memory.main"),
    "explain analyze create or replace view statements as select 1 a",
]


@pytest.mark.parametrize("query", NO_QUESTIONS)
def test_only_questions_are_asked(files: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.chdir(tmp_path)
    for engine in ENGINES:
        with pytest.raises(onrecord.OnRecordError):
            sql(files, query, engine=engine)
    assert list(tmp_path.iterdir()) == []
    assert files.sql("select count(*) n from statements").loc[0, "n"] == len(files.load("statements"))


WRONG: list[Any] = [
    ("select * from statments", None, r"Did you mean statements\? There are actors, .*onrecord.tables\(\)"),
    ("select * from xyzzy", None, r"There are actors, .*onrecord.tables\(\)"),
    ("select qoute from statements", None, "quote.*onrecord.describe"),
    ("selec 1", None, "syntax error.*onrecord.tables"),
    ("select error('no')", None, "no.*onrecord.tables"),
    ("select 'x'::int", None, "Could not convert.*onrecord.tables"),
    ("select '\ud800'", None, "surrogates not allowed"),
    ("select ?", None, "onrecord.tables"),
    ("select ?", [], "onrecord.tables"),
    ("select 1", [1], "onrecord.tables"),
    ("select $a", {"b": 1}, "onrecord.tables"),
    pytest.param("select ?", [object()], "onrecord.tables", id="an object"),
    ("select ?", [10**50], "onrecord.tables"),
    ("select ?", 5, "Parameters come as a list"),
    ("select ?", "x", "Parameters come as a list"),
    ("select ?", {1}, "Parameters come as a list"),
    (None, None, "The query is a text"),
    (5, None, "The query is a text"),
    (b"select 1", None, "The query is a text"),
    (["select 1"], None, "The query is a text"),
    # Names of variables of this package are no tables.
    *(
        (f"select * from {name}", None, "does not exist")
        for name in ("query", "store", "connection", "parameters", "pa")
    ),
]


@pytest.mark.parametrize(("query", "parameters", "message"), WRONG, ids=str)
def test_what_is_wrong_is_told(files: Release, query: Any, parameters: Any, message: str) -> None:
    for engine in ("pandas", "polars", "pyarrow"):
        with pytest.raises(onrecord.OnRecordError, match=f"(?s){message}"):
            sql(files, query, parameters, engine)


def test_a_pivot_is_a_question(files: Release) -> None:
    counted = files.load("statements")["speech_act"].value_counts()
    for _ in range(2):
        told = files.sql("pivot (select speech_act, 1 as one from statements) on speech_act using sum(one)")
        assert dict(zip(told.columns, told.fillna(0).iloc[0], strict=True)) == counted.to_dict()


def test_relations_can_be_asked_on(files: Release) -> None:
    relation = files.sql("select speech_act, n_sources from statements", engine="duckdb")
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    expected = (files.load("statements")["n_sources"] > 2).sum()
    assert relation.filter("n_sources > 2").aggregate("count(*)").fetchall() == [(expected,)]


def test_an_engine_that_there_is_not(files: Release) -> None:
    with pytest.raises(onrecord.OnRecordError, match='Did you mean engine="polars"'):
        sql(files, "select 1 a", engine="polar")


def test_several_threads_can_ask_at_a_time() -> None:
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(onrecord.sql, f"select {n} as n, count(*) from statements") for n in range(40)]
        loaded = [threads.submit(lambda: onrecord.load("actors", "duckdb")) for _ in range(40)]
        assert [question.result()["n"][0] for question in asked] == list(range(40))
    assert {len(relation.result()) for relation in loaded} == {len(onrecord.load("actors"))}

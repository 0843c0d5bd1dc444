"""Loading tables: the same values in every library, of the types that are promised, and nobody else's."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import onrecord
from onrecord.integrity.content import content_digest
from onrecord.names import TableName
from onrecord.release import Release
from onrecord.store import FolderStore
from plain import ENGINES, FORMS, columns_of, fields, is_coded, load, rows_of

# What each library calls the types, as the docstring of load() lists them.
TYPES: dict[str, dict[str, Any]] = {
    "pandas": {
        "string": "str",
        "date": "datetime64[us]",
        "integer": "Int64",
        "boolean": "boolean",
        "number": "float64",
        "list": "object",
    },
    "polars": {
        "string": pl.String,
        "date": pl.Date,
        "integer": pl.Int64,
        "boolean": pl.Boolean,
        "number": pl.Float64,
        "list": pl.List(pl.String),
    },
    "pyarrow": {
        "string": pa.string(),
        "date": pa.date32(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "number": pa.float64(),
        "list": pa.list_(pa.string()),
    },
    "duckdb": {
        "string": "VARCHAR",
        "date": "DATE",
        "integer": "BIGINT",
        "boolean": "BOOLEAN",
        "number": "DOUBLE",
        "list": "VARCHAR[]",
    },
}


def types(answer: Any, engine: str) -> dict[str, Any]:
    """The type of each column, as the library has it."""
    if engine == "pandas":
        return dict(answer.dtypes)
    if engine == "polars":
        return dict(answer.schema)
    if engine == "pyarrow":
        return {field.name: field.type for field in answer.schema}
    return dict(zip(answer.columns, answer.types, strict=True))


def codes(answer: Any, name: str, engine: str) -> list[str]:
    """The vocabulary that a column carries."""
    if engine == "pandas":
        return list(answer[name].cat.categories)
    if engine == "polars":
        return list(answer.schema[name].categories)
    if engine == "pyarrow":
        return list(answer[name].chunk(0).dictionary.to_pylist())
    return list(dict(types(answer, engine)[name].children)["values"])


def promised(answer: Any, engine: str, asked: dict[str, dict[str, Any]]) -> None:
    """Check that columns, their types and their vocabularies are those that load() promises."""
    assert columns_of(answer) == list(asked)
    found = types(answer, engine)
    for name, field in asked.items():
        if is_coded(field):
            assert codes(answer, name, engine) == field["codes"], name
        else:
            assert found[name] == TYPES[engine][field["onrecordType"]], name


@pytest.mark.parametrize("form", FORMS)
def test_every_engine_holds_the_rows_of_every_table(forms: dict[str, Release], form: str) -> None:
    for table, listed in forms["memory"].tables().iterrows():
        if listed["rows"] > 10_000 and form != "files":
            continue  # which takes long, and is told apart from no other
        whole = rows_of(forms["memory"].store.read(str(table)))
        for engine in ENGINES:
            answer = load(forms[form], str(table), engine)
            assert rows_of(answer) == whole, (table, engine)
            promised(answer, engine, fields(forms[form], str(table)))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_rows_keeps_types_and_vocabularies(forms: dict[str, Release], form: str, engine: str) -> None:
    for table, key in {
        "statements": "statement_id",
        "relationships": "relationship_id",
        "tenures": "tenure_id",
    }.items():
        answer = load(forms[form], table, engine, filters=[(key, "==", "is not there")])
        assert rows_of(answer) == []
        promised(answer, engine, fields(forms[form], table))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_second_load_equals_the_first(files: Release, engine: str) -> None:
    release = Release(FolderStore(cast(FolderStore, files.store).folder))
    first, second = (load(release, "statements", engine) for _ in range(2))
    assert rows_of(first) == rows_of(second)
    assert types(first, engine) == types(second, engine)


# What a frame says of itself


def test_a_frame_says_what_it_is_from(forms: dict[str, Release]) -> None:
    for release in forms.values():
        for table in ("statements", "terms"):
            attrs = load(release, table).attrs
            assert list(attrs) == ["table", "dataset", "version", "license", "citation", "digest"]
            assert (attrs["table"], attrs["version"]) == (table, release.version)
            assert attrs["digest"] == content_digest(release.store.read(table).to_pylist())
            assert json.loads(json.dumps(attrs)) == attrs
            metadata = load(release, table, "pyarrow").schema.metadata
            assert {key: metadata[key.encode()].decode() for key in attrs} == attrs


def test_what_it_says_survives_parquet(files: Release, tmp_path: Path) -> None:
    frame, table = files.load("relationships"), files.load("relationships", "pyarrow")
    frame.to_parquet(tmp_path / "pandas.parquet")
    pq.write_table(table, tmp_path / "arrow.parquet")
    again = pd.read_parquet(tmp_path / "pandas.parquet")
    assert again.attrs == frame.attrs
    assert rows_of(again) == rows_of(frame)
    assert pq.read_table(tmp_path / "arrow.parquet").schema.metadata == table.schema.metadata


def test_a_chosen_frame_says_it_too(files: Release) -> None:
    whole = files.load("statements").attrs
    assert files.load("statements", columns=["quote"], filters=[("n_sources", ">", 2)]).attrs == whole
    assert files.statements(since="2026-02-01").attrs == whole


# Whose a frame is


def _each_array(frame: pd.DataFrame) -> None:
    for name in frame:
        frame[name].array[0] = frame[name].array[len(frame) - 1]


def _each_value(frame: pd.DataFrame) -> None:
    for name in frame:
        values = frame[name].values
        if getattr(getattr(values, "flags", None), "writeable", True):
            values[0] = values[len(frame) - 1]


def _numpy(frame: pd.DataFrame) -> None:
    for name in frame.select_dtypes(["float64", "datetime"]):
        values = frame[name].to_numpy()
        values.flags.writeable = True
        values[:] = values[-1]


def _lists(frame: pd.DataFrame) -> None:
    for name in frame:
        for value in frame[name]:
            if isinstance(value, list):
                value.append("mine")


def _cells(frame: pd.DataFrame) -> None:
    frame.iloc[0] = frame.iloc[-1]
    frame.loc[1] = frame.loc[len(frame) - 1]
    frame.iat[2, 0] = "mine"


def _labels(frame: pd.DataFrame) -> None:
    frame.index.name = frame.columns.name = "mine"
    frame.columns = pd.Index([f"{name}_mine" for name in frame])
    frame.index = frame.index[::-1]


def _attrs(frame: pd.DataFrame) -> None:
    frame.attrs["version"] = "mine"
    frame.attrs.pop("digest")
    cast(Any, frame).flags.allows_duplicate_labels = False


def _codes(frame: pd.DataFrame) -> None:
    for name in frame.select_dtypes("category"):
        frame[name].array._codes[:] = 0
        frame[name] = frame[name].cat.add_categories(["mine"]).fillna("mine")


def _shape(frame: pd.DataFrame) -> None:
    frame.insert(0, "mine", 1)
    del frame["note"]
    frame.drop(index=frame.index[:5], inplace=True)


@pytest.mark.parametrize(
    "change",
    [_each_array, _each_value, _numpy, _lists, _cells, _labels, _attrs, _codes, _shape],
    ids=lambda f: f.__name__,
)
@pytest.mark.filterwarnings("ignore")  # of pandas, that some of this is not how to do it
def test_what_is_changed_in_a_frame_shows_nowhere_else(files: Release, change: Callable[[pd.DataFrame], None]) -> None:
    for table in cast(tuple[TableName, ...], ("statements", "relationships", "tenures", "evidence")):
        other, mine = files.load(table), files.load(table)
        before, said = rows_of(other), dict(other.attrs)
        change(mine)
        assert rows_of(mine) != before or change in (_labels, _attrs, _numpy, _lists)
        for frame in (other, files.load(table)):
            assert rows_of(frame) == before
            assert frame.attrs == said
            assert list(frame.columns) == list(fields(files, table))
            assert frame.index.equals(pd.RangeIndex(len(before)))
            assert frame.index.name is frame.columns.name is None
            assert cast(Any, frame).flags.allows_duplicate_labels
            promised(frame, "pandas", fields(files, table))


def test_what_is_changed_in_a_selection_shows_nowhere_else(files: Release) -> None:
    ask: list[Callable[[], pd.DataFrame]] = [
        lambda: files.statements(target="usa"),
        lambda: files.actors(kind="state", as_of="2026-01-03"),
        lambda: files.events(country="ven"),
    ]
    for question in ask:
        before = rows_of(question())
        mine = question()
        _lists(mine)
        _each_array(mine)
        assert rows_of(mine) != before
        assert rows_of(question()) == before


POLARS: list[Callable[[pl.DataFrame], object]] = [
    lambda mine: mine.drop_in_place("quote"),
    lambda mine: mine.insert_column(0, pl.lit(1).alias("mine")),
    lambda mine: mine.replace_column(0, pl.Series("mine", [0] * len(mine))),
    lambda mine: mine.extend(mine),
    lambda mine: mine["n_sources"].sort(in_place=True),
    lambda mine: mine["n_sources"].scatter(0, 99),
    lambda mine: mine.__setitem__((0, "quote"), "mine"),
    lambda mine: setattr(mine, "columns", [f"{name}_mine" for name in mine.columns]),
]


@pytest.mark.parametrize("change", POLARS)
def test_a_frame_of_polars_is_its_users(files: Release, change: Callable[[pl.DataFrame], object]) -> None:
    before = rows_of(files.load("statements", "polars"))
    change(files.load("statements", "polars"))
    after = files.load("statements", "polars")
    assert (rows_of(after), columns_of(after)) == (before, list(fields(files, "statements")))


def test_relations_can_be_joined_and_named_without_harm(files: Release) -> None:
    said, actors = files.load("statements", "duckdb"), files.load("actors", "duckdb")
    joined = said.join(actors.set_alias("a"), "speaker = a.actor_id")
    assert len(joined.fetchall()) == len(files.load("statements"))
    said.set_alias("mine").filter("n_sources > 2").fetchall()
    assert rows_of(files.load("statements", "duckdb")) == rows_of(files.load("statements"))


# Columns


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_columns_come_as_asked_for(forms: dict[str, Release], form: str, engine: str) -> None:
    asked = ["topics", "quote", "speech_act", "said_latest", "n_sources", "statement_id"]
    known = fields(forms[form], "statements")
    whole = load(forms[form], "statements", engine)
    places = [list(known).index(name) for name in asked]
    expected = [tuple(row[place] for place in places) for row in rows_of(whole)]
    for columns in (asked, tuple(asked), iter(asked), pd.Index(asked), pd.Series(asked), dict.fromkeys(asked)):
        answer = load(forms[form], "statements", engine, columns=columns)
        promised(answer, engine, {name: known[name] for name in asked})
        assert rows_of(answer) == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_a_filter_need_not_be_among_the_columns(files: Release, engine: str) -> None:
    answer = load(files, "statements", engine, columns=["quote"], filters=[("n_sources", ">", 4)])
    assert rows_of(answer) == [(s["quote"],) for s in files.store.read("statements").to_pylist() if s["n_sources"] > 4]


COLUMNS: list[tuple[Any, str]] = [
    ("name", r'Columns come as a list: onrecord.load\("actors", columns=\["name"\]\)'),
    ("nmae", "Columns come as a list"),
    (b"name", "Columns come as a list"),
    (5, "Columns come as a list"),
    ({"name"}, "Columns come as a list"),  # which order would that be?
    ([], "No column is asked for"),
    (["name", "kind", "name"], "The column name is asked for twice"),
    (["nmae"], r"There is no column 'nmae'. Did you mean 'name'"),
    ([None], "There is no column None"),
    ([["name"]], r"There is no column \['name'\]"),
    (["x" * 10**6], "There is no column 'xxx"),
]


@pytest.mark.parametrize(("columns", "message"), COLUMNS, ids=str)
@pytest.mark.parametrize("engine", ENGINES)
def test_columns_that_there_are_not(files: Release, engine: str, columns: Any, message: str) -> None:
    with pytest.raises(onrecord.OnRecordError, match=message) as caught:
        load(files, "actors", engine, columns=columns)
    assert len(str(caught.value)) < 2000


def test_every_fault_of_the_columns_is_told_at_once(files: Release) -> None:
    with pytest.raises(onrecord.OnRecordError) as caught:
        load(files, "actors", columns=["nmae", "knd", "name", "name"])
    assert str(caught.value).splitlines()[-1] == 'What there is: onrecord.describe("actors")'
    assert all(wrong in str(caught.value) for wrong in ("'nmae'", "'knd'", "name is asked for twice"))


# Engines that there are not


@pytest.mark.parametrize("engine", ["Polars", "plars", None, 5, ["polars"], "", b"polars"])
def test_an_engine_that_there_is_not(files: Release, engine: Any) -> None:
    with pytest.raises(onrecord.OnRecordError, match=r"There is no engine .*pandas, polars, pyarrow, duckdb.*polars"):
        load(files, "actors", engine)


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_an_engine_whose_library_is_missing(files: Release, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for name in [
        name for name in sys.modules if name in (f"onrecord.engines.as_{library}", "onrecord.engines.answers")
    ]:
        monkeypatch.delitem(sys.modules, name)
    calls: list[Callable[[], object]] = [lambda: load(files, "actors", library)]
    calls.append(lambda: cast(Any, files.sql)("select 1 a", engine=library))
    for call in calls:
        with pytest.raises(onrecord.OnRecordError, match=rf"needs {library}.*pip install 'onrecord\[{library}\]'"):
            call()


# Damage


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_a_code_that_is_not_in_its_vocabulary_does_not_vanish(files: Release, tmp_path: Path, engine: str) -> None:
    store = FolderStore(cast(FolderStore, files.store).folder)
    table = store.read("actors")
    at = table.schema.get_field_index("kind")
    wrong = table.set_column(at, table.schema.field(at), pa.array(["no-such-kind"] * len(table)))
    (tmp_path / "parquet").mkdir()
    pq.write_table(wrong, tmp_path / "parquet" / "actors.parquet")
    store.folder = tmp_path
    store.__dict__["contents"] = files.store.contents
    with pytest.raises(onrecord.OnRecordError, match="no-such-kind") as caught:
        load(Release(store), "actors", engine)
    assert str(caught.value).endswith("pip install --force-reinstall onrecord")


def test_relations_of_two_releases_do_not_meet(forms: dict[str, Release]) -> None:
    one, other = forms["files"].load("terms", "duckdb"), forms["zip"].load("terms", "duckdb")
    assert rows_of(one) == rows_of(other)
    with pytest.raises(duckdb.Error):
        one.union(other).fetchall()

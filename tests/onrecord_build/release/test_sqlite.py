"""The SQLite file holds what the Arrow tables hold, keeps their constraints, and explains and searches itself."""

from __future__ import annotations

import datetime
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.project import Project
from onrecord_build.release.contents import write_contents
from onrecord_build.release.formats import sqlite
from onrecord_build.release.formats.datasette import datasette_metadata
from onrecord_build.schema import Schemas
from sandbox import Sandbox

CHINESE = "中方呼吁美方确保马杜罗总统夫妇人身安全，立即释放马杜罗总统和夫人"


@pytest.fixture
def store(sandbox: Sandbox) -> MemoryStore:
    return compile_project(Project(sandbox.root))


@pytest.fixture
def written(store: MemoryStore, tmp_path: Path) -> sqlite3.Connection:
    return write(store, tmp_path)


def write(store: MemoryStore, folder: Path) -> sqlite3.Connection:
    sqlite.write(store, folder)
    return sqlite3.connect(folder / "onrecord.sqlite")


def change(store: MemoryStore, table: str, **values: Any) -> None:
    """Give the first row of a compiled table other values."""
    old = store.tables[table]
    rows = old.to_pylist()
    rows[0] |= values
    store.tables[table] = pa.Table.from_pylist(rows, schema=old.schema)


def names(database: sqlite3.Connection, kind: str) -> list[str]:
    return [n for (n,) in database.execute("SELECT name FROM sqlite_master WHERE type = ? ORDER BY rowid", [kind])]


def test_every_value_comes_back(store: MemoryStore, written: sqlite3.Connection) -> None:
    decode: dict[str, Callable[[Any], Any]] = {
        "list": json.loads,
        "date": datetime.date.fromisoformat,
        "boolean": {0: False, 1: True}.__getitem__,
    }
    written.row_factory = sqlite3.Row
    for name, table in store.schemas.released.items():
        types = {field.name: field.type for field in table.fields}
        rows = [
            {c: v if v is None else decode.get(types[c], lambda same: same)(v) for c, v in dict(row).items()}
            for row in written.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        ]
        assert rows == store.tables[name].to_pylist(), name
        for row in rows:
            assert list(row) == list(types)
    assert any(isinstance(v, bool) for row in store.tables["tenures"].to_pylist() for v in row.values())


def test_a_list_is_readable_json(store: MemoryStore, tmp_path: Path) -> None:
    change(store, "actors", aliases=["Ñandú", 'with "quotes"'])
    (aliases,) = write(store, tmp_path).execute("SELECT aliases FROM actors LIMIT 1").fetchone()
    assert aliases == '["Ñandú", "with \\"quotes\\""]'


def test_tables_come_in_order_and_are_strict(store: MemoryStore, written: sqlite3.Connection) -> None:
    released = list(store.schemas.released)
    assert names(written, "table")[: len(released)] == released
    listed = {
        name: (ncol, without_rowid, strict)
        for _, name, _, ncol, without_rowid, strict in written.execute("PRAGMA table_list")
    }
    for name, table in store.schemas.released.items():
        assert listed[name] == (len(table.fields), 0, 1)


def test_the_same_records_give_the_same_bytes(sandbox: Sandbox, tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        sqlite.write(compile_project(Project(sandbox.root)), tmp_path)
        found.append((tmp_path / "onrecord.sqlite").read_bytes())
    assert found[0] == found[1]
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["onrecord.sqlite"]


def test_the_file_says_what_it_is(store: MemoryStore, written: sqlite3.Connection) -> None:
    told = dict(written.execute("SELECT key, value FROM release"))
    assert told == store.identity.about()
    assert (told["name"], told["version"], told["released"]) == ("onrecord", "1.2.3", "2026-02-10")
    assert written.execute("PRAGMA application_id").fetchone() == (sqlite.APPLICATION_ID,)
    assert written.execute("PRAGMA user_version").fetchone() == (0,)
    assert written.execute("PRAGMA page_size").fetchone() == (4096,)
    assert written.execute("PRAGMA freelist_count").fetchone() == (0,)
    rows = written.execute('SELECT "table", "column" FROM columns ORDER BY rowid').fetchall()
    assert rows == [(t.name, f.name) for t in store.schemas.released.values() for f in t.fields]
    row = written.execute("SELECT * FROM columns WHERE \"table\" = 'statements' AND \"column\" = 'topics'").fetchone()
    description = "One to three topics, the most important first."
    position = store.tables["statements"].column_names.index("topics") + 1
    assert row == ("statements", "topics", position, "list", 1, 0, None, description, "topic")


def test_references_hold_and_are_indexed(store: MemoryStore, written: sqlite3.Connection) -> None:
    assert written.execute("PRAGMA foreign_key_check").fetchall() == []
    for name, table in store.schemas.released.items():
        keys = {(row[3], row[2], row[4]) for row in written.execute(f'PRAGMA foreign_key_list("{name}")')}
        assert keys == {(r.field, r.table, r.key) for r in table.references}
        indexes = [row[1] for row in written.execute(f'PRAGMA index_list("{name}")')]
        leading = [written.execute(f'PRAGMA index_info("{index}")').fetchone()[2] for index in indexes]
        assert {r.field for r in table.references} <= set(leading)
        assert len(leading) == len(set(leading)), "two indexes for one column"


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM sources",
        "UPDATE statements SET speaker = 'nobody'",
        "UPDATE statements SET mode = 'no-such-mode'",
        "UPDATE statements SET topics = 'no list'",
        "UPDATE statements SET summary = NULL",
        "UPDATE statements SET n_sources = 'many'",
        "UPDATE tenures SET contested = 2",
        "UPDATE sources SET url = 'https://times.example/minister'",
        "INSERT INTO actors SELECT * FROM actors",
    ],
)
def test_what_breaks_a_constraint_is_refused(written: sqlite3.Connection, change: str) -> None:
    written.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError), written:
        written.execute(change)


@pytest.mark.parametrize(
    ("table", "values", "what"),
    [
        ("actors", {"kind": "estate"}, "CHECK constraint failed in actors"),
        ("actors", {"name": None}, "compiled table actors: NOT NULL"),
        ("actors", {"actor_id": "xea"}, "compiled table actors: UNIQUE"),
        (
            "evidence",
            {"statement": "st-9999-none"},
            "compiled table evidence: row 1 names a record that is not in statements",
        ),
    ],
)
def test_a_defect_of_the_compiler(
    store: MemoryStore, tmp_path: Path, table: str, values: dict[str, Any], what: str
) -> None:
    change(store, table, **values)
    with pytest.raises(RuntimeError, match=what):
        sqlite.write(store, tmp_path)
    assert not (tmp_path / "onrecord.sqlite").exists()


def test_tables_and_views_can_be_read_where_the_schema_is_not_trusted(written: sqlite3.Connection) -> None:
    written.execute("PRAGMA trusted_schema = OFF")
    for name in names(written, "table") + names(written, "view"):
        written.execute(f'SELECT * FROM "{name}"').fetchall()
    assert written.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_schema_explains_itself(store: MemoryStore, tmp_path: Path) -> None:
    field = store.schemas.tables["actors"].fields[0]
    field.spec["description"] = "One line\n); DROP TABLE actors; */ -- it's\r\n\tanother"
    database = write(store, tmp_path)
    texts = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert "-- One line ); DROP TABLE actors; */ -- it's another\n" in texts["actors"]
    assert database.execute("SELECT count(*) FROM actors").fetchone() == (store.tables["actors"].num_rows,)
    for name, table in store.schemas.released.items():
        for each in table.fields:
            assert f'-- {" ".join(each.spec["description"].split())}\n  "{each.name}" ' in texts[name]


def test_search_minds_neither_accents_nor_case(store: MemoryStore, tmp_path: Path) -> None:
    change(store, "actors", name="Miguel Díaz-Canel", aliases=["Presidente Díaz"])
    change(store, "statements", summary="Он говорит об ёлке.")
    database = write(store, tmp_path)
    for words in ('"Diaz-Canel"', '"DÍAZ-CANEL"', "miguel", "aliases: presidente"):
        found = database.execute("SELECT name FROM actors_fts WHERE actors_fts MATCH ?", [words]).fetchall()
        assert found == [("Miguel Díaz-Canel",)], words
    for words in ("сделаем", "ЭТОГО", "ЁЛКЕ"):
        query = "SELECT statement_id FROM statements WHERE rowid IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)"
        assert database.execute(query, [words]).fetchall() == [("st-0001-we-will-not",)], words
    assert database.execute("SELECT count(*) FROM sources_fts WHERE sources_fts MATCH 'министр'").fetchone() == (1,)


def test_search_finds_words_inside_a_chinese_clause(store: MemoryStore, tmp_path: Path) -> None:
    rows = store.tables["evidence"].to_pylist()
    changed = next(row for row in rows if row["exact"])
    changed["exact"] = CHINESE
    store.tables["evidence"] = pa.Table.from_pylist(rows, schema=store.tables["evidence"].schema)
    database = write(store, tmp_path)
    expected = [(changed["evidence_id"],)]
    query = "SELECT evidence_id FROM evidence WHERE rowid IN (SELECT rowid FROM evidence_trigrams WHERE evidence_trigrams MATCH ?)"
    assert database.execute(query, ["马杜罗"]).fetchall() == expected
    assert database.execute(query, ["立即释放马杜罗"]).fetchall() == expected
    assert database.execute(query, ["马罗杜"]).fetchall() == []
    assert database.execute("SELECT evidence_id FROM evidence WHERE exact LIKE '%总统%'").fetchall() == expected


def test_views(store: MemoryStore, written: sqlite3.Connection) -> None:
    written.row_factory = sqlite3.Row
    (statement,) = map(dict, written.execute("SELECT * FROM statements_readable"))
    assert statement == {
        "id": "st-0001-we-will-not",
        "said": "2026-02-03",
        "speaker": "Max Muster",
        "on_behalf_of": "Example State",
        "speech_act": "refuse",
        "topics": "diplomacy-mediation, sovereignty-territory",
        "summary": "He says that his government will not do what Sample Republic demands.",
        "quote": "Мы этого не сделаем",
        "quote_lang": "ru",
        "publisher": "Example Agency",
        "source_title": "Министр ответил",
        "source_url": "https://agency.example/a?b=1",
        "link": next(e["link"] for e in store.tables["evidence"].to_pylist() if e["evidence_id"] == "ev-0010-agency"),
        "verification": store.tables["statements"]["verification"][0].as_py(),
        "n_witnesses": store.tables["statements"]["n_witnesses"][0].as_py(),
    }
    stances = [
        tuple(r) for r in written.execute("SELECT speaker, target, role, stance FROM stances_readable ORDER BY number")
    ]
    assert stances[0] == ("Max Muster", "Sample Republic", "evaluated", "against")
    assert len(stances) == 2 and stances[1][1]
    (position,) = map(dict, written.execute("SELECT * FROM positions_readable"))
    assert (position["actor"], position["said"], position["position"]) == ("Max Muster", "2026-02-03", "asserts")
    assert position["proposition"] in store.tables["propositions"]["text"].to_pylist()
    (relationship,) = map(dict, written.execute("SELECT * FROM relationships_readable"))
    assert {relationship["subject"], relationship["object"]} == {"Example State", "Sample Republic"}
    passages = written.execute("SELECT record FROM evidence_readable").fetchall()
    assert len(passages) == store.tables["evidence"].num_rows and all(record for (record,) in passages)


def test_a_view_without_its_tables_is_left_out(store: MemoryStore, tmp_path: Path) -> None:
    tables = {name: table for name, table in store.schemas.tables.items() if name != "statement_positions"}
    store.schemas = Schemas(tables, store.schemas.terms)
    views = names(write(store, tmp_path), "view")
    assert "statements_readable" in views and "positions_readable" not in views
    shown = datasette_metadata(store)["databases"]["onrecord"]["tables"]
    assert "statements_readable" in shown and "positions_readable" not in shown


def test_a_full_disk(sandbox: Sandbox, tmp_path: Path) -> None:
    pytest.importorskip("resource")
    code = """
import resource, sys
from pathlib import Path
from onrecord_build.compile import compile_project
from onrecord_build.project import Project
from onrecord_build.release.formats import sqlite
store = compile_project(Project(Path(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    sqlite.write(store, Path(sys.argv[2]))
except OSError as error:
    print("OSError:", error.strerror)
"""
    run = [sys.executable, "-c", code, str(sandbox.root), str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True)
    assert done.stdout == "OSError: File too large\n", done.stderr


def ask(path: Path, address: str, *options: str) -> Any:
    """What Datasette answers."""
    run = [sys.executable, "-m", "datasette", str(path), *options, "--get", address]
    done = subprocess.run(run, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_datasette_searches(store: MemoryStore, tmp_path: Path) -> None:
    change(store, "actors", name="Miguel Díaz-Canel")
    sqlite.write(store, tmp_path)
    path = tmp_path / "onrecord.sqlite"
    rows = json.loads(ask(path, "/onrecord/statements.json?_search=government&_shape=array&_labels=on"))
    assert [row["statement_id"] for row in rows] == ["st-0001-we-will-not"]
    assert rows[0]["speaker"] == {"value": "max-muster", "label": "Max Muster"}
    rows = json.loads(ask(path, "/onrecord/actors.json?_search=Diaz-Canel&_shape=array"))
    assert [row["name"] for row in rows] == ["Miguel Díaz-Canel"]
    listed = json.loads(ask(path, "/onrecord.json"))["tables"]
    found = {table["name"]: table["fts_table"] for table in listed if not table["hidden"]}
    assert set(found) == {*store.schemas.released, "release", "columns"}
    searched = {"actors", "evidence", "sources", "statements"}
    assert {name: fts for name, fts in found.items() if fts} == {name: f"{name}_fts" for name in searched}


def test_datasette_shows_the_metadata(store: MemoryStore, sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    write_contents(store, sandbox.root, folder)
    path, options = folder / "onrecord.sqlite", ("--metadata", str(folder / "datasette.json"))
    (row,) = json.loads(ask(path, "/onrecord/statements.json?_shape=array&_labels=on", *options))
    assert row["event"]["label"] == store.tables["events"]["label"][0].as_py()
    page = ask(path, "/onrecord/statements", *options)
    assert store.schemas.tables["statements"].spec["description"] in page
    assert "The passage that shows the statement best." in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page
    assert ">None</a>" not in ask(path, "/onrecord/evidence", *options)

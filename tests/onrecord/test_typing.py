"""What type checkers make of the package from outside: what each call returns, and which are wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import REPOSITORY

HEAD = "import onrecord\nrelease = onrecord.Release()\n"
# Each line, and the type that it has; None where it is wrong.
USES: list[tuple[str, str | None]] = [
    ('onrecord.load("statements")', "pandas.DataFrame"),
    ('onrecord.load("statements", "polars")', "polars.DataFrame"),
    ('onrecord.load("statements", engine="polars", columns=["quote", "topics"])', "polars.DataFrame"),
    ('onrecord.load("statements", engine="duckdb")', "duckdb.DuckDBPyRelation"),
    ('onrecord.load("terms", filters=[("scheme", "==", "topic")])', "pandas.DataFrame"),
    ('onrecord.load("terms", filters=[[("scheme", "==", "topic")], [("code", "in", ["x"])]])', "pandas.DataFrame"),
    ('onrecord.load("terms", filters=[("scheme", "in", ["topic"]), ("rank", ">", 2)])', "pandas.DataFrame"),
    ('onrecord.load("terms", version="0.2.0")', "pandas.DataFrame"),
    ('release.load("statements", version=onrecord.open("x"))', "pandas.DataFrame"),
    ('release.load("statements", engine="polars")', "polars.DataFrame"),
    ('onrecord.sql("select 1")', "pandas.DataFrame"),
    ('onrecord.sql("select ?", [1], engine="polars")', "polars.DataFrame"),
    ('release.sql("select $a", {"a": 1}, engine="duckdb")', "duckdb.DuckDBPyRelation"),
    (
        'onrecord.statements(speaker="x", on_behalf_of=["CN", "RU"], act="demand", since="2026-01-03")',
        "pandas.DataFrame",
    ),
    ('onrecord.statements(speaker=onrecord.actors("x")["actor_id"])', "pandas.DataFrame"),
    ('onrecord.evidence("st-…")', "pandas.DataFrame"),
    ('onrecord.relationships("VE", as_of="2026-01-04", expand=False)', "pandas.DataFrame"),
    ("onrecord.tables()", "pandas.DataFrame"),
    ("onrecord.cite()", "str"),
    ("onrecord.__version__", "str"),
    ('onrecord.load("statments")', None),
    ('onrecord.load("statements", engine="polar")', None),
    ('onrecord.load("statements", columns=["qoute"])', None),
    ('onrecord.load("statements", columns="quote")', None),
    ('onrecord.load("statements", colums=["quote"])', None),
    ('onrecord.load("statements", filters=[("quote", "==")])', None),
    ('onrecord.load("statements", filters=("quote", "==", "x"))', None),
    ('onrecord.load("statements", filters=["quote"])', None),
    ('onrecord.describe("statments")', None),
    ('onrecord.sql("select 1", engine="arrow")', None),
    ('onrecord.statements("x")', None),
    ('onrecord.statements(speeker="x")', None),
    ("onrecord.statements(speaker=5)", None),
    ('onrecord.lod("statements")', None),
    ('release.load("statments")', None),
]


@pytest.fixture
def uses(tmp_path: Path) -> Path:
    """Each use on a line of its own, where a checker says its type."""
    path = tmp_path / "uses.py"
    path.write_text(HEAD + "".join(f"reveal_type({use})\n" for use, _ in USES), encoding="utf-8")
    return path


def check(seen: dict[int, list[str]], wrong: set[int]) -> None:
    """Hold what a checker said of each line against what it should say."""
    for number, (use, kind) in enumerate(USES, HEAD.count("\n") + 1):
        if kind is None:
            assert number in wrong, f"taken for right: {use}"
        else:
            assert number not in wrong, f"taken for wrong: {use}"
            name = kind.rpartition(".")[2]
            assert any(re.search(rf"\b{name}\b", text) for text in seen[number]), (use, seen[number])
    assert not {number for number in wrong if number <= HEAD.count("\n")}


def test_mypy(uses: Path) -> None:
    options = [
        "--strict",
        "--config-file=",
        f"--cache-dir={REPOSITORY / '.mypy_cache' / 'uses'}",
        "--hide-error-context",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(uses)], cwd=uses.parent, capture_output=True, encoding="utf-8"
    )
    seen: dict[int, list[str]] = {}
    wrong = set()
    for number, kind, text in re.findall(r"^[^:\n]*uses\.py:(\d+): (error|note): (.*)$", done.stdout, re.MULTILINE):
        seen.setdefault(int(number), []).append(text)
        if kind == "error":
            wrong.add(int(number))
    assert not done.stderr, done.stderr
    check(seen, wrong)
    revealed = "\n".join(text for texts in seen.values() for text in texts)
    assert "pandas.core.frame.DataFrame" in revealed and "polars.dataframe.frame.DataFrame" in revealed


def test_pyright(uses: Path) -> None:
    command = shutil.which("pyright", path=str(Path(sys.executable).parent)) or shutil.which("pyright")
    if not command:
        pytest.skip("pyright is not installed")
    try:
        done = subprocess.run(
            [command, "--outputjson", "--pythonpath", sys.executable, str(uses)],
            cwd=uses.parent,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        report = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        pytest.skip("pyright does not run here: it fetches Node.js, which needs the web")
    seen: dict[int, list[str]] = {}
    wrong = set()
    for told in report["generalDiagnostics"]:
        number = told["range"]["start"]["line"] + 1
        seen.setdefault(number, []).append(told["message"])
        if told["severity"] == "error":
            wrong.add(number)
    check(seen, wrong)

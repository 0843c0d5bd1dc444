"""`onrecord check` takes tables: what it says of them, where, and how many times."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from synthetic_tables import tables, write_tables

from onrecord.cli import main

Run = Callable[..., tuple[int, str, str]]
FORMS = ("parquet", "csv", "jsonl")


@pytest.fixture(scope="module")
def good() -> dict[str, pl.DataFrame]:
    return tables(60, 1)


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Write tables and check them, outside of any clone of the project."""
    monkeypatch.chdir(tmp_path)

    def run(frames: dict[str, pl.DataFrame], *options: str, form: str = "parquet") -> tuple[int, str, str]:
        folder = tmp_path / "coded"
        folder.mkdir(exist_ok=True)
        write_tables(folder, frames, form)
        status = main(["check", "coded", *options])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def kinds(out: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(kind["table"], kind["column"], kind["code"]): kind for kind in json.loads(out)["kinds"]}


def changed(
    frames: dict[str, pl.DataFrame], table: str, column: str, row: int, value: object
) -> dict[str, pl.DataFrame]:
    """Tables with another value in one place, or in the same column of every row."""
    frame = frames[table]
    rows = pl.int_range(pl.len()) == row if row >= 0 else pl.lit(True)
    new = pl.when(rows).then(pl.lit(value, dtype=frame.schema[column])).otherwise(pl.col(column)).alias(column)
    return frames | {table: frame.with_columns(new)}


@pytest.mark.parametrize("form", FORMS)
def test_tables_without_faults(check: Run, good: dict[str, pl.DataFrame], form: str) -> None:
    status, out, err = check(good, form=form)
    assert (status, err) == (0, "")
    assert out.startswith("No faults in ") and f"of {len(good)} tables" in out


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("column", "value", "code", "meant"),
    [
        ("speech_act", "refuze", "unknown-code", "refuse"),
        ("said", "2026-02-30", "wrong-date", None),
        ("summary", "He says no, and no again." * 20, "too-long", None),
        ("summary", " He says no.", "white-space", None),
        ("summary", "He says\x07no.", "control-character", None),
        ("speaker", "nobody-known", "unknown-record", None),
        ("original_lang", "English", "wrong-pattern", None),
        ("mode", None, "missing-value", None),
    ],
)
def test_a_fault_of_a_value(
    check: Run, good: dict[str, pl.DataFrame], form: str, column: str, value: str | None, code: str, meant: str | None
) -> None:
    status, out, _ = check(changed(good, "statements", column, 16, value), "--format", "json", form=form)
    kind = kinds(out)["statements", column, code]
    fault = kind["faults"][0]
    assert status == 1
    assert (kind["count"], kind["rows"], fault["row"], fault["column"]) == (1, [17], 17, column)
    assert fault["path"] == f"coded/statements.{form}"
    assert fault["record"] == good["statements"]["statement_id"][16]
    assert meant is None or meant in fault["suggestions"]


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_that_is_broken(check: Run, good: dict[str, pl.DataFrame], form: str) -> None:
    row = good["sources"]["text_sha256"].is_not_null().arg_max() or 0
    _, out, _ = check(changed(good, "sources", "access", row, "excerpt"), "--format", "json", form=form)
    kind = kinds(out)["sources", "", "archived-in-full"]
    assert kind["rows"] == [row + 1]
    assert kind["faults"][0]["column"] == "access"


def test_numbers_are_exact_and_few_are_shown(check: Run, good: dict[str, pl.DataFrame]) -> None:
    bad = changed(good, "statements", "speech_act", -1, "refuze")
    status, out, _ = check(bad, "--most", "2")
    assert status == 1
    assert out.count("speech_act 'refuze' is not a code of speech-act") == 2
    assert "and 58 rows more of this kind: 3, 4, 5," in out
    _, out, _ = check(bad, "--most", "2", "--format", "json")
    assert kinds(out)["statements", "speech_act", "unknown-code"]["rows"] == list(range(1, 61))


def test_a_repeated_key_names_the_first(check: Run, good: dict[str, pl.DataFrame]) -> None:
    first = good["statements"]["statement_id"][3]
    _, out, _ = check(changed(good, "statements", "statement_id", 9, first), "--format", "json")
    kind = kinds(out)["statements", "statement_id", "repeated-value"]
    assert kind["rows"] == [10]
    assert "first in row 4" in kind["faults"][0]["message"]


def test_columns_that_are_missing_and_unknown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], good: dict[str, pl.DataFrame]
) -> None:
    good["statements"].rename({"mode": "mood"}).write_parquet(tmp_path / "statements.parquet")
    status = main(["check", str(tmp_path)])
    out = capsys.readouterr().out
    assert status == 1
    assert "the table has no column 'mode'" in out
    assert "'mood' is not a column of statements" in out and "Did you mean `mode`?" in out


def test_what_cannot_be_asked_is_said(check: Run, good: dict[str, pl.DataFrame]) -> None:
    _, out, _ = check({"statements": good["statements"]})
    assert "Not asked for want of evidence: evidence-supports" in out


def test_warnings_alone_are_no_failure(check: Run, good: dict[str, pl.DataFrame]) -> None:
    row = good["evidence"]["rendition"].eq("verbatim").arg_max() or 0
    lang = "zu" if good["evidence"]["lang"][row] != "zu" else "xh"
    status, out, _ = check(changed(good, "evidence", "lang", row, lang), "--format", "json")
    report = json.loads(out)
    assert (status == 1) is (report["errors"] > 0)
    assert report["warnings"] >= 1


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("nosuch.parquet", "There is no nosuch.parquet"),
        ("statments.parquet", "Did you mean `statements`?"),
        ("empty", "holds no records"),
    ],
)
def test_what_is_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argument: str, said: str
) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    pl.DataFrame({"statement_id": ["x"]}).write_parquet(tmp_path / "statments.parquet")
    status = main(["check", argument])
    err = capsys.readouterr().err
    assert status == 2
    assert said in err or (argument == "empty" and "clone" in err)


def test_only_text_and_json(check: Run, good: dict[str, pl.DataFrame]) -> None:
    status, _, err = check(good, "--format", "sarif")
    assert status == 2 and "--format text" in err

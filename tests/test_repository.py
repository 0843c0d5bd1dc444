"""The repository itself: its records, its generated files, its style, and the commands of its README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import frictionless
import pytest

import onrecord
from onrecord_build import illustrate, picture
from onrecord_build.check import check
from onrecord_build.generate import generated
from onrecord_build.project import Project
from sandbox import REPOSITORY

PROJECT = Project(REPOSITORY)
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
TEXTS = os.environ.get("ONRECORD_TEXTS")
needs_texts = pytest.mark.skipif(
    not TEXTS, reason="the archived texts are other people's: name their folder in ONRECORD_TEXTS"
)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_the_records_have_no_faults() -> None:
    _, faults = check(PROJECT)
    assert faults == []


@needs_texts
def test_quotations_stand_in_the_archived_texts() -> None:
    dataset, faults = check(PROJECT, Path(str(TEXTS)))
    assert faults == []
    archived = {s["source_id"] for s in dataset.rows("sources") if s["text_sha256"]}
    assert archived
    assert set(dataset.anchors) == {e["evidence_id"] for e in dataset.rows("evidence") if e["source"] in archived}


@pytest.mark.parametrize("path", sorted(generated(PROJECT)), ids=PROJECT.name_of)
def test_generated_files_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == generated(PROJECT)[path], "run: onrecord generate"


@needs_texts
def test_anchors_are_up_to_date() -> None:
    path = PROJECT.dataset / "anchors.csv"
    assert path.read_text(encoding="utf-8") == generated(PROJECT, Path(str(TEXTS)))[path], "run: onrecord generate"


@pytest.mark.parametrize("folder", ["dataset", "schemas"])
def test_stock_frictionless_accepts_the_csv_files(folder: str) -> None:
    report = frictionless.validate(str(REPOSITORY / folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "message"])
    assert report.stats["tasks"] > 0


def test_every_term_is_defined_with_a_case_for_and_against() -> None:
    terms = onrecord.load("terms")
    for column in ("definition", "example", "non_example"):
        assert terms[column].str.len().min() > 3
        # Within a scheme no two terms share a text: each says what sets it apart.
        assert not terms.duplicated(["scheme", column]).any(), column
    ranks = terms.groupby("scheme")["rank"].apply(sorted)
    assert all(list(rank) == list(range(1, len(rank) + 1)) for rank in ranks)


def test_every_vocabulary_is_used_by_a_column_and_every_column_finds_its_vocabulary() -> None:
    from onrecord_build.schema import read_schemas

    schemas = read_schemas(PROJECT.schemas)
    used = {f.spec["vocabulary"] for t in schemas.tables.values() for f in t.fields if "vocabulary" in f.spec}
    assert used == set(schemas.terms)


def test_the_picture_shows_the_data() -> None:
    svg = (REPOSITORY / ".github" / "statements.svg").read_text(encoding="utf-8")
    shown = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    data = picture.counts()
    assert {*data["region"], *data["week"]} <= set(shown), "run the command in the README that draws it"
    numbers = sorted(text for text in shown if text.isdigit())
    assert numbers == sorted(map(str, data["statements"])), "run the command in the README that draws it"


def test_the_picture_and_the_table_of_balance_have_the_same_regions() -> None:
    balance = onrecord.load("balance")
    regions = balance[(balance["dimension"] == "region") & (balance["n_statements"] > 0)]
    expected = dict(zip(regions["label"].replace("none", picture.NOWHERE), regions["n_statements"], strict=True))
    assert picture.counts().groupby("region")["statements"].sum().to_dict() == expected


def test_the_codebook_quotes_records() -> None:
    """Every record that it names is there, and what it quotes from one stands in a passage of it."""
    codebook = (REPOSITORY / "dataset" / "CODEBOOK.md").read_text(encoding="utf-8")
    statements = onrecord.load("statements")["statement_id"]
    of_code = {name[:7]: name for name in statements}
    assert set(re.findall(r"\bst-[0-9a-z]{4}\b", codebook)) <= set(of_code)
    quoted = re.findall(r"“([^”]+)”[^“”()]{0,40}\((st-[0-9a-z]{4})\b", codebook)
    assert len(quoted) > 15
    passages = (
        onrecord.load("evidence").dropna(subset="exact").groupby("statement", observed=True)["exact"].agg(" ".join)
    )
    for words, record in quoted:
        for part in " ".join(words.split()).split(" … "):
            assert part in passages[of_code[record]], (part, record)


@pytest.fixture(scope="module")
def as_the_readme_says(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Run what the README shows in Python, block by block: where, what it printed, and what the README says of that."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / ".github").mkdir()
    blocks = re.findall(r"^```python\n(.*?)^```\n(?:\n```\n(.*?)^```$)?", README, flags=re.MULTILINE | re.DOTALL)
    here = [(code, out) for code, out in blocks if code in illustrate.code_of(README)]
    assert len(here) > 3
    done = subprocess.run(
        [sys.executable, "-c", "".join(code for code, _ in here)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout, "".join(out for _, out in here)


def test_the_code_of_the_readme_prints_what_stands_below_it(as_the_readme_says: tuple[Path, str, str]) -> None:
    _, printed, shown = as_the_readme_says
    assert printed == shown


@pytest.mark.parametrize("name", re.findall(r'^onrecord\.plot\..*\.save\("(.*)"\)$', README, flags=re.MULTILINE))
def test_the_pictures_of_the_readme_show_the_data(as_the_readme_says: tuple[Path, str, str], name: str) -> None:
    drawn = [(folder / name).read_text(encoding="utf-8") for folder in (REPOSITORY, as_the_readme_says[0])]
    texts = [re.findall(r"<text[^>]*>([^<]*)</text>", svg) for svg in drawn]
    marks = [Counter(re.findall(r'aria-roledescription="([^"]+)"', svg)) for svg in drawn]
    assert texts[0] == texts[1], "run the calls in the README that draw them"
    assert marks[0] == marks[1] != {}, "run the calls in the README that draw them"


def test_the_picture_can_be_drawn(tmp_path: Path) -> None:
    picture.draw(picture.counts()).save(tmp_path / "drawn.svg")
    assert (tmp_path / "drawn.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_version_is_the_top_heading_of_the_change_log() -> None:
    assert onrecord.__version__ == PROJECT.version
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+)?", PROJECT.version)


@pytest.mark.parametrize("command", [["mypy"], ["ruff", "check"], ["ruff", "format", "--check"]], ids=" ".join)
def test_style(command: list[str]) -> None:
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr

"""What the timings rest on holds: made-up datasets have no faults, a check without faults imports nothing heavy, the
comparison of releases is right about every pair, and what is said of speed and growth is what was measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import scale_table
from compare_releases import PAIRS, changed
from growth import Point, Slope, slope
from growth_picture import draw
from growth_works import WORKS
from measured import TooLarge, TooLong, attempt
from streamed import ENGINES, stream
from write_tables import grown

from onrecord.comparison import compare
from onrecord_build.compile import compile_project
from onrecord_build.project import Project
from sandbox import REPOSITORY

BENCHMARKS = REPOSITORY / "tests" / "benchmarks"
MAKE = "import sys; from pathlib import Path; from synthetic import Synthetic; Synthetic(Path(sys.argv[1]), 60).write()"
CHECK = "import sys; from onrecord.cli import main; status = main(['check']); print(*sys.modules); sys.exit(status)"
HEAVY = {"yaml", "pandas", "numpy", "pyarrow", "pandera", "frictionless", "jsonschema", "rapidfuzz", "dataclasses"}


def run(code: str, folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "ONRECORD_TEXTS"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_made_up_dataset_has_no_faults_and_its_check_imports_nothing_heavy(tmp_path: Path) -> None:
    run(MAKE, BENCHMARKS, str(tmp_path))
    first, modules = run(CHECK, tmp_path).splitlines()
    assert first.startswith("No faults in ") and "60 statements" in first
    assert not HEAVY & set(modules.split())


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    run(MAKE, BENCHMARKS, str(tmp_path / "one"))
    run(MAKE, BENCHMARKS, str(tmp_path / "two"))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_every_pair_of_releases_is_told_apart_rightly() -> None:
    store = compile_project(Project(REPOSITORY))
    for pair in PAIRS:
        other, concerned = changed(store, pair.change)
        difference = compare(store, other)
        assert (difference.step, {c.record for c in difference.records}) == (pair.step, concerned), pair.name


def test_the_table_that_is_written_has_as_many_rows_under_identifiers_of_their_own() -> None:
    store = compile_project(Project(REPOSITORY))
    table = grown(2000)
    names = table["statement_id"].to_pylist()
    assert names == sorted(set(names)) and len(names) == 2000
    assert table.schema == store.read("statements").schema


def test_the_slope_is_the_exponent_over_the_larger_sizes() -> None:
    points = [Point("diff", n, 2e-9 * n**1.5, 40 + n) for n in (1000, 10_000, 20_000, 100_000)]
    points[0] = points[0]._replace(seconds=99.0)  # of a small size, which tells nothing of growth
    assert slope("diff", points) == Slope("diff", 1.5, 1.0)
    assert slope("diff", points[:1]) == Slope("diff", None, None) == slope("diff", [])


def test_growth_is_measured_printed_written_and_drawn(tmp_path: Path) -> None:
    names = ("check of records", "diff", "bare polars")
    found, picture = tmp_path / "growth.json", tmp_path / "growth.svg"
    options = [
        "--statements",
        "20",
        "--records",
        "10",
        "20",
        "--runs",
        "1",
        "--json",
        str(found),
        "--svg",
        str(picture),
    ]
    command = [sys.executable, str(BENCHMARKS / "growth.py"), *options, "--only", *names]
    lines = attempt(command, tmp_path).out.splitlines()
    document = json.loads(found.read_text(encoding="utf-8"))
    points = [Point(**point) for point in document["points"]]
    assert {(p.work, p.statements) for p in points} == {
        (name, size) for name in names for size in ((10, 20) if name == "check of records" else (20,))
    }
    assert all(point.seconds > 0 and point.peak_mb > 1 for point in points)
    assert [Slope(**line) for line in document["slopes"]] == [slope(name, points) for name in names]
    assert len(lines) == len(points) + 2 + len(names)
    assert all(f">{name}</text>" in picture.read_text(encoding="utf-8") for name in names)


def test_all_works_are_drawn_with_a_label_of_their_own(tmp_path: Path) -> None:
    points = [Point(work, n, n / 900, n / 7)._asdict() for work in WORKS for n in (1000, 10_000)]
    draw(points, tmp_path / "growth.svg")
    drawn = (tmp_path / "growth.svg").read_text(encoding="utf-8")
    assert all(drawn.count(f">{work}</text>") == 1 for work in WORKS)


def test_a_process_is_ended_that_takes_too_long_or_too_much(tmp_path: Path) -> None:
    with pytest.raises(TooLong):
        attempt([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, limit=0.3)
    many = "import time; held = bytearray(b'x') * 300_000_000; time.sleep(60)"
    if Path("/proc/self/statm").exists():
        with pytest.raises(TooLarge, match="more than 100 MB"):
            attempt([sys.executable, "-c", many], tmp_path, limit=30, most=100 * 2**20)
    assert attempt([sys.executable, "-c", "print(7)"], tmp_path, limit=30, most=2**30).out == "7\n"


def test_streamed_tables_are_checked_by_each_engine_or_it_is_said_why_not() -> None:
    for done, engine in zip(stream(100, 4 * 2**30, 300), ENGINES, strict=True):
        assert (done.engine, done.said[:9]) == (engine, "No faults")
        assert done.rows > 100 and done.wall and done.peak_mb


def result(name: str, wall: float | None, **other: Any) -> dict[str, Any]:
    known = {"statements": 1000, "form": "csv", "faulty": False, "rows": 5000, "peak_mb": 60, "held_mb": 20.0}
    return known | {"name": name, "wall": wall} | other


def test_the_tables_of_the_readme_say_what_was_measured() -> None:
    small = {"statements": 100, "rows": 500}
    run_ = {
        "tables": [
            *(result("onrecord check", 2.5), result("onrecord check", 3.0, faulty=True), result("reading_polars", 0.5)),
            *(result("reading_polars", 0.4, faulty=True), result("in_duckdb", 2.0)),
            # What was too slow stands with its rate on fewer rows.
            *(result("in_frictionless", None), result("in_frictionless", 10.0, **small)),
            result("onrecord check", 0.9, **small),
        ],
        "records": {
            "statements": 30,
            "result": {
                "onrecord check: first": {"wall": 0.7, "wall_floor": 1.5, "wall_first": 1.0},
                "onrecord check: one file changed": {"wall": 0.2, "wall_floor": 0.4, "wall_first": 0.286},
                "onrecord check: none changed": {"wall": 0.1, "wall_floor": 0.2, "wall_first": 0.143},
            },
        },
        "writing": {"rows": 2000, "pairs": [{"what": "Parquet", "own": 1.2, "bare": 1.0, "ratio": 1.2}]},
    }
    rows = [tuple(line.strip("| ").split(" | ")) for line in scale_table.markdown(run_).splitlines() if line]
    assert [row for row in rows if not {"---"} & set(row)] == [
        (
            "Checked",
            "rows a second",
            "times as long as reading (5,000 rows)",
            "with faults in 1 %",
            "memory beside the tables",
        ),
        ("CSV", "2,000", "5.0", "7.5", "3.0"),
        ("The same files, checked by", "form", "rows a second", "times as long as ours"),
        ("DuckDB, in SQL", "CSV", "2,500", "0.80"),
        ("frictionless", "CSV", "50 (on 100 statements)", "40"),
        ("Besides", "takes", "times as long", "as"),
        ("First check of 30 statements as records", "0.70 s", "1.50", "reading them with py-yaml12"),
        ("Second check, when one file has changed", "0.20 s", "0.29", "the first"),
        ("Second check, when nothing has changed", "0.10 s", "0.14", "the first"),
        ("Writing 2,000 rows as Parquet", "1.20 s", "1.20", "pyarrow alone"),
    ]


def test_a_run_is_measured_that_the_tables_of_the_readme_are_printed_from(tmp_path: Path) -> None:
    found, script = tmp_path / "run.json", str(BENCHMARKS / "check_tables.py")
    options = ["--statements", "1000", "--form", "parquet", "--runs", "1", "--only", "onrecord check", "reading_polars"]
    attempt([sys.executable, script, *options, "--records", "0", "--write", "0", "--json", str(found)], tmp_path)
    printed = attempt([sys.executable, script, "--readme", str(found)], tmp_path).out
    assert printed == scale_table.markdown(json.loads(found.read_text(encoding="utf-8")))
    assert printed.count("\n| Parquet | ") == 1


def test_the_readme_has_a_place_for_those_tables() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    before, _, after = text.partition("<!-- scale -->")
    assert "## Speed and scale" in before and after.count("<!-- /scale -->") == 1

"""What the timings rest on holds: made-up datasets have no faults, a check without faults imports nothing heavy, and the
comparison of releases is right about every pair."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from compare_releases import PAIRS, changed
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

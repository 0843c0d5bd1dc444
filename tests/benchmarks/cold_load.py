"""How long it takes from a cold start until a table is there, beside the bare reader of each library.

Run: python tests/benchmarks/cold_load.py [--statements 1000 10000] [--runs 15] [--json FILE]

Each line is a whole process. Beside it stands the process that does the least that the library needs, in the same run:
the bare reader on the same file. Ratios are medians of the ratios of runs side by side.
"""

from __future__ import annotations

import argparse
import compileall
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from measured import run
from synthetic import Synthetic

import onrecord
from onrecord_build.compile import compile_project
from onrecord_build.project import Project
from onrecord_build.release.contents import write_installed

FILE = "onrecord/data/parquet/statements.parquet"
LOAD = "import onrecord; onrecord.load('statements', engine={!r})"


class Pair(NamedTuple):
    """What is measured, what it is measured by, and how many times as long it may take."""

    name: str
    code: str
    floor: str
    limit: float


def pairs(record: str) -> list[Pair]:
    """What is measured."""
    show = f"from onrecord.cli import main; main(['show', {record!r}])"
    read = "import {0}; {0}.read_parquet({1!r})"
    return [
        Pair("pandas", LOAD.format("pandas"), read.format("pandas", FILE), 1.05),
        Pair("polars", LOAD.format("polars"), read.format("polars", FILE), 1.05),
        Pair("pyarrow", LOAD.format("pyarrow"), f"import pyarrow.parquet as p; p.read_table({FILE!r})", 0.5),
        Pair("onrecord show ID", show, "import pyarrow", 1.2),
    ]


WARM = "import pandas, pyarrow.parquet, pyarrow.compute"
SECOND = """
import json, time
import onrecord
def seconds():
    start = time.perf_counter()
    onrecord.load("statements")
    return time.perf_counter() - start
first = seconds()
print(json.dumps([first, min(seconds() for _ in range(5))]))
"""


def main() -> None:
    """Print medians and ratios of runs side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    results = {statements: measure(statements, asked.runs) for statements in asked.statements}
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1))


def measure(statements: int, runs: int) -> list[dict[str, Any]]:
    """Measure with that many statements, and print it."""
    print(f"{statements} statements, {runs} runs side by side")
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        record = install(folder, statements)
        for pair in pairs(record):
            commands = [[sys.executable, "-c", code] for code in (pair.code, pair.floor)]
            for command in commands:
                run(command, folder)
            walls = side_by_side(commands, folder, runs)
            ratio = statistics.median(own / floor for own, floor in walls)
            own, floor = (statistics.median(column) for column in zip(*walls, strict=True))
            found.append({"what": pair.name, "own": own, "floor": floor, "ratio": ratio, "limit": pair.limit})
            print(f"  {pair.name:18}{own:8.3f} s  bare {floor:6.3f} s  ratio {ratio:5.2f}  (limit {pair.limit})")
        commands = [[sys.executable, "-c", code] for code in ("import onrecord", "pass")]
        walls = side_by_side(commands, folder, runs)
        more = statistics.median(own - floor for own, floor in walls)
        found.append({"what": "import", "more": more})
        print(f"  {'import onrecord':18}{more * 1000:8.1f} ms more than bare Python  (limit 10)")
        for name, before in (("second load", ""), ("the same, warm", WARM)):
            loads = [json.loads(run([sys.executable, "-c", before + SECOND], folder).out) for _ in range(runs)]
            faster = statistics.median(first / second for first, second in loads)
            found.append({"what": name, "faster": faster})
            print(f"  {name:18}{faster:8.0f} times as fast as the first  (limit 20)")
    print("  warm: the libraries were imported before the first load")
    return found


def side_by_side(commands: list[list[str]], folder: Path, runs: int) -> list[tuple[float, float]]:
    """The times of two commands in pairs, each of them first as often as second."""
    walls = []
    for _ in range(runs):
        own, floor, floor_again, own_again = (run(command, folder).wall for command in (*commands, *reversed(commands)))
        walls += [(own, floor), (own_again, floor_again)]
    return walls


def install(folder: Path, statements: int) -> str:
    """Put the package with made-up tables into a folder, as a wheel would; return the identifier of a statement."""
    package = Path(onrecord.__file__).parent
    shutil.copytree(package, folder / "onrecord", ignore=shutil.ignore_patterns("__pycache__", "data"))
    compileall.compile_dir(folder / "onrecord", quiet=1)
    Synthetic(folder / "records", statements).write()
    store = compile_project(Project(folder / "records"))
    (folder / "onrecord" / "data").mkdir()
    write_installed(store, folder / "onrecord" / "data")
    return str(store.read("statements")["statement_id"][0])


if __name__ == "__main__":
    main()

"""How long writing a large table takes in each form, beside the bare writer of a library, and how much memory.

Run: python tests/benchmarks/write_tables.py [--rows 1000000] [--runs 5] [--json FILE]

The table is that of the statements of this repository, repeated under fresh identifiers. Each line is measured in
processes of its own, in turn, after the table was read; memory is what a process holds at most beyond what it held with
the table. Ratios are medians of the ratios of runs side by side.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from measured import run

from onrecord_build.compile import compile_project
from onrecord_build.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]
MEASURE = """
import os, resource, tempfile, time
from pathlib import Path
from types import SimpleNamespace
import pyarrow.parquet as pq
table = pq.read_table({table!r})
store = SimpleNamespace(tables={{"statements": table}}, identity=SimpleNamespace(label="On Record (CC-BY-4.0)"))
{before}
with tempfile.TemporaryDirectory(dir={folder!r}) as place:
    folder = Path(place)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    {code}
    seconds = time.perf_counter() - start
print(seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) / 1000)
"""
WRITE = "{0}.write(store, folder)"
OWN = "from onrecord_build.release.formats import {}"


class Way(NamedTuple):
    """One way to write the table: what is run before and what is measured."""

    before: str
    code: str


class Pair(NamedTuple):
    """What is measured, by what, and how many times as long it may take where that is limited."""

    name: str
    own: Way
    bare: Way
    limit: float | None = None


def own(form: str) -> Way:
    return Way(OWN.format(form), WRITE.format(form))


FRAME = "import polars; frame = polars.from_arrow(table)"
PAIRS = (
    Pair(
        "Parquet",
        own("parquet"),
        Way("", "pq.write_table(table, folder / 'bare.parquet', compression='zstd')"),
        1.3,
    ),
    Pair("JSON Lines", own("jsonl"), Way(FRAME, "frame.write_ndjson(folder / 'bare.jsonl')"), 1.3),
    Pair(
        "CSV",
        own("csv"),
        # A list has no form in the CSV of Polars, and nothing is guarded against being taken for a formula.
        Way(
            f"{FRAME}.with_columns(polars.col(polars.List(polars.String)).list.join(', '))",
            "frame.write_csv(folder / 'bare.csv')",
        ),
    ),
    Pair(
        "content digest",
        Way("from onrecord.integrity.content import table_digest", "table_digest(table)"),
        Way(FRAME, "frame.write_ndjson(folder / 'bare.jsonl')"),
    ),
)


def main() -> None:
    """Print medians, and ratios of runs side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "statements.parquet"
        pq.write_table(grown(asked.rows), path, compression="zstd")
        found = [measure(pair, path, asked.runs) for pair in PAIRS]
    if asked.json:
        asked.json.write_text(json.dumps({"rows": asked.rows, "pairs": found}, indent=1))


def grown(rows: int) -> pa.Table:
    """The statements of the repository, as often as it takes, under fresh identifiers."""
    table = compile_project(Project(REPOSITORY)).read("statements")
    grown = pa.concat_tables([table] * -(-rows // table.num_rows)).slice(0, rows)
    numbers = pa.array(range(rows)).cast(pa.string())
    fresh = pc.binary_join_element_wise(grown["statement_id"], numbers, "-")
    return grown.set_column(0, grown.schema.field(0), fresh).sort_by("statement_id")


def measure(pair: Pair, table: Path, runs: int) -> dict[str, Any]:
    """Measure a pair in turn, each of the two first as often as second, and print it."""
    taken: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for number in range(runs):
        ways = (pair.own, pair.bare) if number % 2 else (pair.bare, pair.own)
        one, other = (_once(way, table) for way in ways)
        taken.append((one, other) if number % 2 else (other, one))
    ratio = statistics.median(own[0] / bare[0] for own, bare in taken)
    (own_time, own_memory), (bare_time, bare_memory) = (
        tuple(statistics.median(column) for column in zip(*side, strict=True)) for side in zip(*taken, strict=True)
    )
    limit = f"  (limit {pair.limit})" if pair.limit else ""
    print(
        f"{pair.name:15}{own_time:7.2f} s  {own_memory:6.0f} MB   bare {bare_time:6.2f} s  {bare_memory:6.0f} MB   "
        f"ratio {ratio:5.2f}{limit}",
        flush=True,
    )
    return {"what": pair.name, "own": own_time, "bare": bare_time, "ratio": ratio, "limit": pair.limit}


def _once(way: Way, table: Path) -> tuple[float, float]:
    """The seconds and the memory of one process."""
    code = MEASURE.format(table=str(table), folder=str(table.parent), before=way.before, code=way.code)
    seconds, memory = run([sys.executable, "-W", "ignore", "-c", code], table.parent).out.split()
    return float(seconds), float(memory)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(REPOSITORY / "build"))
    main()

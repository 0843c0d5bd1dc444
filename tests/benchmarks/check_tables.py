"""How long checking tables takes, beside reading the same files and beside what others check them with.

Run: python tests/benchmarks/check_tables.py [--statements 1000 10000] [--form csv parquet] [--runs 3] [--limit 120]
     [--only NAME ...] [--records 1000] [--write 1000000] [--json FILE]
     python tests/benchmarks/check_tables.py --readme FILE
     python tests/benchmarks/check_tables.py --stream 10000000 [--memory 4] [--limit 3600]

Each line is a whole process, on tables without faults and on their twin with faults in 1 % of the rows. What takes
longer than the limit is not tried on more rows, and the rate at the largest size that was done stands for it. The
floors read the files and check nothing; `onrecord check` holds every rule that can be asked of tables, the others the
columns, keys, references and some rules of a row (peers/laws.py). Then follow cold_check.py on so many statements as
records, and write_tables.py on so many rows; 0 leaves either out.

With --readme, nothing is measured: what a run wrote with --json is printed as the tables of README.md. With --stream, so
many statements are made a batch at a time and checked by DuckDB and by Polars, each of which is ended when it holds more
memory than --memory, in GB.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import scale_table
from measured import Failed, Run, TooLong, attempt, run
from streamed import stream

HERE = Path(__file__).resolve().parent
CHECK = "import sys; from onrecord.cli import main; sys.exit(main(['check', sys.argv[1]]))"
FLOORS = (scale_table.FLOOR, "reading_pyarrow")
# Which forms each takes.
PEERS = {
    "in_duckdb": ("parquet", "csv", "jsonl"),
    "in_dataframely": ("parquet", "csv", "jsonl"),
    "pandera_polars": ("parquet", "csv", "jsonl"),
    "pandera_pandas": ("parquet", "csv", "jsonl"),
    "in_pydantic": ("csv", "jsonl"),
    "in_frictionless": ("csv",),
}
OURS = scale_table.OURS
NAMES = (OURS, *FLOORS, *PEERS)


class Result(NamedTuple):
    """The medians of one program on one folder, or why there are none."""

    name: str
    statements: int
    form: str
    faulty: bool
    rows: int
    wall: float | None = None
    cpu: float | None = None
    peak_mb: float | None = None
    held_mb: float | None = None  # what the tables themselves hold
    said: Any = None


def main() -> None:
    """Print what was asked for, and write medians as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--form", nargs="+", choices=("parquet", "csv", "jsonl"), default=["parquet", "csv", "jsonl"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--records", type=int, default=1000, metavar="STATEMENTS")
    parser.add_argument("--write", type=int, default=1_000_000, metavar="ROWS")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--readme", type=Path, metavar="FILE")
    parser.add_argument("--stream", type=int, metavar="STATEMENTS")
    parser.add_argument("--memory", type=float, default=4, metavar="GB")
    asked = parser.parse_args()
    if asked.readme:
        print(scale_table.markdown(json.loads(asked.readme.read_text(encoding="utf-8"))), end="")
    elif asked.stream:
        _stream(asked)
    else:
        _compare(asked)


def _stream(asked: argparse.Namespace) -> None:
    print(f"{asked.stream:,} statements, made a batch at a time; at most {asked.memory:g} GB")
    for done in stream(asked.stream, int(asked.memory * 2**30), asked.limit):
        if done.wall is None:
            print(f"{done.engine:8}{done.rows:14,} rows   {done.said}")
        else:
            figures = f"{done.wall:9.1f} s{done.rows / done.wall:12,.0f} rows/s{done.peak_mb:8,.0f} MB"
            print(f"{done.engine:8}{done.rows:14,} rows{figures}   {done.said}", flush=True)


def _compare(asked: argparse.Namespace) -> None:
    results: list[Result] = []
    for form in asked.form:
        left_out: set[str] = set()
        for statements in sorted(asked.statements):
            with tempfile.TemporaryDirectory() as place:
                done = list(_measure(Path(place), statements, form, asked, left_out))
            _show(done, statements, form)
            results += done
    document = {
        "tables": [result._asdict() for result in results],
        "records": _other("cold_check.py", ["--statements", str(asked.records)]) if asked.records else None,
        "writing": _other("write_tables.py", ["--rows", str(asked.write)]) if asked.write else None,
    }
    if asked.json:
        asked.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _other(script: str, options: list[str]) -> Any:
    """What another script measures; it prints for itself."""
    with tempfile.TemporaryDirectory() as place:
        found = Path(place) / "found.json"
        print(f"\n{run([sys.executable, str(HERE / script), *options, '--json', str(found)], HERE).out}", end="")
        return json.loads(found.read_text(encoding="utf-8"))


def _measure(
    place: Path, statements: int, form: str, asked: argparse.Namespace, left_out: set[str]
) -> Iterator[Result]:
    """Measure all programs in turn, so many times; those that take too long or fail are left out from then on."""
    clean, twin = place / "clean", place / "twin"
    # By a process of its own: what this one holds in memory would count as held by those that it starts.
    make = [sys.executable, str(HERE / "synthetic_tables.py"), "--statements", str(statements), "--form", form]
    rows = int(run([*make, str(clean)], place).out)
    run([*make, "--faults", "0.01", str(twin)], place)
    held = int(run([sys.executable, str(HERE / "in_memory.py"), str(clean)], place).out) / 2**20
    wanted = [name for name in asked.only if form in PEERS.get(name, (form,))]
    for folder in (clean, twin):
        runs: dict[str, list[Run]] = {}
        why: dict[str, str] = dict.fromkeys(left_out, "not tried: too slow on fewer rows")
        for _ in range(asked.runs):
            for name in wanted:
                if name in why:
                    continue
                try:
                    runs.setdefault(name, []).append(_run(name, folder, asked.limit))
                except TooLong:
                    why[name] = f"more than {asked.limit:.0f} s"
                    left_out.add(name)
                except Failed as failed:
                    why[name] = str(failed).strip().splitlines()[-1]
        for name in wanted:
            result = Result(name, statements, form, folder is twin, rows, held_mb=round(held, 1), said=why.get(name))
            yield result if name in why else _median(result, runs[name])


def _run(name: str, folder: Path, limit: float) -> Run:
    if name == OURS:
        return attempt([sys.executable, "-c", CHECK, str(folder)], folder.parent, limit=limit, right=(0, 1))
    return attempt([sys.executable, "-W", "ignore", "-m", f"peers.{name}", str(folder)], HERE, limit=limit)


def _median(result: Result, runs: list[Run]) -> Result:
    wall, cpu, peak = (
        statistics.median(column) for column in zip(*((r.wall, r.cpu, r.peak) for r in runs), strict=True)
    )
    out = runs[0].out.strip().splitlines()
    said = sum(json.loads(out[-1])["faults"].values()) if result.name != OURS else (out or [""])[-1]
    return result._replace(wall=round(wall, 3), cpu=round(cpu, 3), peak_mb=round(peak / 2**20), said=said)


def _show(results: list[Result], statements: int, form: str) -> None:
    rows = results[0].rows if results else 0
    print(f"\n{statements:,} statements, {rows:,} rows in all, {form}; medians; ratio to {FLOORS[0]}")
    print(f"{'':18}{'wall':>10}{'ratio':>7}{'rows/s':>12}{'cpu':>10}{'peak':>9}   with faults: wall, what it says")
    floor = next((r.wall for r in results if r.name == FLOORS[0] and not r.faulty), None)
    faulty = {r.name: r for r in results if r.faulty}
    for r in (r for r in results if not r.faulty):
        if r.wall is None or r.cpu is None:
            print(f"{r.name:18}  {r.said}")
            continue
        ratio = f"{r.wall / floor:7.1f}" if floor else f"{'':7}"
        twin = faulty[r.name]
        other = f"{twin.wall:8.2f} s  {twin.said}" if twin.wall is not None else str(twin.said)
        print(f"{r.name:18}{r.wall:8.2f} s{ratio}{r.rows / r.wall:12,.0f}{r.cpu:8.2f} s{r.peak_mb:6.0f} MB   {other}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

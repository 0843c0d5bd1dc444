"""How time and memory grow with the number of statements, and how steeply.

Run: python tests/benchmarks/growth.py [--statements 1000 10000 100000 1000000] [--records 1000 10000] [--runs 3]
     [--limit 300] [--only NAME ...] [--json FILE] [--svg FILE]

Each figure is of whole processes: the median of the time, and of the most memory that one held. Checks of records read
files of YAML, each time as if for the first time; all else works on tables that synthetic_tables.py makes, and on
releases of them. A diff is of two releases of which 1 % of the statements differ. The slope is the exponent of the
power of the size by which a line grows over its larger sizes, from a tenth of the largest on: 1 is twice as much for
twice as many. What is steeper than 1.1 is marked. What takes longer than the limit is not tried on more statements.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from growth_works import BUILD, CHECK_RECORDS, CHECK_TABLES, WORKS, make_records, make_releases, make_tables
from measured import Run, TooLong, attempt

STEEP = 1.1


class Point(NamedTuple):
    """The medians of one work on one size."""

    work: str
    statements: int
    seconds: float
    peak_mb: float


class Slope(NamedTuple):
    """The exponents by which a work grows; None where it was done on one size only."""

    work: str
    seconds: float | None
    peak_mb: float | None


def main() -> None:
    """Print medians and slopes, write them as JSON, and draw them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--records", type=int, nargs="+", default=[1_000, 10_000], help="sizes of checks of records")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=300, metavar="SECONDS")
    parser.add_argument("--only", nargs="+", choices=WORKS, default=list(WORKS), metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--svg", type=Path, metavar="FILE")
    asked = parser.parse_args()
    points = []
    for point in _measured(asked):
        points.append(point)
        print(f"{point.work:18}{point.statements:>12,}{point.seconds:10.2f} s{point.peak_mb:8.0f} MB", flush=True)
    slopes = [slope(work, points) for work in asked.only]
    print(f"\n{'slopes':18}{'time':>8}{'memory':>8}")
    for one in slopes:
        steep = any((exponent or 0) > STEEP for exponent in one[1:])
        print(f"{one.work:18}{_shown(one.seconds)}{_shown(one.peak_mb)}{'   steeper than linear' if steep else ''}")
    if asked.json:
        found = {"points": [point._asdict() for point in points], "slopes": [one._asdict() for one in slopes]}
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if asked.svg:
        from growth_picture import draw  # not before: what this process holds would count as held by those it starts

        draw([point._asdict() for point in points], asked.svg)


def slope(work: str, points: Sequence[Point]) -> Slope:
    """The slopes of the straight lines that fit the logarithms best, from a tenth of the largest size on."""
    own = [point for point in points if point.work == work]
    largest = max((point.statements for point in own), default=0)
    own = [point for point in own if point.statements >= largest / 10]
    if len(own) < 2:
        return Slope(work, None, None)
    sizes = [math.log(point.statements) for point in own]
    time, memory = (
        round(statistics.linear_regression(sizes, [math.log(value) for value in values]).slope, 2)
        for values in zip(*((point.seconds, point.peak_mb) for point in own), strict=True)
    )
    return Slope(work, time, memory)


def _measured(asked: argparse.Namespace) -> Iterator[Point]:
    """All works on all sizes, small ones first."""
    left_out: set[str] = set()
    if CHECK_RECORDS in asked.only:
        for statements in sorted(asked.records):
            with tempfile.TemporaryDirectory() as place:
                make_records(Path(place), statements)
                yield from _points([CHECK_RECORDS], Path(place), statements, asked, left_out)
    works = [work for work in WORKS if work in asked.only and work != CHECK_RECORDS]
    of_tables = [work for work in works if work in (CHECK_TABLES, BUILD)]
    of_releases = [work for work in works if work not in of_tables]
    for statements in sorted(asked.statements) if works else ():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            make_tables(folder, statements)
            yield from _points(of_tables, folder, statements, asked, left_out)
            if of_releases:
                make_releases(folder)
                yield from _points(of_releases, folder, statements, asked, left_out)


def _points(
    works: Sequence[str], folder: Path, statements: int, asked: argparse.Namespace, left_out: set[str]
) -> Iterator[Point]:
    """So many runs of each work in turn; a work that takes too long is left out from then on."""
    runs: dict[str, list[Run]] = {}
    for _ in range(asked.runs):
        for work in works:
            if work in left_out:
                continue
            command, before = WORKS[work]
            if before:
                shutil.rmtree(folder / before, ignore_errors=True)
            try:
                runs.setdefault(work, []).append(attempt(command(folder), folder, limit=asked.limit))
            except TooLong:
                print(f"{work}: more than {asked.limit:.0f} s for {statements:,} statements", file=sys.stderr)
                left_out.add(work)
    for work in works:
        if work not in left_out:
            wall, peak = (
                statistics.median(column) for column in zip(*((r.wall, r.peak) for r in runs[work]), strict=True)
            )
            yield Point(work, statements, round(wall, 3), round(peak / 2**20, 1))


def _shown(exponent: float | None) -> str:
    return f"{'' if exponent is None else f'{exponent:.2f}':>8}"


if __name__ == "__main__":
    main()

"""Checking tables that need not fit into memory: made a batch at a time, and checked by engines in turn."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from measured import Failed, attempt, run

HERE = Path(__file__).resolve().parent
CHECK = "import sys; from onrecord.cli import main; sys.exit(main(['check', *sys.argv[1:]]))"
ENGINES = ("duckdb", "polars")


class Streamed(NamedTuple):
    """What an engine took for all rows, or why it did not get to the end."""

    engine: str
    rows: int
    wall: float | None = None
    peak_mb: float | None = None
    said: str = ""


def stream(statements: int, most: int, limit: float) -> Iterator[Streamed]:
    """Make so many statements with all that belongs to them, and check them; no engine may hold more than `most` bytes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "tables"
        make = [sys.executable, str(HERE / "synthetic_tables.py"), str(folder), "--statements", str(statements)]
        rows = int(run(make, HERE).out)
        for engine in ENGINES:
            command = [sys.executable, "-c", CHECK, str(folder), "--engine", engine]
            try:
                done = attempt(command, folder.parent, limit=limit, most=most)
            except Failed as failed:
                yield Streamed(engine, rows, said=str(failed).strip().splitlines()[-1])
            else:
                said = done.out.strip().splitlines()[-1]
                yield Streamed(engine, rows, round(done.wall, 2), round(done.peak / 2**20), said)

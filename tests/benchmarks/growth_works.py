"""What growth.py measures: commands on the tables and releases of a size, and how those are made."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from measured import run

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
LARGEST = "evidence"  # the table of most bytes
OLD, NEW = "1.0.0", "1.0.1"  # two releases
EVERY = 100  # how many statements there are to one that differs between them
CITATION = """cff-version: 1.2.0
title: Made-up statements
abstract: Tables of a size that was asked for.
authors:
  - name: Example University
license: CC0-1.0
version: "{version}"
"""
ONRECORD = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"
RECORDS = "import sys; from pathlib import Path; from synthetic import Synthetic; Synthetic(Path({0!r}), {1}).write()"


class Work(NamedTuple):
    """A command on a folder that was made, and what of that folder is taken away each time before."""

    command: Callable[[Path], list[str]]
    before: str = ""


def _python(code: str, *words: str | Path) -> list[str]:
    return [sys.executable, "-W", "ignore", "-c", code, *map(str, words)]


def _build(folder: Path, version: str) -> list[str]:
    return _python(ONRECORD, "build", "--tables", folder / version, "--forms", "parquet", "jsonl")


def _release(folder: Path, version: str) -> Path:
    return folder / "release" / f"made-up-statements-{version}"


def _of_release(code: str) -> Work:
    return Work(lambda folder: _python(f"import onrecord, sys; {code}", _release(folder, OLD)))


def _load(engine: str) -> Work:
    """Opening a release and loading a table, with all rows where an engine would put reading them off."""
    whole = ".to_arrow_table()" if engine == "duckdb" else ""
    return _of_release(f"onrecord.open(sys.argv[1]).load({LARGEST!r}, engine={engine!r}){whole}")


def _bare(module: str, read: str) -> Work:
    """A library reading the same file."""
    code = f"import {module}, sys; {module}.{read}"
    return Work(lambda folder: _python(code, _release(folder, OLD) / "parquet" / f"{LARGEST}.parquet"))


CHECK_RECORDS, CHECK_TABLES, BUILD = "check of records", "check of tables", "build"
# Those on releases come after that which makes one.
WORKS = {
    CHECK_RECORDS: Work(lambda folder: _python(ONRECORD, "check"), before=".onrecord"),
    CHECK_TABLES: Work(lambda folder: _python(ONRECORD, "check", folder / OLD)),
    BUILD: Work(lambda folder: _build(folder, OLD), before="release"),
    "diff": Work(lambda folder: _python(ONRECORD, "diff", _release(folder, OLD), _release(folder, NEW))),
    "open": _of_release("onrecord.open(sys.argv[1])"),
    **{f"load, {engine}": _load(engine) for engine in ("pandas", "polars", "pyarrow", "duckdb")},
    "bare pandas": _bare("pandas", "read_parquet(sys.argv[1])"),
    "bare polars": _bare("polars", "read_parquet(sys.argv[1])"),
    "bare pyarrow": _bare("pyarrow.parquet", "read_table(sys.argv[1])"),
    "bare duckdb": _bare("duckdb", "read_parquet(sys.argv[1]).to_arrow_table()"),
}


def make_records(folder: Path, statements: int) -> None:
    """A made-up dataset of records in a folder."""
    # By a process of its own, as all below: what this one holds in memory would count as held by those that it starts.
    run(_python(RECORDS.format(str(folder), statements)), HERE)


def make_tables(folder: Path, statements: int) -> None:
    """Made-up tables in a folder, twice, the second time with 1 % of the statements changed; and where to build them."""
    shutil.copytree(REPOSITORY / "schemas", folder / "schemas")
    (folder / "dataset").mkdir()
    make = HERE / "synthetic_tables.py"
    run([sys.executable, str(make), str(folder / OLD), "--statements", str(statements)], folder)
    run([sys.executable, str(HERE / "growth_works.py"), str(folder)], folder)


def make_releases(folder: Path) -> None:
    """A release of each of the two."""
    for version in (OLD, NEW):
        if not _release(folder, version).exists():
            run(_build(folder, version), folder)


def _make_newer(folder: Path) -> None:
    import polars as pl  # in the process that needs it

    (folder / NEW).mkdir()
    for path in (folder / OLD).iterdir():
        (folder / NEW / path.name).hardlink_to(path)
    path = folder / NEW / "statements.parquet"
    path.unlink()
    text = pl.col("summary")
    chosen = pl.int_range(pl.len()) % EVERY == 0
    changed = pl.when(chosen).then(pl.concat_str(text, pl.lit(" It was said twice."))).otherwise(text)
    pl.scan_parquet(folder / OLD / path.name).with_columns(changed.alias("summary")).sink_parquet(path)
    for version in (OLD, NEW):
        (folder / version / "CITATION.cff").write_text(CITATION.format(version=version), encoding="utf-8")


if __name__ == "__main__":
    _make_newer(Path(sys.argv[1]))

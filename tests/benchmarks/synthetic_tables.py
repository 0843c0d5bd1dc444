"""Tables of any size in the form of a release, made from a seed: the same seed gives the same rows.

Run: python tests/benchmarks/synthetic_tables.py FOLDER --statements 100000 [--seed 1] [--form parquet] [--faults 0.01]

No row depends on any that was made before, so that they are written in batches and memory stays what a batch needs.
With --faults the tables are made as a whole, because a fault concerns several rows, and the list of what was put in
stands beside the folder, in FOLDER.faults.csv. What is printed is the number of rows in all, and, as messages, kinds of faults
that small tables have no room for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import polars as pl
from made_up import facts, few, pages, people, sayings
from made_up.files import FORMS, Files
from made_up.passages import document
from made_up.sizes import Sizes
from with_faults import with_faults

BATCH = 25_000  # statements, or rows of a table that has no statements in it
Tables = dict[str, pl.DataFrame]


def write(folder: Path, statements: int, seed: int = 1, form: str = "parquet") -> int:
    """Write all tables into a folder: TABLE.parquet, TABLE.csv or TABLE.jsonl, as a release has them.

    Returns the number of rows of all tables together.
    """
    return _write(folder, batches(statements, seed), form)


def write_tables(folder: Path, tables: Tables, form: str = "parquet") -> int:
    """The same for tables that are there as a whole, such as a twin with faults."""
    return _write(folder, [tables], form)


def _write(folder: Path, batches: Iterable[Tables], form: str) -> int:
    rows = 0
    with Files(folder, form) as files:
        for batch in batches:
            for table, frame in batch.items():
                files.write(table, frame)
                rows += len(frame)
    return rows


def tables(statements: int, seed: int = 1) -> Tables:
    """All tables at once."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for batch in batches(statements, seed):
        for table, frame in batch.items():
            parts.setdefault(table, []).append(frame)
    return {table: pl.concat(frames) for table, frames in parts.items()}


def batches(statements: int, seed: int) -> Iterator[Tables]:
    """The rows of all tables, some of each at a time."""
    sizes = Sizes(statements, seed)
    yield {"terms": few.terms(), "propositions": few.propositions(sizes), "retired_ids": few.retired(sizes)}
    for rows in _rows(sizes.actors):
        frame = people.actors(sizes, rows)
        yield {"actors": frame, "evidence": _shown(sizes, sizes.of_actors + rows, "actor", frame["actor_id"])}
    for rows in _rows(sizes.persons):
        frame = people.tenures(sizes, rows)
        yield {"tenures": frame, "evidence": _shown(sizes, sizes.of_tenures + rows, "tenure", frame["tenure_id"])}
        disputed = rows[people.contested(rows)]
        number = sizes.of_tenures + sizes.persons + disputed
        against = document(sizes, number, "tenure", sizes.tenure(disputed), "contradicts")
        yield {"evidence": against.drop("first")}
    for rows in _rows(sizes.pages + sizes.parents):
        yield {"sources": pages.sources(sizes, rows)}
    for rows in _rows(sizes.parents):
        yield {"source_lineage": pages.lineage(sizes, rows)}
    for rows in _rows(sizes.events):
        frame = facts.events(sizes, rows)
        evidence = _shown(sizes, sizes.of_events + rows, "event", frame["event_id"])
        yield {"events": frame, "event_participants": facts.participants(sizes, rows), "evidence": evidence}
    for rows in _rows(sizes.relationships):
        frame = facts.relationships(sizes, rows)
        number = sizes.of_relationships + rows
        yield {
            "relationships": frame,
            "evidence": _shown(sizes, number, "relationship", frame["relationship_id"]),
        }
    for rows in _rows(sizes.statements):
        yield sayings.batch(sizes, rows)


def _rows(count: int) -> Iterator[np.ndarray]:
    for start in range(0, count, BATCH):
        yield np.arange(start, min(start + BATCH, count))


def _shown(sizes: Sizes, number: np.ndarray, column: str, records: pl.Series) -> pl.DataFrame:
    return document(sizes, number, column, records).drop("first")


def main() -> None:
    """Write tables as asked, and print how many rows they have."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--statements", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=FORMS, default="parquet")
    parser.add_argument("--faults", type=float, default=0, metavar="SHARE")
    asked = parser.parse_args()
    if not asked.faults:
        print(write(asked.folder, asked.statements, asked.seed, asked.form))
        return
    whole, typed = tables(asked.statements, asked.seed), asked.form == "parquet"
    made, put = with_faults(whole, asked.faults, typed=typed, say=lambda line: print(line, file=sys.stderr))
    print(write_tables(asked.folder, made, asked.form))
    # Beside the folder, and not in it: it is no table.
    listed = pl.DataFrame(put, schema=["code", "table", "column", "row"], orient="row")
    listed.write_csv(asked.folder.with_name(f"{asked.folder.name}.faults.csv"))


if __name__ == "__main__":
    main()

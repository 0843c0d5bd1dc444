"""How right and how fast `onrecord diff` is, beside datasemver and daff on the same pairs of releases.

Each pair is the data of this repository and the same with one change of which the Data Package recipe says which step
of the version it demands. `onrecord diff` gets both releases whole and compares all tables; the others get the one table
that changed, with its key: datasemver as Parquet, daff as CSV. Asked is which step that is (daff does not say), and which
records came, went or changed (datasemver says how many).

Run: python tests/benchmarks/compare_releases.py [--runs 5] [--json FILE]
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from measured import Run, run

from onrecord.integrity.forms import RELEASE
from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.project import Project
from onrecord_build.release.contents import write_installed
from onrecord_build.release.formats import csv as csv_form
from onrecord_build.schema import Field, Schemas, Table

ROOT = Path(__file__).resolve().parents[2]
DIFF = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"
NEXT = "9.0.0"  # far enough from any version
Rows = list[dict[str, Any]]


class Pair(NamedTuple):
    """A change: its name, the table, what the recipe demands, and how it is made. It gives the records concerned."""

    name: str
    table: str
    step: str
    change: Callable[[MemoryStore], set[str]]


class Answer(NamedTuple):
    """What a program says: a step, and the records (or only how many); None where it does not say."""

    step: str | None
    records: set[str] | int | None


def rows(table: str, change: Callable[[Rows], set[str]]) -> Callable[[MemoryStore], set[str]]:
    """A change of rows."""

    def make(store: MemoryStore) -> set[str]:
        found = store.tables[table].to_pylist()
        concerned = change(found)
        store.tables[table] = pa.Table.from_pylist(found, schema=store.tables[table].schema)
        return concerned

    return make


def value(
    table: str, column: str, made: Callable[[Any], Any], which: Callable[[Any], bool]
) -> Callable[[MemoryStore], set[str]]:
    """Another value in the first row in which there is one to be changed."""

    def change(found: Rows) -> set[str]:
        row = next(row for row in found if which(row[column]))
        row[column] = made(row[column])
        return {next(iter(row.values()))}

    return rows(table, change)


def is_given(value: Any) -> bool:
    return value is not None


def came(found: Rows) -> set[str]:
    found.append(found[-1] | {"source_id": "src-zzzz-new", "url": "https://example.org/new"})
    return {"src-zzzz-new"}


def vanished(found: Rows) -> set[str]:
    return {found.pop()["source_id"]}


def shuffled(found: Rows) -> set[str]:
    found.reverse()
    return set()


def withdrawn(found: Rows) -> set[str]:
    """A search that nobody refers to is taken back."""
    row = found.pop()
    return {f"{row['actor']}/{row['searched']}"}


def column(store: MemoryStore, table: str, change: Callable[[list[Field]], list[Field]]) -> set[str]:
    """Other columns of a table."""
    own = store.schemas.tables[table]
    fields = change(list(own.fields))
    spec = own.spec | {"fields": [field.spec for field in fields]}
    store.schemas = Schemas(store.schemas.tables | {table: Table(table, spec, tuple(fields))}, store.schemas.terms)
    there = store.tables[table]
    store.tables[table] = pa.table(
        {f.name: there[f.name] if f.name in there.column_names else pa.nulls(len(there), pa.string()) for f in fields}
    )
    return set()


def added(fields: list[Field]) -> list[Field]:
    return [*fields, Field({"name": "more", "type": "string", "title": "More", "description": "More."})]


def renamed(store: MemoryStore) -> set[str]:
    def change(fields: list[Field]) -> list[Field]:
        spec = fields[1].spec | {"name": "sort"}
        return [fields[0], Field(spec, fields[1].codes), *fields[2:]]

    old = store.tables["sources"][store.schemas.tables["sources"].fields[1].name]
    column(store, "sources", change)
    store.tables["sources"] = store.tables["sources"].set_column(1, "sort", old)
    return set()


def typed(store: MemoryStore) -> set[str]:
    """A figure becomes a text."""
    table = store.tables["statements"]
    at = table.column_names.index("n_sources")
    column(
        store,
        "statements",
        lambda fields: [*fields[:at], Field(fields[at].spec | {"type": "string"}), *fields[at + 1 :]],
    )
    store.tables["statements"] = store.tables["statements"].set_column(
        at, "n_sources", table["n_sources"].cast("string")
    )
    return set()


PAIRS = [
    Pair("nothing", "statements", "none", lambda store: set()),
    Pair("rows in another order", "sources", "none", rows("sources", shuffled)),
    Pair("a word corrected", "statements", "patch", value("statements", "venue", lambda v: v + "!", is_given)),
    Pair("a code corrected", "statements", "patch", value("statements", "speech_act", lambda _: "threaten", lambda v: v != "threaten")),
    Pair("a date corrected", "sources", "patch", value("sources", "published", lambda _: "2026-01-01", is_given)),
    Pair("a list in another order", "statements", "patch", value("statements", "topics", lambda v: v[::-1], lambda v: len(v) > 1)),
    Pair("a flag corrected", "sources", "patch", value("sources", "is_translation", lambda v: not v, is_given)),
    Pair("a value taken back", "statements", "patch", value("statements", "note", lambda _: None, is_given)),
    Pair("a value that was missing", "statements", "minor", value("statements", "note", lambda _: "A note.", lambda v: v is None)),
    Pair("a record more", "sources", "minor", rows("sources", came)),
    Pair("a record gone without a word", "sources", "major", rows("sources", vanished)),
    Pair("a search taken back", "searches", "patch", rows("searches", withdrawn)),
    Pair("a column more", "sources", "major", lambda store: column(store, "sources", added)),
    Pair("a column gone", "sources", "major", lambda store: column(store, "sources", lambda fields: fields[:-1])),
    Pair("columns in another order", "sources", "major", lambda store: column(store, "sources", lambda f: [f[0], *f[:0:-1]])),
    Pair("a column renamed", "sources", "major", renamed),
    Pair("a figure turned into a text", "statements", "major", typed),
]  # fmt: skip


ROW_COUNTS = ("rows_added", "rows_removed", "rows_modified")  # as datasemver calls them


def of_onrecord(out: str, pair: Pair) -> Answer:
    said = json.loads(out)
    return Answer(said["step"], {change["record"] for change in said["records"]})


def of_datasemver(out: str, pair: Pair) -> Answer:
    said = json.loads(out)
    counts = [c["metrics"].get(kind, 0) for c in said["diff"]["changes"] for kind in ROW_COUNTS]
    return Answer(said["bump"] or "none", int(sum(counts)))


def of_daff(out: str, pair: Pair) -> Answer:
    lines = list(csv.reader(io.StringIO(out.replace("\ufeff", ""))))
    head = next((line for line in lines if line and line[0] == "@@"), [])
    keys = [at for at, name in enumerate(head) if name in KEYS[pair.table]]
    return Answer(
        None, {"/".join(line[at] for at in keys) for line in lines if line[0] in ("+++", "---") or "->" in line[0]}
    )


KEYS: dict[str, list[str]] = {}
READ = {"onrecord diff": of_onrecord, "datasemver": of_datasemver, "daff": of_daff}


def commands(pair: Pair, old: Path, new: Path) -> dict[str, list[str]]:
    """What each program is asked."""
    name, keys = pair.table, KEYS[pair.table]
    script = Path(sys.executable).parent
    return {
        "onrecord diff": [sys.executable, "-c", DIFF, "diff", str(old), str(new), "--format", "json"],
        "datasemver": [
            *(str(script / "datasemver"), "diff", f"{old}/parquet/{name}.parquet", f"{new}/parquet/{name}.parquet"),
            *(word for key in keys for word in ("--key", key)),
            "--json",
        ],
        "daff": [
            *(
                str(script / "daff"),
                "diff",
                "--no-color",
                "--unordered",
                "--context",
                "0",
                "--all-columns",
                "--ignore",
                RELEASE,
            ),
            *(word for key in keys for word in ("--id", key)),
            *(f"{old}/csv/{name}.csv", f"{new}/csv/{name}.csv"),
        ],
    }


def write(store: MemoryStore, folder: Path) -> None:
    """Write what all three read; the tables as CSV beside the release and not in its manifest."""
    folder.mkdir()
    write_installed(store, folder)
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        csv_form.write(store, Path(place))
        Path(place, "csv").rename(folder.with_name(f"{folder.name}-csv"))


def changed(store: MemoryStore, change: Callable[[MemoryStore], set[str]]) -> tuple[MemoryStore, set[str]]:
    """A release with one change."""
    other = MemoryStore(dict(store.tables), store.schemas, store.identity._replace(version=NEXT))
    concerned = change(other)
    return MemoryStore(other.tables, other.schemas, other.identity), concerned


def judge(name: str, answer: Answer, pair: Pair, concerned: set[str]) -> tuple[bool | None, bool | None]:
    """Whether the step and the records are right; None where the program does not say."""
    step = None if answer.step is None else answer.step == pair.step
    if isinstance(answer.records, int):
        return step, answer.records == len(concerned)
    return step, answer.records == concerned


def main() -> None:
    """Print how often each is right, and how long it takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    store = compile_project(Project(ROOT))
    KEYS.update({name: table.key for name, table in store.schemas.released.items()})
    verdicts: dict[str, dict[str, tuple[bool | None, bool | None]]] = {name: {} for name in READ}
    runs: list[dict[str, Run]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(store, folder / "old")
        for number, pair in enumerate(PAIRS):
            other, concerned = changed(store, pair.change)
            write(other, new := folder / f"new-{number}")
            asking = {n: _beside(command) for n, command in commands(pair, folder / "old", new).items()}
            for _ in range(asked.runs):
                runs.append({name: run(command, folder) for name, command in asking.items()})
            for name, done in runs[-1].items():
                verdicts[name][pair.name] = judge(name, READ[name](done.out, pair), pair, concerned)
    _report(verdicts, runs, asked.json)


def _beside(command: list[str]) -> list[str]:
    """The CSV files lie beside the release and not in it."""
    return [word.replace("/csv/", "-csv/") for word in command]


def _report(
    verdicts: dict[str, dict[str, tuple[bool | None, bool | None]]], runs: list[dict[str, Run]], to: Path | None
) -> None:
    print(f"{len(PAIRS)} pairs, {len(runs) // len(PAIRS)} runs each side by side: right answers, median time, ratio\n")
    print(f"{'':32}" + "".join(f"{name:>22}" for name in verdicts))
    for pair in PAIRS:
        cells = (f"{_mark(v[pair.name][0])} step  {_mark(v[pair.name][1])} records" for v in verdicts.values())
        print(f"{pair.name:32}" + "".join(f"{cell:>22}" for cell in cells))
    result = {}
    own = [r["onrecord diff"].wall for r in runs]
    for name, found in verdicts.items():
        ratio = statistics.median(r[name].wall / o for r, o in zip(runs, own, strict=True))
        result[name] = {
            "steps_right": sum(step is True for step, _ in found.values()),
            "records_right": sum(records is True for _, records in found.values()),
            "wall": round(statistics.median(r[name].wall for r in runs), 3),
            "ratio": round(ratio, 2),
        }
    for key in ("steps_right", "records_right", "wall", "ratio"):
        print(f"{key.replace('_', ' '):32}" + "".join(f"{row[key]:>22}" for row in result.values()))
    if to:
        to.write_text(
            json.dumps({"pairs": len(PAIRS), "runs": len(runs), "result": result}, indent=1), encoding="utf-8"
        )


def _mark(right: bool | None) -> str:
    return {True: "✓", False: "✗", None: "–"}[right]


if __name__ == "__main__":
    main()

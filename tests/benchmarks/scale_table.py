"""The tables of README.md about speed and scale, from what a run of check_tables.py wrote with --json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

OURS, FLOOR = "onrecord check", "reading_polars"
FORMS = {"parquet": "Parquet", "csv": "CSV", "jsonl": "JSON Lines"}
PEERS = {
    "in_duckdb": "DuckDB, in SQL",
    "in_dataframely": "dataframely",
    "pandera_polars": "pandera on Polars",
    "pandera_pandas": "pandera on pandas",
    "in_pydantic": "pydantic",
    "in_frictionless": "frictionless",
}
WRITERS = {"Parquet": "pyarrow", "JSON Lines": "Polars"}
Row = Sequence[str]


class Rate(NamedTuple):
    """How many rows a second, and on how many statements that was measured."""

    rows: float
    statements: int


def markdown(run: Mapping[str, Any]) -> str:
    """What belongs between the marks in README.md."""
    tables: list[Mapping[str, Any]] = run["tables"]
    size = max((result["statements"] for result in tables), default=0)
    rows = next((result["rows"] for result in tables if result["statements"] == size), 0)
    forms = (
        "Checked",
        "rows a second",
        f"times as long as reading ({rows:,} rows)",
        "with faults in 1 %",
        "memory beside the tables",
    )
    return "\n".join(
        [
            *_table(forms, _forms(tables, size)),
            *_table(
                ("The same files, checked by", "form", "rows a second", "times as long as ours"), _peers(tables, size)
            ),
            *_table(("Besides", "takes", "times as long", "as"), [*_records(run), *_writing(run)]),
        ]
    )


def rate(tables: Sequence[Mapping[str, Any]], name: str, form: str) -> Rate | None:
    """That of a program on tables without faults, on the most statements that it was done with; None if on none."""
    done = [
        result
        for result in tables
        if (result["name"], result["form"], result["faulty"]) == (name, form, False) and result["wall"] is not None
    ]
    last = max(done, key=lambda result: int(result["statements"]), default=None)
    return None if last is None else Rate(last["rows"] / last["wall"], last["statements"])


def _forms(tables: Sequence[Mapping[str, Any]], size: int) -> Iterator[Row]:
    """A row for each form: how fast the check is, and how many times as long as reading alone it takes."""
    for form, name in FORMS.items():
        found = {
            (result["name"], result["faulty"]): result
            for result in tables
            if (result["form"], result["statements"]) == (form, size) and result["wall"] is not None
        }
        ours, faulty, floor = (found.get(key) for key in ((OURS, False), (OURS, True), (FLOOR, False)))
        if ours and floor:
            beside_twin = found.get((FLOOR, True))
            yield (
                name,
                f"{ours['rows'] / ours['wall']:,.0f}",
                _times(ours["wall"] / floor["wall"]),
                _times(faulty["wall"] / beside_twin["wall"]) if faulty and beside_twin else "",
                _times(ours["peak_mb"] / ours["held_mb"]),
            )


def _peers(tables: Sequence[Mapping[str, Any]], size: int) -> Iterator[Row]:
    """A row for each peer, on a form of its; what was too slow at the largest size stands with its rate at a smaller."""
    for peer, name in PEERS.items():
        for form, its in ((form, rate(tables, peer, form)) for form in FORMS):
            ours = rate(tables, OURS, form)
            if its and ours and ours.statements == size:
                scaled = "" if its.statements == size else f" (on {its.statements:,} statements)"
                yield name, FORMS[form], f"{its.rows:,.0f}{scaled}", _times(ours.rows / its.rows)
                break


def _records(run: Mapping[str, Any]) -> Iterator[Row]:
    if found := run.get("records"):
        result, beside = found["result"], "reading them with py-yaml12"
        first, one, none = (result[f"onrecord check: {when}"] for when in ("first", "one file changed", "none changed"))
        count = f"{found['statements']:,} statements as records"
        yield f"First check of {count}", f"{first['wall']:.2f} s", _times(first["wall_floor"]), beside
        for again, when in ((one, "one file has changed"), (none, "nothing has changed")):
            yield f"Second check, when {when}", f"{again['wall']:.2f} s", _times(again["wall_first"]), "the first"


def _writing(run: Mapping[str, Any]) -> Iterator[Row]:
    if found := run.get("writing"):
        for pair in found["pairs"]:
            if library := WRITERS.get(pair["what"]):
                what = f"Writing {found['rows']:,} rows as {pair['what']}"
                yield what, f"{pair['own']:.2f} s", _times(pair["ratio"]), f"{library} alone"


def _times(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}" if ratio >= 2 else f"{ratio:.2f}"


def _table(head: Row, rows: Iterable[Row]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""] if len(lines) > 2 else []

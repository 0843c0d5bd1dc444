"""Every function of the loader once, in whatever environment this runs: what an installed copy gives there.

Run: python surface.py FOLDER [MISSING …]

Prints JSON: each function → what it gave in short, the same in every environment. FOLDER is written to. Extras named as
missing are those whose functions have to fail with the command that installs them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onrecord

FOLDER, MISSING = Path(sys.argv[1]), set(sys.argv[2:])
COLUMNS: Any = ["statement_id", "speaker", "speech_act", "topics", "said_latest", "n_sources"]
FACT = onrecord.load("position_matrix")["proposition"][0]


def values(frame: Any) -> list[tuple[Any, ...]]:
    """The rows of a pandas frame as plain values."""
    return [tuple(str(v) if v is not None else v for v in row) for row in frame.head(50).itertuples(index=False)]


def polars() -> Any:
    frame = onrecord.load("statements", engine="polars", columns=COLUMNS)
    return [[str(kind).partition("(")[0] for kind in frame.dtypes], frame.height, str(frame.row(0))]


def duckdb() -> Any:
    relation = onrecord.load("statements", engine="duckdb", columns=COLUMNS)
    return [[str(kind).partition("(")[0] for kind in relation.types], str(relation.limit(1).fetchall())]


def arrow() -> Any:
    table = onrecord.load("statements", engine="pyarrow", columns=COLUMNS)
    return [[str(kind) for kind in table.schema.types], str(table.slice(0, 1).to_pylist())]


def frame() -> Any:
    loaded = onrecord.load("statements", columns=COLUMNS)
    objects = [name for name, kind in loaded.dtypes.items() if kind == "object"]
    kinds = [loaded["said_latest"].dtype, loaded["speech_act"].dtype, loaded["n_sources"].dtype]
    return [objects, [str(kind) for kind in kinds], type(loaded["topics"][0]).__name__, sorted(loaded.attrs)]


def filtered() -> Any:
    wanted: Any = [("speech_act", "in", ["refuse", "deny"]), ("said_latest", ">=", "2026-01-05")]
    found = [len(onrecord.load("statements", engine, filters=wanted)) for engine in ("pandas", "pyarrow")]
    return [*found, *(len(onrecord.load("statements", engine, filters=wanted)) for engine in others)]


others: list[Any] = [engine for engine in ("polars", "duckdb") if engine not in MISSING]


def independent() -> Any:
    mine = onrecord.load("statements")
    mine.loc[0, "quote"] = "changed"
    mine["topics"][0].append("changed")
    again = onrecord.load("statements")
    return [str(again.loc[0, "quote"]) == "changed", "changed" in again["topics"][0]]


def validated(form: Any) -> Callable[[], Any]:
    def call() -> Any:
        made = onrecord.schema("statements", form)
        return len(made.validate(onrecord.load("statements", engine=form), lazy=True))

    return call


def graph() -> Any:
    made = onrecord.graph(edges=["relationships", "stances"])
    path = onrecord.write_graph(made, FOLDER / "graph.gexf")
    return [made.number_of_nodes(), made.number_of_edges(), path.stat().st_size]


def picture(name: str, *arguments: Any) -> Callable[[], Any]:
    def call() -> Any:
        path = FOLDER / f"{name}.svg"
        getattr(onrecord.plot, name)(*arguments).save(path)
        return path.read_text(encoding="utf-8").startswith("<svg")

    return call


def shown() -> Any:
    from onrecord.records.showing import show
    from onrecord.store import installed

    return show(installed(), onrecord.load("statements")["statement_id"][0])


CALLS: dict[str, Callable[[], Any]] = {
    "load": frame,
    "independent": independent,
    "pyarrow": arrow,
    "filtered": filtered,
    "statements": lambda: values(onrecord.statements(on_behalf_of="RU", since="2026-01-03")),
    "actors": lambda: values(onrecord.actors("delcy rodriguez", as_of="2026-01-04")),
    "relationships": lambda: values(onrecord.relationships("VE", as_of="2026-01-04")),
    "tenures": lambda: values(onrecord.tenures(organisation="VE", as_of="2026-01-04")),
    "events": lambda: values(onrecord.events(kind="court-hearing")),
    "evidence": lambda: values(onrecord.evidence(onrecord.load("statements")["statement_id"][0])),
    "show": shown,
    "cite": lambda: [len(onrecord.cite(onrecord.statements(target="VE"), format=f)) for f in ("text", "bibtex")],
    "json": lambda: sorted(onrecord.schema("statements", "json")["properties"]),
    "explain": lambda: values(onrecord.explain(onrecord.load("statements")["statement_id"][0], "said")),
}
EXTRA: dict[str, tuple[str, Callable[[], Any]]] = {
    "engine polars": ("polars", polars),
    "engine duckdb": ("duckdb", duckdb),
    "sql": ("duckdb", lambda: values(onrecord.sql("select kind, count(*) n from actors group by all order by all"))),
    "graph": ("graph", graph),
    "schema": ("schema", validated("pandas")),
    "schema polars": ("schema", validated("polars")),
    "plot.timeline": ("plot", picture("timeline")),
    "plot.stances": ("plot", picture("stances")),
    "plot.network": ("plot", picture("network")),
    "plot.positions": ("plot", picture("positions", FACT)),
    "open": ("web", lambda: onrecord.open("https://data.example/onrecord.zip")),
}


def main() -> None:
    """Print what every function gave."""
    told: dict[str, Any] = {name: call() for name, call in CALLS.items()}
    for name, (extra, call) in EXTRA.items():
        try:
            told[name] = call()
        except onrecord.OnRecordError as error:
            told[name] = str(error).splitlines()[-1]
            if extra in MISSING:
                assert "pip install 'onrecord[" in told[name] and extra in told[name], (name, told[name])
            else:
                assert name == "open", (name, told[name])
        else:
            assert extra not in MISSING, name
    json.dump(told, sys.stdout, indent=1)


if __name__ == "__main__":
    main()

"""Relationships and stances as a graph of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.naming import chosen
from onrecord.period import bounds, day, held_within, within
from onrecord.store import Store

if TYPE_CHECKING:
    import networkx as nx

    from onrecord.release import Release

TABLES = ("relationships", "stances")
PARTIES = ("on_behalf_of", "principal", "speaker")
DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest")

Table = Literal["relationships", "stances"]
Party = Literal["speaker", "principal", "on_behalf_of"]


class Edge(NamedTuple):
    """An edge with what it is called between its two actors, and what it says."""

    source: str
    target: str
    key: str
    attributes: dict[str, str | int | float | bool]


class Asked(NamedTuple):
    """Which edges are wanted."""

    party: str
    as_of: date | None
    since: date | None
    until: date | None


def graph(
    release: Release,
    *,
    edges: Table | Sequence[Table] = "relationships",
    party: Party = "on_behalf_of",
    as_of: date | datetime | str | None = None,
    since: date | datetime | str | None = None,
    until: date | datetime | str | None = None,
) -> nx.MultiDiGraph[str]:
    """What `onrecord.graph` returns."""
    tables = _tables(edges)
    asked = Asked(
        _one_of(PARTIES, party, "party"), None if as_of is None else day(as_of, "as_of"), *bounds(since, until)
    )
    with needed_for("A graph", "graph"):
        import networkx as nx

    store = release.store
    drawn = [edge for table in tables for edge in _EDGES[table](store, asked)]
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.graph.update(_about(release))
    actors = {row["actor_id"]: row for row in store.read("actors").to_pylist()}
    for actor in sorted({end for edge in drawn for end in edge[:2]}):
        made.add_node(actor, **_node(actors, actor))
    for edge in drawn:
        made.add_edge(edge.source, edge.target, key=edge.key, **edge.attributes)
    return made


def _relationships(store: Store, asked: Asked) -> Iterator[Edge]:
    table = store.read("relationships")
    for first, last in ((asked.as_of, asked.as_of), (asked.since, asked.until)):
        table = table.filter(held_within(table, first, last))
    types = _terms(store, "relationship-type")
    passages = _passages(store, "relationship")
    for row in table.to_pylist():
        identifier, kind = row["relationship_id"], types[row["type"]]
        attributes = {
            "table": "relationships",
            "type": row["type"],
            "label": kind["label"],
            "symmetric": bool(kind["symmetric"]),
            **{name: _text(row[name]) for name in ("state", "start", "end", *DAYS)},
            **_support(row, identifier, passages),
            "detail": _text(row["detail"]),
            "asserted_by": _text(row["asserted_by"]),
        }
        yield Edge(row["subject"], row["object"], identifier, attributes)


def _stances(store: Store, asked: Asked) -> Iterator[Edge]:
    table = store.read("statements")
    for first, last in ((None, asked.as_of), (asked.since, asked.until)):
        table = table.filter(within(table, first, last, "said"))
    statements = {row["statement_id"]: row for row in table.to_pylist()}
    stances = _terms(store, "stance")
    passages = _passages(store, "statement")
    for target in store.read("statement_targets").to_pylist():
        row = statements.get(target["statement"])
        if row is None or target["target_actor"] is None:
            continue
        identifier = row["statement_id"]
        attributes = {
            "table": "stances",
            "type": target["stance"],
            "label": stances[target["stance"]]["label"],
            "role": target["role"],
            "speech_act": row["speech_act"],
            "said": _text(row["said"]),
            **{name: _text(row[f"said_{name.partition('_')[2]}"]) for name in DAYS},
            **_support(row, identifier, passages),
            "detail": _text(row["summary"]),
            "statement": identifier,
            "weight": 1.0,
        }
        party = row[asked.party] or row["principal"]
        yield Edge(party, target["target_actor"], f"{identifier}/{target['position']}", attributes)


_EDGES = {"relationships": _relationships, "stances": _stances}


def _support(row: dict[str, Any], identifier: str, passages: Counter[tuple[str, str]]) -> dict[str, str | int]:
    """How well a record is supported; an older release may not say all of it."""
    counted = {name: row[name] for name in ("n_sources", "n_witnesses", "verification") if name in row}
    return counted | {
        "n_evidence": passages[identifier, "supports"],
        "n_contradicting": passages[identifier, "contradicts"] + passages[identifier, "denies-attribution"],
    }


def _passages(store: Store, column: str) -> Counter[tuple[str, str]]:
    """The number of passages for each record that a column of the evidence names, by what they do for it."""
    evidence = store.read("evidence")
    return Counter(zip(evidence[column].to_pylist(), evidence["support"].to_pylist(), strict=True))


def _terms(store: Store, scheme: str) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in store.read("terms").to_pylist() if row["scheme"] == scheme}


def _node(actors: dict[str, dict[str, Any]], actor: str) -> dict[str, str]:
    row = actors[actor]
    lies_in = row if row["kind"] == "state" else actors.get(row["country"], {})
    return {
        "label": row["name"],
        "kind": row["kind"],
        "country": _text(row["country"]),
        "region": _text(lies_in.get("region")),
        "gloss": _text(row["gloss"]),
    }


def _about(release: Release) -> dict[str, str]:
    """What the graph is made of, and how to cite it."""
    told = release.store.read("actors").schema.metadata or {}
    told = {key: told.get(key.encode(), b"").decode() for key in ("license", "citation")}
    return {"name": f"On Record {release.version}", "version": release.version, **told}


def _text(value: date | str | None) -> str:
    return "" if value is None else str(value)  # the text of a date is its ISO form


def _tables(edges: object) -> list[str]:
    """The tables asked for, each once."""
    asked = [edges] if isinstance(edges, str) or not isinstance(edges, Sequence) else list(edges)
    if not asked:
        raise OnRecordError('No edges are asked for. Write onrecord.graph(edges="relationships")')
    return list(dict.fromkeys(_one_of(TABLES, table, "edges") for table in asked))


def _one_of(names: Sequence[str], value: object, argument: str) -> str:
    call = f'onrecord.graph({argument}="{{}}")'
    return chosen(value, names, f"choice of {argument}", call, f"Say: {call.format(names[0])}")

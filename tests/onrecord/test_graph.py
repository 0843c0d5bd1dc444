"""Graphs of relationships and stances, and the files that they are written to."""

from __future__ import annotations

import builtins
import math
import random
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.network.files import write_graph
from onrecord.network.graph import Table, graph
from onrecord.release import Release
from onrecord.store import FolderStore
from sandbox import RELATIONSHIP, STATEMENT, Sandbox

BOTH: tuple[Table, ...] = ("relationships", "stances")
FORMATS = (".gexf", ".graphml")
RELEASE = Release()  # the records of the repository
DAYS = ("2000-01-01", "2019-06-01", "2024-07-15", "2026-01-03", "2026-01-04", "2026-02-02", "2027-01-01")


def rows(table: str, release: Release = RELEASE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = release.store.read(table).to_pylist()
    return found


def nodes(made: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    return {node: made.nodes[node] for node in made}


def edges(made: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(source, target, key): made.edges[source, target, key] for source, target, key in made.edges(keys=True)}


def keys(made: nx.MultiDiGraph[str]) -> set[str]:
    return {key for _, _, key in edges(made)}


def built(sandbox: Sandbox) -> Release:
    return Release(FolderStore(sandbox.build()))


@pytest.fixture(scope="module")
def both() -> nx.MultiDiGraph[str]:
    return graph(RELEASE, edges=BOTH)


# The graph of the repository's records


def test_every_relationship_is_an_edge() -> None:
    found = edges(graph(RELEASE))
    records = {(row["subject"], row["object"], row["relationship_id"]): row for row in rows("relationships")}
    assert found.keys() == records.keys()
    for at, row in records.items():
        for name in ("type", "state", "n_sources", "n_witnesses", "verification"):
            assert found[at][name] == row[name]
        for name in ("start", "end", "start_earliest", "end_latest", "detail", "asserted_by"):
            assert found[at][name] == str(row[name] or "")
    symmetric = {row["code"] for row in rows("terms") if row["symmetric"]}
    assert {values["type"] for values in found.values() if values["symmetric"]} <= symmetric
    assert any(values["symmetric"] for values in found.values())


@pytest.mark.parametrize("party", ["on_behalf_of", "principal", "speaker"])
def test_every_stance_towards_an_actor_is_an_edge(party: Any) -> None:
    made = graph(RELEASE, edges="stances", party=party)
    statements = {row["statement_id"]: row for row in rows("statements")}
    aimed = [row for row in rows("statement_targets") if row["target_actor"]]
    expected = {}
    for row in aimed:
        said = statements[row["statement"]]
        source = said[party] or said["principal"]
        expected[source, row["target_actor"], f"{row['statement']}/{row['position']}"] = row["stance"]
    assert {at: values["type"] for at, values in edges(made).items()} == expected
    assert made.size(weight="weight") == len(aimed)


def test_both_together_are_the_one_and_the_other(both: nx.MultiDiGraph[str]) -> None:
    apart = [graph(RELEASE, edges=table) for table in ("relationships", "stances")]
    assert nx.utils.graphs_equal(nx.compose(*apart), both)
    assert Counter(values["table"] for values in edges(both).values()) == {
        "relationships": len(rows("relationships")),
        "stances": sum(row["target_actor"] is not None for row in rows("statement_targets")),
    }
    assert nx.utils.graphs_equal(graph(RELEASE, edges=["stances", "relationships", "stances"]), both)


def test_passages_are_counted(both: nx.MultiDiGraph[str]) -> None:
    supporting = Counter(
        row["relationship"] or row["statement"] for row in rows("evidence") if row["support"] == "supports"
    )
    against = {"contradicts", "denies-attribution"}
    opposing = Counter(row["relationship"] or row["statement"] for row in rows("evidence") if row["support"] in against)
    for (_, _, key), values in edges(both).items():
        record = values.get("statement", key)
        assert (values["n_evidence"], values["n_contradicting"]) == (supporting[record], opposing[record])
    assert any(values["n_contradicting"] for values in edges(both).values())


def test_nodes_are_the_actors_that_have_an_edge(both: nx.MultiDiGraph[str]) -> None:
    actors = {row["actor_id"]: row for row in rows("actors")}
    assert all(both.degree(actor) for actor in both)
    for actor, values in nodes(both).items():
        row = actors[actor]
        told = {name: row[name] or "" for name in ("kind", "country", "gloss")}
        state = row if row["kind"] == "state" else actors.get(row["country"], {})
        assert values == told | {"label": row["name"], "region": state.get("region") or ""}


def test_every_attribute_has_a_plain_value(both: nx.MultiDiGraph[str]) -> None:
    of_nodes, of_edges = list(nodes(both).values()), list(edges(both).values())
    plain = [value for values in (both.graph, *of_nodes, *of_edges) for value in values.values()]
    assert {type(value) for value in plain} <= {str, int, float, bool}
    assert all(math.isfinite(value) for value in plain if isinstance(value, float))
    for kind in (of_nodes, *([values for values in of_edges if values["table"] == table] for table in BOTH)):
        assert len({tuple(values) for values in kind}) == 1  # the same names in the same order


def test_networkx_writes_it_as_it_is(both: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    nx.write_graphml(both, tmp_path / "plain.graphml")
    nx.write_gexf(both, tmp_path / "plain.gexf")


def test_it_says_how_to_cite_it(both: nx.MultiDiGraph[str]) -> None:
    assert both.graph["version"] == RELEASE.version
    assert both.name == f"On Record {RELEASE.version}"
    assert RELEASE.version in both.graph["citation"]
    assert "CC-BY-4.0" in both.graph["license"]


# Time


@pytest.mark.parametrize("on", DAYS)
def test_a_day_is_a_period_of_one_day(on: str) -> None:
    assert keys(graph(RELEASE, as_of=on)) == keys(graph(RELEASE, since=on, until=on))


@given(st.lists(st.sampled_from(DAYS), min_size=3, max_size=3).map(sorted))
@settings(max_examples=15, deadline=None)
def test_what_may_hold_on_a_day_may_hold_in_every_period_around_it(days: list[str]) -> None:
    since, on, until = days
    assert keys(graph(RELEASE, as_of=on)) <= keys(graph(RELEASE, since=since, until=until))
    assert keys(graph(RELEASE, since=since, until=until)) <= keys(graph(RELEASE, since=since))
    assert keys(graph(RELEASE, since=since)) <= keys(graph(RELEASE))


def test_stances_grow_day_by_day() -> None:
    made = [keys(graph(RELEASE, edges="stances", as_of=on)) for on in DAYS]
    assert all(one <= other for one, other in pairwise(made))
    assert made[-1] == keys(graph(RELEASE, edges="stances"))
    assert made[0] < made[-1]
    assert made == [keys(graph(RELEASE, edges="stances", until=on)) for on in DAYS]


def test_stances_of_a_period() -> None:
    made = graph(RELEASE, edges="stances", since="2026-01-04", until=date(2026, 1, 5))
    assert 0 < len(made.edges) < len(graph(RELEASE, edges="stances").edges)
    for values in edges(made).values():
        assert not values["start_earliest"] or values["start_earliest"] <= "2026-01-05"
        assert not values["end_latest"] or values["end_latest"] >= "2026-01-04"


@pytest.mark.parametrize(
    ("changed", "held"),
    [
        ("start: 2025-05\nstate: in-force", {"2025-05-01", "2026-01-01"}),  # it may have begun on the first of May
        ("state: in-force", {"2025-04-30", "2025-05-01", "2026-01-01"}),
        ("start: 2025-05\nend: 2025-06\nstate: ended", {"2025-05-01"}),
        ("end: 2025-04\nstate: ended", {"2025-04-30"}),
        ("state: ended", {"2025-04-30", "2025-05-01", "2026-01-01"}),  # when is not known
        ("start: 2025-05\nstate: announced", {"2025-05-01", "2026-01-01"}),
        ("state: announced", set()),
    ],
)
def test_what_may_have_held(sandbox: Sandbox, changed: str, held: set[str]) -> None:
    sandbox.edit(RELATIONSHIP, "start: 2025-05\nstate: in-force", changed)
    release = built(sandbox)
    assert {on for on in ("2025-04-30", "2025-05-01", "2026-01-01") if graph(release, as_of=on).edges} == held
    assert keys(graph(release)) == {"rel-0001-treaty"}  # without a day it is there, whatever its state


# The graph of the example records


def test_a_relationship_of_the_example(sandbox: Sandbox) -> None:
    made = graph(built(sandbox))
    assert nodes(made) == {
        "xea": {
            "label": "Example State",
            "kind": "state",
            "country": "",
            "region": "western-europe",
            "gloss": "A state that exists in tests only.",
        },
        "xeb": {
            "label": "Sample Republic",
            "kind": "state",
            "country": "",
            "region": "caribbean",
            "gloss": "Another state that exists in tests only.",
        },
    }
    assert made.edges["xea", "xeb", "rel-0001-treaty"] == {
        "table": "relationships",
        "type": "agreement",
        "label": "Agreement",
        "symmetric": True,
        "state": "in-force",
        "start": "2025-05",
        "end": "",
        "start_earliest": "2025-05-01",
        "start_latest": "2025-05-31",
        "end_earliest": "",
        "end_latest": "",
        "n_sources": 1,
        "n_witnesses": 1,
        "n_evidence": 1,
        "n_contradicting": 0,
        "verification": "single-source",
        "detail": "Treaty of the two states.",
        "asserted_by": "",
    }


def test_a_stance_of_the_example(sandbox: Sandbox) -> None:
    # The event that is its other target makes no edge.
    made = graph(built(sandbox), edges="stances")
    assert edges(made) == {
        ("xea", "xeb", "st-0001-we-will-not/1"): {
            "table": "stances",
            "type": "against",
            "label": "Against",
            "role": "evaluated",
            "speech_act": "refuse",
            "said": "2026-02-03",
            "start_earliest": "2026-02-03",
            "start_latest": "2026-02-03",
            "end_earliest": "2026-02-03",
            "end_latest": "2026-02-03",
            "n_sources": 2,
            "n_witnesses": 2,
            "n_evidence": 2,
            "n_contradicting": 0,
            "verification": "corroborated",
            "detail": "He says that his government will not do what Sample Republic demands.",
            "statement": "st-0001-we-will-not",
            "weight": 1.0,
        }
    }


def test_whose_stance_it_is(sandbox: Sandbox) -> None:
    release = built(sandbox)
    assert set(graph(release, edges="stances").edges()) == {("xea", "xeb")}
    assert set(graph(release, edges="stances", party="principal").edges()) == {("max-muster", "xeb")}
    assert graph(release, edges="stances", party="speaker").nodes["max-muster"]["region"] == "western-europe"


def test_words_that_bind_nobody_are_those_of_the_principal(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "principal: max-muster\non_behalf_of: xea\n", "principal: ministry-of-example\n")
    sandbox.edit(STATEMENT, "tenure: ten-0001-muster-minister\n", "")
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: spokesperson")
    release = built(sandbox)
    assert set(graph(release, edges="stances").edges()) == {("ministry-of-example", "xeb")}
    assert set(graph(release, edges="stances", party="speaker").edges()) == {("max-muster", "xeb")}


def test_a_contradiction_is_counted(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "support: supports\n    rendition: source-translation", "support: denies-attribution\n    rendition: source-translation")  # fmt: skip
    (values,) = edges(graph(built(sandbox), edges="stances")).values()
    assert (values["n_evidence"], values["n_contradicting"]) == (1, 1)


# Errors


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"edges": "relationship"}, r'Did you mean onrecord.graph\(edges="relationships"\)\?'),
        ({"edges": ["relationships", "stance"]}, r'Did you mean onrecord.graph\(edges="stances"\)\?'),
        ({"edges": "xyz"}, r'there are relationships, stances. Say: onrecord.graph\(edges="relationships"\)'),
        ({"edges": []}, r'Write onrecord.graph\(edges="relationships"\)'),
        ({"edges": 7}, "no choice of edges 7"),
        ({"edges": [["stances"]]}, "no choice of edges"),
        ({"party": "on_behalf"}, r'Did you mean onrecord.graph\(party="on_behalf_of"\)\?'),
        ({"party": None}, "no choice of party None"),
        ({"as_of": "2026-02-30"}, 'as_of="2026-02-28"'),
        ({"since": "January"}, 'since="2026-01-03"'),
        ({"since": "2026-02-01", "until": "2026-01-01"}, 'since="2026-01-01", until="2026-02-01"'),
    ],
)
def test_what_cannot_be_asked_for(asked: dict[str, Any], told: str) -> None:
    with pytest.raises(OnRecordError, match=told):
        graph(RELEASE, **asked)


def test_without_networkx(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "networkx":
            raise ModuleNotFoundError("No module named 'networkx'", name="networkx")
        return imported(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OnRecordError, match=r"A graph needs networkx.*pip install 'onrecord\[graph\]'"):
        graph(RELEASE)


# Files


def read(path: Path) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any]]:
    """The nodes and the edges of a file with their attributes, as networkx reads them."""
    found: Any
    read = {}
    if path.suffix == ".gexf":
        found = nx.read_gexf(path)
        for source, target, values in found.edges(data=True):
            values.pop("spells", None)
            read[source, target, values.pop("id")] = values
    else:
        found = nx.read_graphml(path, edge_key_type=str, force_multigraph=True)
        for (source, target, key), values in edges(found).items():
            read[source, target, key.replace(":", "/")] = values
    assert found.is_directed()
    return nodes(found), read


def known(values: dict[str, Any]) -> dict[str, Any]:
    """The attributes that a file has: "" is left out."""
    return {name: value for name, value in values.items() if value != ""}


def content(made: nx.MultiDiGraph[str]) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any]]:
    return {n: known(values) for n, values in nodes(made).items()}, {e: known(v) for e, v in edges(made).items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphs")


@pytest.mark.parametrize("suffix", FORMATS)
def test_all_of_it_is_read_back(both: nx.MultiDiGraph[str], folder: Path, suffix: str) -> None:
    path = folder / f"both{suffix}"
    assert write_graph(both, str(path)) == path
    assert read(path) == content(both)


@pytest.mark.parametrize("suffix", FORMATS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_part_of_it_is_read_back(
    both: nx.MultiDiGraph[str], folder: Path, suffix: str, data: st.DataObject
) -> None:
    part = both.edge_subgraph(data.draw(st.lists(st.sampled_from(sorted(edges(both))), max_size=12)))
    assert read(write_graph(part, folder / f"part{suffix}")) == content(part)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
MADE = st.fixed_dictionaries(
    {"label": TEXTS.filter(bool)},
    optional={
        "text": TEXTS,
        "start": TEXTS,
        "end": TEXTS,
        "id_": TEXTS,
        "number": st.integers(-(2**63), 2**63 - 1),
        "share": st.floats(allow_nan=False, allow_infinity=False),
        "true": st.booleans(),
    },
)


@pytest.mark.parametrize("suffix", FORMATS)
@given(values=MADE, other=MADE)
@settings(max_examples=50, deadline=None)
def test_any_attribute_is_read_back(folder: Path, suffix: str, values: dict[str, Any], other: dict[str, Any]) -> None:
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.add_node("a", **values)
    made.add_node("b", **other)
    made.add_edge("a", "b", key="one", **other)
    made.add_edge("a", "b", key="other", **values)
    made.add_edge("b", "b", key="loop", **values)
    assert read(write_graph(made, folder / f"made{suffix}")) == content(made)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_graph_makes_the_same_bytes(both: nx.MultiDiGraph[str], tmp_path: Path, suffix: str) -> None:
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    other.graph.update(both.graph)
    for node, values in random.Random(0).sample(list(nodes(both).items()), len(both)):
        other.add_node(node, **values)
    for (source, target, key), values in random.Random(1).sample(list(edges(both).items()), both.size()):
        other.add_edge(source, target, key=key, **values)
    assert list(other) != list(both)
    one = write_graph(both, tmp_path / f"one{suffix}").read_bytes()
    assert write_graph(other, tmp_path / f"other{suffix}").read_bytes() == one
    assert write_graph(graph(RELEASE, edges=BOTH), tmp_path / f"one{suffix}").read_bytes() == one


def test_the_rules_of_gexf(both: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    at = "{http://gexf.net/1.3}"
    root = ET.parse(write_graph(both, tmp_path / "both.gexf")).getroot()
    assert (root.tag, root.attrib) == (f"{at}gexf", {"version": "1.3"})
    assert [child.tag for child in root] == [f"{at}meta", f"{at}graph"]
    assert [(e.tag, e.attrib) for e in root[0]] == [(f"{at}description", {})]  # and no day on which it was written
    assert both.graph["citation"] in str(root[0][0].text)
    assert both.graph["license"] in str(root[0][0].text)
    inside = root[1]
    assert inside.attrib == {
        "defaultedgetype": "directed",
        "idtype": "string",
        "mode": "dynamic",
        "timeformat": "date",
    }
    assert [child.tag for child in inside] == [f"{at}{name}" for name in ("attributes", "attributes", "nodes", "edges")]
    for scope, declared, elements in (("node", inside[0], inside[2]), ("edge", inside[1], inside[3])):
        assert declared.attrib == {"class": scope}
        assert {a.attrib["type"] for a in declared} <= {"string", "long", "double", "boolean"}
        identifiers = [a.attrib["id"] for a in declared]
        assert len(set(identifiers)) == len(identifiers)
        for element in elements:
            used = [value.attrib["for"] for value in element.iter(f"{at}attvalue")]
            assert len(set(used)) == len(used)
            assert set(used) <= set(identifiers)
            assert all(value.attrib["value"] for value in element.iter(f"{at}attvalue"))
        assert len({element.attrib["id"] for element in elements}) == len(elements)
    told = {v.attrib["value"] for v in inside.iter(f"{at}attvalue") if v.attrib["for"] == "edge-symmetric"}
    assert told == {"true", "false"}
    assert {e.attrib["id"]: e.attrib["label"] for e in inside[2]} == {n: v["label"] for n, v in nodes(both).items()}
    assert {e.attrib["id"] for e in inside[3]} == keys(both)
    for edge in inside[3]:
        assert {edge.attrib["source"], edge.attrib["target"]} <= set(both)
        # What would be its direction and its time is not what the attributes of these names say.
        assert edge.attrib.keys() - {"weight"} == {"id", "source", "target", "label", "kind"}


def test_the_time_of_an_edge(both: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    at = "{http://gexf.net/1.3}"
    root = ET.parse(write_graph(both, tmp_path / "both.gexf")).getroot()
    times = {edge.attrib["id"]: [s.attrib for s in edge.iter(f"{at}spell")] for edge in root.iter(f"{at}edge")}
    for (_, _, key), values in edges(both).items():
        span = known({"start": values["start_earliest"], "end": values["end_latest"]})
        assert times[key] == ([span] if span else [])
        days = [date.fromisoformat(day) for day in span.values()]
        assert days == sorted(days)
    assert {frozenset(span) for spans in times.values() for span in spans} == {
        frozenset({"start"}),
        frozenset({"end"}),
        frozenset({"start", "end"}),
    }


def test_a_graph_without_time_is_static(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.edit(RELATIONSHIP, "start: 2025-05\n", "")
    text = write_graph(graph(built(sandbox)), tmp_path / "one.gexf").read_text(encoding="utf-8")
    assert 'mode="static"' in text
    assert "spell" not in text
    assert "timeformat" not in text


def test_the_rules_of_graphml(both: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    at = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.parse(write_graph(both, tmp_path / "both.graphml")).getroot()
    described, *declared, inside = root
    assert described.tag == f"{at}desc"
    assert both.graph["license"] in str(described.text)
    keyed = {key.attrib["id"]: key.attrib for key in declared}
    assert len(keyed) == len(declared)
    assert {key["attr.type"] for key in keyed.values()} <= {"string", "long", "double", "boolean"}
    assert inside.attrib == {"edgedefault": "directed"}
    for element in inside:
        used = [value.attrib["key"] for value in element]
        assert len(set(used)) == len(used)
        assert all(keyed[key]["for"] == element.tag.removeprefix(at) for key in used)
    identifiers = [element.attrib["id"] for element in inside]
    assert len(set(identifiers)) == len(identifiers)
    tokens = set("abcdefghijklmnopqrstuvwxyz0123456789-_.:")  # of which a NMTOKEN can be made, among others
    assert set("".join([*identifiers, *keyed])) <= tokens


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_graph(sandbox: Sandbox, tmp_path: Path, suffix: str) -> None:
    made = graph(built(sandbox), edges="stances", until="1900-01-01")
    assert read(write_graph(made, tmp_path / f"empty{suffix}")) == ({}, {})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("network.gefx", r"end in .gexf or .graphml.*Did you mean onrecord.write_graph\(graph, '.*network.gexf'\)\?"),
        ("network.graphm", r"Did you mean onrecord.write_graph\(graph, '.*network.graphml'\)\?"),
        ("network", r"'.*network.gexf'\)\?"),
        ("none/network.gexf", r"no folder '.*none'. Make it: pathlib.Path\('.*none'\).mkdir\(parents=True\)"),
    ],
)
def test_a_place_where_it_cannot_be_written(both: nx.MultiDiGraph[str], tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(OnRecordError, match=told):
        write_graph(both, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_path_or_no_graph(both: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    wrong: Any
    for wrong in (None, 7):
        with pytest.raises(OnRecordError, match="is no path"):
            write_graph(both, wrong)
    with pytest.raises(OnRecordError, match=r"'network.gexf'"):
        write_graph(both, "")
    for wrong in (nx.DiGraph(), nx.MultiGraph(), "graph", None):
        with pytest.raises(OnRecordError, match=rf"This is a {type(wrong).__name__}.*onrecord.graph\(\)"):
            write_graph(wrong, tmp_path / "network.gexf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_left_alone(both: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    place = tmp_path / "network.gexf"
    place.mkdir()
    with pytest.raises(OnRecordError, match="cannot be written"):
        write_graph(both, place)
    assert list(tmp_path.iterdir()) == [place]
    with pytest.raises(OnRecordError, match="cannot be written: embedded null"):
        write_graph(both, tmp_path / "net\0work.gexf")


def test_upper_case_is_a_suffix_too(both: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    assert write_graph(both, tmp_path / "NETWORK.GEXF").is_file()


@pytest.mark.parametrize("value", [None, math.nan, math.inf, ["a"], b"a", "\x00", "a\rb", "\ud800", "\uffff"])
def test_what_no_file_can_hold(tmp_path: Path, value: object) -> None:
    path = write_graph(graph(RELEASE, as_of="2026-01-03"), tmp_path / "network.graphml")
    before = path.read_bytes()
    made = graph(RELEASE)
    made.nodes["ven"]["mine"] = value
    with pytest.raises(OnRecordError, match="The attribute 'mine' of 'ven' is"):
        write_graph(made, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_two_edges_of_one_name(tmp_path: Path) -> None:
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    with pytest.raises(OnRecordError, match="Two edges are called '0'"):
        write_graph(made, tmp_path / "network.gexf")

"""The pictures: what they show is what the tables say, and everybody can read it."""

from __future__ import annotations

import builtins
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import altair
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.engines import load
from onrecord.plots import Plots, network, positions, stances, style, timeline
from onrecord.plots.labels import Box, Point, beside
from onrecord.release import Release
from sandbox import STATEMENT, Sandbox

Use = Callable[[], None]
OWN_LAWS, DEMAND = "prp-0002-own-laws", "prp-0001-demand-binds"
POSITION = f"""\
  - proposition: {OWN_LAWS}
    position: asserts
    evidence: ev-0010-agency
"""
PICTURES = ("timeline", "stances", "network", "positions")


class Selecting(Release):
    """A release that notes what it was asked for, and selects what a test gives it, where that gives something."""

    selected: pd.DataFrame | None = None
    asked: dict[str, Any]

    def statements(self, **selection: Any) -> pd.DataFrame:
        self.asked = selection
        return super().statements(**selection) if self.selected is None else self.selected

    def graph(self, **selection: Any) -> nx.MultiDiGraph[Any]:
        self.asked = selection
        return super().graph(**selection)


def everything(release: Release) -> pd.DataFrame:
    """All statements, with the names and links that a selection comes with."""
    statements = release.load("statements")
    names = release.load("actors").set_index("actor_id")["name"]
    labels = release.load("events").set_index("event_id")["label"]
    for column in ("speaker", "principal", "on_behalf_of"):
        statements[f"{column}_name"] = statements[column].map(names)
    targets = release.load("statement_targets")
    targets["name"] = targets["target_actor"].map(names).fillna(targets["target_event"].map(labels))
    of_statement = targets.groupby("statement")["name"].agg(list)
    statements["target_names"] = [of_statement.get(record, []) for record in statements["statement_id"]]
    links = release.load("evidence").set_index("evidence_id")["link"]
    return statements.assign(link=statements["lead_evidence"].map(links))


def related(release: Release) -> nx.MultiDiGraph[Any]:
    """The graph of all relationships."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    actors = release.load("actors").set_index("actor_id")
    for row in release.load("relationships").itertuples():
        for actor in (row.subject, row.object):
            graph.add_node(actor, label=actors.at[actor, "name"], kind=str(actors.at[actor, "kind"]))
        graph.add_edge(row.subject, row.object, table="relationships", type=str(row.type))
    return graph


@pytest.fixture(scope="module")
def release() -> Selecting:
    """The data of the checkout."""
    return Selecting(Release().store)


@pytest.fixture(scope="module")
def charts(release: Selecting) -> dict[str, altair.LayerChart]:
    """Each picture of the data of the checkout."""
    plots = Plots(release)
    fact = release.load("position_matrix")["proposition"].value_counts().index[0]
    return {
        "timeline": plots.timeline(),
        "stances": plots.stances(),
        "network": plots.network(),
        "positions": plots.positions(fact),
    }


@pytest.fixture
def use(sandbox: Sandbox, install: Callable[[Path], None]) -> Use:
    """Builds a release of the sandbox and installs it."""
    return lambda: install(sandbox.build())


def rows(chart: altair.LayerChart, column: str) -> list[dict[str, Any]]:
    """The rows of a chart's data sets that have a column."""
    return [row for data in chart.to_dict()["datasets"].values() for row in data if column in row]


def printed(chart: altair.LayerChart) -> list[str]:
    return [row["text"] for row in rows(chart, "text")]


def told(chart: altair.LayerChart) -> str:
    """The title and what stands below it."""
    title = chart.to_dict()["title"]
    return "\n".join([title["text"], *title.get("subtitle", [])])


def svg(chart: altair.LayerChart, folder: Path) -> str:
    chart.save(folder / "drawn.svg")
    return (folder / "drawn.svg").read_text(encoding="utf-8")


# What they show


def test_each_statement_has_a_square_that_opens_its_source(release: Selecting) -> None:
    statements = everything(release)
    squares = rows(timeline.draw(statements), "summary")
    drawn = {square["statement"]: (square["summary"], square["link"]) for square in squares}
    assert len(drawn) == len(squares) == len(statements)
    assert drawn == {row.statement_id: (row.summary, row.link) for row in statements.itertuples()}


def test_no_square_hides_another(release: Selecting) -> None:
    chart = timeline.draw(everything(release))
    squares = [(square["x"], square["y"]) for square in rows(chart, "summary")]
    (side,) = {layer["mark"]["size"] ** 0.5 for layer in chart.to_dict()["layer"] if layer["mark"].get("filled")}
    assert not [1 for a, b in combinations(squares, 2) if abs(a[0] - b[0]) < side and abs(a[1] - b[1]) < side]
    assert all(0 < x < style.WIDTH for x, _ in squares)


@pytest.mark.parametrize("most", [3, 20])
def test_rows_are_the_parties_with_most_statements(release: Selecting, most: int) -> None:
    statements = everything(release)
    chart = timeline.draw(statements, rows=most)
    number = Counter(statements["on_behalf_of_name"].fillna(statements["principal_name"]))
    shown = Counter(square["row"] for square in rows(chart, "summary"))
    others = f"others ({len(number) - most})"
    assert set(shown) <= set(printed(chart))
    assert len(shown) == most + 1
    assert shown.pop(others) == number.total() - shown.total()
    assert all(shown[name] == number[name] for name in shown)
    assert min(shown.values()) >= max(n for name, n in number.items() if name not in shown)


def test_speakers_of_one_party_have_rows_of_their_own(release: Selecting) -> None:
    statements = everything(release)
    party = statements["on_behalf_of_name"].value_counts().index[0]
    own = statements[statements["on_behalf_of_name"] == party]
    chart = timeline.draw(own)
    assert f"{len(own)} statements of {party}, " in told(chart)
    assert own["principal_name"].value_counts().index[0] in printed(chart)


def test_a_day_that_is_not_known_is_hollow(release: Selecting) -> None:
    statements = everything(release)
    known = statements["said_earliest"] == statements["said_latest"]
    chart = timeline.draw(statements)
    layers = [layer for layer in chart.to_dict()["layer"] if "href" in layer["encoding"]]
    drawn = {layer["mark"].get("fill", "full"): layer["data"]["name"] for layer in layers}
    data = chart.to_dict()["datasets"]
    assert {row["statement"] for row in data[drawn["full"]]} == {*statements["statement_id"][known]}
    assert {row["statement"] for row in data[drawn["white"]]} == {*statements["statement_id"][~known]}
    assert f"not known ({(~known).sum()} statements)" in told(chart)
    assert (
        sum("at the latest" in row["said"] for row in data[drawn["white"]]) == statements["said_earliest"].isna().sum()
    )


@pytest.mark.parametrize(
    ("apart", "label"), [(1, "12"), (7, "12"), (30, "Mar"), (365, "2028")], ids=["days", "weeks", "months", "years"]
)
def test_any_time_fits(release: Selecting, apart: int, label: str) -> None:
    """Longer times are drawn by week, month or year."""
    statements = everything(release).head(45)
    day = pd.Timestamp("2026-01-05") + pd.to_timedelta([apart * n for n in range(45)], unit="D")
    moved = statements.assign(said_earliest=day, said_latest=day)
    chart = timeline.draw(moved)
    squares = rows(chart, "summary")
    assert len(squares) == 45
    assert all(timeline.LABELS < square["x"] < style.WIDTH for square in squares)
    assert label in printed(chart)


def test_stances_are_counted(release: Selecting) -> None:
    chart = Plots(release).stances(parties=7, targets=5)
    statements = everything(release).set_index("statement_id")
    party = statements["on_behalf_of_name"].fillna(statements["principal_name"]).to_dict()
    targets = release.load("statement_targets")
    names = {
        **release.load("actors").set_index("actor_id")["name"],
        **release.load("events").set_index("event_id")["label"],
    }
    expected: Counter[tuple[str, str, str]] = Counter()
    for row in targets.itertuples():
        target = row.target_actor if isinstance(row.target_actor, str) else row.target_event
        expected[party[str(row.statement)], names[str(target)], str(row.stance)] += 1
    bars = rows(chart, "stance")
    shown = {(bar["party"], bar["target"], bar["stance"]): bar["n"] for bar in bars}
    assert len(shown) == len(bars)
    assert shown == {key: expected[key] for key in shown}
    assert (len({bar["party"] for bar in bars}), len({bar["target"] for bar in bars})) == (7, 5)
    total = sum(shown.values())
    assert f"{total} stances of 7 parties towards 5 targets" in told(chart)
    assert f"{expected.total() - total:,} of {expected.total():,}" in told(chart)
    # The most frequent targets, and every figure is printed.
    of_target = Counter(name for _, name, _ in expected.elements())
    assert {bar["target"] for bar in bars} == {name for name, _ in of_target.most_common(5)}
    assert {str(bar["n"]) for bar in bars if bar["stance"] in ("favor", "against")} <= set(printed(chart))


def test_against_stands_left_and_favor_right(charts: dict[str, altair.LayerChart]) -> None:
    """What is neither lies below: in greyscale the place says it."""
    bars = rows(charts["stances"], "stance")
    for target in {bar["target"] for bar in bars}:
        ends = {bar["x2"] for bar in bars if bar["target"] == target and bar["stance"] == "against"}
        starts = {bar["x"] for bar in bars if bar["target"] == target and bar["stance"] == "favor"}
        assert max(ends, default=0) - min(starts, default=style.WIDTH) < 1e-6
    for party in {bar["party"] for bar in bars}:
        sides = {bar["y2"] for bar in bars if bar["party"] == party and bar["stance"] in ("favor", "against")}
        below = {bar["y"] for bar in bars if bar["party"] == party and bar["stance"] not in ("favor", "against")}
        assert max(sides, default=0) < min(below, default=10_000)


def test_the_network_has_every_actor_and_relationship(release: Selecting, charts: dict[str, altair.LayerChart]) -> None:
    relationships = release.load("relationships")
    points = rows(charts["network"], "degree")
    assert len(points) == len({*relationships["subject"], *relationships["object"]})
    degree = Counter([*relationships["subject"], *relationships["object"]])
    assert sorted(point["degree"] for point in points) == sorted(degree.values())
    curves = {(row["curve"], row["what"]) for row in rows(charts["network"], "curve")}
    types: Counter[str] = Counter()
    for _, what in curves:
        for part in what.split(", "):
            code, _, number = part.partition(" (")
            types[code] += int(number.rstrip(")") or 1)
    assert types == Counter(relationships["type"].astype(str))
    assert f"{len(relationships)} relationships between {len(points)} actors" in told(charts["network"])


def test_points_do_not_lie_on_each_other(charts: dict[str, altair.LayerChart]) -> None:
    points = [(row["x"], row["y"], row["size"] ** 0.5 / 2) for row in rows(charts["network"], "degree")]
    hidden = [(a, b) for a, b in combinations(points, 2) if abs(a[0] - b[0]) + abs(a[1] - b[1]) < max(a[2], b[2])]
    assert not hidden


def test_curves_of_one_pair_are_apart() -> None:
    graph = pair()
    for code in ("controls", "sanctions", "agreement"):
        graph.add_edge("a", "b", table="relationships", type=code)
    graph.add_edge("b", "a", table="relationships", type="sanctions")
    graph.add_edge("b", "a", table="stances", type="against")
    graph.add_edge("b", "b", table="stances", type="favor")
    steps = rows(network.draw(graph), "curve")
    middles = [(row["x"], row["y"]) for row in steps if row["step"] == network.STEPS // 2]
    assert len(middles) == 6
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 5 for a, b in combinations(middles, 2))
    for curve in {row["curve"] for row in steps}:
        wide = [row["width"] for row in steps if row["curve"] == curve]
        assert wide[0] == wide[-1] if steps_of(steps, curve)["what"] == "agreement" else wide[0] > 2 * wide[-1]


def steps_of(steps: list[dict[str, Any]], curve: int) -> dict[str, Any]:
    return next(row for row in steps if row["curve"] == curve)


def pair() -> nx.MultiDiGraph[Any]:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("a", label="Example State", kind="state")
    graph.add_node("b", label="Max Muster", kind="person")
    return graph


def star(leaves: int) -> nx.MultiDiGraph[Any]:
    graph = pair()
    for n in range(leaves):
        graph.add_node(f"leaf-{n}", label=f"Example Party {n}", kind="political-party")
        graph.add_edge(f"leaf-{n}", "a", table="stances", type="against")
    graph.add_edge("b", "a", table="stances", type="favor")
    return graph


def test_of_a_large_network_the_most_connected_are_drawn_and_named() -> None:
    chart = network.draw(star(400))
    assert len(rows(chart, "degree")) == network.MOST_NODES
    assert "Left out: 102 actors" in told(chart)
    assert f"of {network.MOST_NODES}" in told(chart)
    assert "Example State" in printed(chart)


def test_in_a_small_network_all_are_named() -> None:
    graph = star(60)
    assert {data["label"] for _, data in graph.nodes(data=True)} == set(printed(network.draw(graph)))


@pytest.mark.parametrize("table", ["relationships", "stances"])
def test_a_type_that_is_not_known_yet_is_drawn(table: str) -> None:
    graph = pair()
    graph.add_edge("a", "b", table=table, type="of-tomorrow")
    graph.nodes["b"]["kind"] = "of-tomorrow"
    chart = network.draw(graph)
    assert {row["tie"] for row in rows(chart, "curve")} == {network.OTHER}
    assert len(rows(chart, "degree")) == 2


def test_the_matrix(sandbox: Sandbox, use: Use) -> None:
    more = f"  - proposition: {DEMAND}\n    position: denies\n    evidence: ev-0011-times\n"
    sandbox.edit(STATEMENT, POSITION, POSITION + more)
    use()
    matrix = onrecord.load("position_matrix")
    columns = ["proposition", "actor", "said", "position", "on_behalf_of", "n_statements", "statements"]
    statement = ["st-0001-we-will-not"]
    assert matrix[columns].values.tolist() == [
        [DEMAND, "max-muster", "2026-02-03", "denies", "xea", 1, statement],
        [OWN_LAWS, "max-muster", "2026-02-03", "asserts", "xea", 1, statement],
    ]


@pytest.mark.parametrize("proposition", [OWN_LAWS, DEMAND])
def test_one_call_draws_both_sides(use: Use, tmp_path: Path, proposition: str) -> None:
    use()
    chart = Plots(Release()).positions(proposition)
    assert [(row["name"], row["position"]) for row in rows(chart, "position")] == [("Max Muster", "asserts")]
    sentences = onrecord.load("propositions")["text"]
    assert {*sentences, positions.NOBODY} <= set(printed(chart))
    assert "Max Muster" in svg(chart, tmp_path)


def test_positions_are_those_of_the_matrix(release: Selecting) -> None:
    matrix = release.load("position_matrix")
    propositions = release.load("propositions").set_index("proposition_id")
    for proposition in matrix["proposition"].unique():
        both = [proposition, propositions.at[proposition, "reciprocal"]]
        expected = matrix[matrix["proposition"].isin(both)]
        chart = Plots(release).positions(proposition)
        drawn = rows(chart, "position")
        assert Counter(row["position"] for row in drawn) == Counter(expected["position"].astype(str))
        assert len({(row["x"], row["y"]) for row in drawn}) == len(drawn)
        hollow = expected["said"].str.fullmatch(r"\d{4}-\d\d-\d\d").eq(False).sum()
        assert sum(not row["known"] for row in drawn) == hollow


def test_only_what_was_known_counts(release: Selecting) -> None:
    matrix = release.load("position_matrix")
    fact = matrix["proposition"].value_counts().index[0]
    known = matrix[matrix["proposition"] == fact]["statements"].iloc[0][:1]
    earlier = Selecting(release.store)
    statements = everything(release)
    earlier.selected = statements[statements["statement_id"].isin(known)]
    drawn = rows(Plots(earlier).positions(fact, as_of="2026-01-31"), "position")
    assert earlier.asked == {"as_of": "2026-01-31"}
    assert {row["statements"] for row in drawn} == set(known)
    earlier.selected = statements.head(0)
    with pytest.raises(onrecord.OnRecordError, match=r'onrecord\.load\("position_matrix"\)'):
        Plots(earlier).positions(fact, as_of="2026-01-31")


# Every code has a mark that everybody can tell apart


def categories(release: Release, table: str, column: str) -> list[str]:
    return list(load(release.store, table, "pandas", None, None)[column].cat.categories)


def test_every_position_has_a_mark_of_its_own(release: Selecting) -> None:
    assert categories(release, "position_matrix", "position") == list(positions.MARKS)
    assert len(set(positions.MARKS.values())) == len(positions.MARKS)
    assert len({shape for _, shape in positions.MARKS.values()}) == len(positions.MARKS)


def test_every_speech_act_has_a_colour(release: Selecting) -> None:
    drawn = [act for acts in timeline.ACTS for act in acts]
    assert sorted(drawn) == sorted(categories(release, "statements", "speech_act"))


def test_every_stance_has_a_bar_and_a_curve(release: Selecting) -> None:
    codes = sorted(categories(release, "statement_targets", "stance"))
    assert sorted(stances.STANCES) == codes
    assert sorted(code for table, types in network.TIES for code in types if table == "stances") == codes


def test_every_relationship_has_a_curve(release: Selecting) -> None:
    drawn = [code for table, types in network.TIES for code in types if table == "relationships"]
    assert drawn == categories(release, "relationships", "type")
    terms = release.load("terms")
    both = terms[(terms["scheme"] == "relationship-type") & (terms["symmetric"].astype(str).str.lower() == "true")]
    assert sorted(network.SYMMETRIC) == sorted(both["code"])


def test_every_kind_of_actor_has_a_shape(release: Selecting) -> None:
    drawn = [code for kind in network.KINDS.values() for code in kind.codes]
    assert sorted(drawn) == sorted(categories(release, "actors", "kind"))
    assert len(network.KINDS) <= 6
    for field in ("shape", "fill"):
        assert len({getattr(kind, field) for kind in network.KINDS.values()}) == len(network.KINDS)


PALETTES = {
    "acts": list(timeline.ACTS.values()),
    "stances": list(stances.STANCES.values()),
    "kinds": [kind.fill for kind in network.KINDS.values()],
    "ties": list(network.TIES.values()),
    "positions": [colour for colour, _ in positions.MARKS.values()],
}
# How the three kinds of cones respond, and how those respond who lack the first or the second kind: Viénot, Brettel
# and Mollon, "Digital video colourmaps for checking the legibility of displays by dichromats" (1999).
CONES = ((17.8824, 43.5161, 4.11935), (3.45565, 27.1554, 3.86714), (0.0299566, 0.184309, 1.46709))
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0, 2.02344, -2.52581), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((1, 0, 0), (0.494207, 0, 1.24827), (0, 0, 1)),
}


def seen(colour: str, sight: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Lightness, red against green and blue against yellow of a colour as somebody sees it."""
    linear = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    cones = [sum(c * v for c, v in zip(row, linear, strict=True)) for row in CONES]
    long, middle, short = (sum(c * v for c, v in zip(row, cones, strict=True)) for row in sight)
    # Each relative to its answer to white, and compressed, as the eye does.
    white = [sum(row) for row in CONES]
    a, b, c = (max(0.0, value / most) ** (1 / 3) for value, most in zip((long, middle, short), white, strict=True))
    return (100 * (a + b) / 2, 300 * (a - b), 100 * ((a + b) / 2 - c))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("palette", PALETTES)
def test_colours_are_told_apart(palette: str, sight: str) -> None:
    for one, other in combinations(PALETTES[palette], 2):
        a, b = seen(one, SIGHT[sight]), seen(other, SIGHT[sight])
        far = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        assert far > 10, (one, other, far)


def test_the_measure_of_colours_fails_where_it_should() -> None:
    """A red and a green of one lightness are alike without the second kind of cones."""
    red, green = "#A06040", "#6E7A40"
    distance = {
        name: sum((p - q) ** 2 for p, q in zip(seen(red, sight), seen(green, sight), strict=True)) ** 0.5
        for name, sight in SIGHT.items()
    }
    assert distance["normal"] > 10 > distance["deuteranopia"]


# How they are drawn


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_data_give_the_same_bytes(
    release: Selecting, charts: dict[str, altair.LayerChart], picture: str, tmp_path: Path
) -> None:
    first = svg(charts[picture], tmp_path)
    statements = everything(release)
    again = Selecting(release.store)
    again.selected = statements.sample(frac=1, random_state=7)  # in whatever order they come
    fact = release.load("position_matrix")["proposition"].value_counts().index[0]
    plots = Plots(again)
    arguments: tuple[str, ...] = (fact,) if picture == "positions" else ()
    second = svg(getattr(plots, picture)(*arguments), tmp_path)
    assert first == second
    assert all(text.split(" ")[0] in first for text in printed(charts[picture])[:20])


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 1000))
def test_the_order_of_nodes_and_edges_does_not_matter(seed: int) -> None:
    graph = star(8)
    graph.add_edge("leaf-1", "leaf-2", table="relationships", type="alliance")
    graph.add_edge("leaf-2", "leaf-1", table="relationships", type="alliance")
    shuffled: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    dice = random.Random(seed)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(data=True))
    dice.shuffle(nodes)
    dice.shuffle(edges)
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    assert network.draw(shuffled).to_dict() == network.draw(graph).to_dict()


points = st.builds(Point, st.floats(0, 900), st.floats(0, 600), st.floats(2, 14), st.floats(10, 150), st.just(12.0))


@given(st.lists(points, max_size=25), st.integers(0, 25))
def test_names_beyond_the_first_hide_nothing(drawn: list[Point], always: int) -> None:
    page = Box(0, 0, 900, 600)
    found = beside(drawn, page, always=always)
    assert len(found) == len(drawn)
    assert all(found[:always])
    for n, box in enumerate(found):
        if box and n >= always:
            assert box.shared(page) == pytest.approx(box.area)
            assert not any(box.shared(other) for m, other in enumerate(found[:n]) if other)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_saved_in_every_form(charts: dict[str, altair.LayerChart], picture: str, tmp_path: Path) -> None:
    chart = charts[picture]
    chart.save(tmp_path / "drawn.png")
    assert (tmp_path / "drawn.png").read_bytes().startswith(b"\x89PNG")
    chart.save(tmp_path / "drawn.html")
    assert "vega" in (tmp_path / "drawn.html").read_text(encoding="utf-8")
    chart.save(tmp_path / "drawn.json")
    width = json.loads((tmp_path / "drawn.json").read_text(encoding="utf-8"))["width"]
    assert 900 <= width <= 1000


def test_a_source_is_opened_from_a_square(charts: dict[str, altair.LayerChart], tmp_path: Path) -> None:
    link = rows(charts["timeline"], "summary")[0]["link"]
    assert link.startswith("https://")
    assert link.split("#")[0].split("?")[0] in svg(charts["timeline"], tmp_path)


def test_more_rows_than_altair_takes(release: Selecting) -> None:
    statements = everything(release)
    many = pd.concat([statements] * 6, ignore_index=True)
    many["statement_id"] = [f"st-{n:05}" for n in range(len(many))]
    assert len(many) > 5000
    assert len(rows(timeline.draw(many), "summary")) == len(many)


def test_nothing_of_altair_is_changed_for_others(release: Selecting) -> None:
    before = altair.theme.active, altair.data_transformers.active, dict(altair.data_transformers.options)
    chart = Plots(release).timeline()
    chart.to_dict()
    assert (altair.theme.active, altair.data_transformers.active, dict(altair.data_transformers.options)) == before
    with pytest.raises(altair.MaxRowsError):
        altair.Chart(pd.DataFrame({"n": range(5001)})).mark_point().encode(x="n").to_dict()


# What is asked for


def test_the_selection_is_handed_on(release: Selecting) -> None:
    chosen = {
        **{"speaker": "a", "on_behalf_of": ["b"], "target": "c", "act": "deny", "topic": "d", "about": "e"},
        **{"since": "2026-01-01", "until": "2026-01-31", "as_of": "2026-02-01"},
    }
    for picture in ("timeline", "stances"):
        other = Selecting(release.store)
        other.selected = everything(other)
        getattr(Plots(release), picture)(**chosen, version=other)
        assert other.asked == chosen
    graph: dict[str, Any] = {
        "edges": "stances",
        "party": "principal",
        "as_of": "2026-02-01",
        "since": "2026-01-01",
        "until": "2026-01-31",
    }
    Plots(release).network(**graph)
    assert release.asked == graph


def test_an_empty_selection(release: Selecting) -> None:
    empty = Selecting(release.store)
    empty.selected = everything(release).head(0)
    for picture in ("timeline", "stances"):
        with pytest.raises(onrecord.OnRecordError, match=r"fits what was asked for.*onrecord\.load\("):
            getattr(Plots(empty), picture)()
    with pytest.raises(onrecord.OnRecordError, match=r"fits what was asked for.*onrecord\.load\("):
        network.draw(pair())


@pytest.mark.parametrize("limit", ["parties", "targets"])
def test_a_limit_below_one(limit: str) -> None:
    row = {"party_name": "Example State", "target_name": "Max Muster", "stance": "favor", "statement": "st-0001"}
    with pytest.raises(onrecord.OnRecordError, match=f"Give 1 or more: {limit}="):
        stances.draw(pd.DataFrame([row]), **{limit: 0})


def test_statements_without_a_day(release: Selecting) -> None:
    statements = everything(release).head(3)
    statements.loc[statements.index[0], ["said_earliest", "said_latest"]] = pd.NaT
    chart = timeline.draw(statements)
    assert len(rows(chart, "summary")) == 2
    assert "Not drawn: 1 statement without any date." in told(chart)


def test_a_proposition_that_is_none(use: Use) -> None:
    use()
    plots = Plots(Release())
    with pytest.raises(onrecord.OnRecordError, match=r'Did you mean onrecord.plot.positions\("prp-0002-own-laws"\)'):
        plots.positions("prp-own-laws")
    with pytest.raises(onrecord.OnRecordError, match=r'onrecord.load\("propositions"\)'):
        plots.positions("zzz")


def test_its_name_says_which_pictures_there_are(release: Selecting) -> None:
    assert all(f"plot.{picture}(" in repr(Plots(release)) for picture in PICTURES)
    assert "\n" not in repr(Plots(release))


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Makes a library one that is not installed."""
    imported = builtins.__import__

    def remove(library: str) -> None:
        def find(name: str, *arguments: Any, **named: Any) -> Any:
            if name == library:
                raise ModuleNotFoundError(f"No module named {library!r}", name=library)
            return imported(name, *arguments, **named)

        monkeypatch.setattr(builtins, "__import__", find)

    yield remove
    monkeypatch.undo()


@pytest.mark.parametrize("picture", PICTURES)
def test_without_altair(release: Selecting, without: Callable[[str], None], picture: str) -> None:
    fact = release.load("position_matrix")["proposition"].iloc[0]
    arguments: tuple[str, ...] = (fact,) if picture == "positions" else ()
    without("altair")
    with pytest.raises(onrecord.OnRecordError, match=r"pip install 'onrecord\[plot\]'"):
        getattr(Plots(release), picture)(*arguments)


def test_without_networkx(without: Callable[[str], None]) -> None:
    graph = star(2)
    without("networkx")
    with pytest.raises(onrecord.OnRecordError, match=r"pip install 'onrecord\[graph\]'"):
        network.draw(graph)


def test_no_layout_needs_scipy(without: Callable[[str], None]) -> None:
    without("scipy")
    assert len(rows(network.draw(star(network.MOST_NODES)), "degree")) == network.MOST_NODES

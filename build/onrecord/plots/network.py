"""Who is tied to whom: actors as points, relationships and stances as curves between them."""

from __future__ import annotations

from collections import Counter
from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.plots import style
from onrecord.plots.labels import Box, Point, beside
from onrecord.plots.layout import positions

if TYPE_CHECKING:
    import altair
    import networkx as nx
    import pandas as pd


class Kind(NamedTuple):
    """How nodes of some kinds are drawn."""

    codes: tuple[str, ...]
    shape: str
    fill: str


# The fills are none of the colours of the curves, and told apart by lightness as well.
KINDS = {
    "state": Kind(("state",), "square", style.BLACK),
    "person": Kind(("person", "population", "unnamed"), "circle", "#FFFFFF"),
    "government body": Kind(("government-body",), "diamond", style.GREY),
    "igo, bloc": Kind(("igo", "bloc"), "triangle-up", style.SKY),
    "company, party, group, media": Kind(
        ("company", "political-party", "armed-group", "ngo", "media-outlet", "religious-body"),
        "triangle-down",
        style.YELLOW,
    ),
    "event": Kind((), "cross", "#D9D9D9"),  # and what a later vocabulary has
}
EVENT = "event"

# By table and type, in the order of the vocabularies.
TIES = {
    ("relationships", ("member-of", "part-of", "controls", "represents")): "#5A5A5A",
    ("relationships", ("accredited-to", "diplomatic-relations", "recognizes")): style.PURPLE,
    (
        "relationships",
        ("alliance", "security-guarantee", "agreement", "supplies", "finances", "hosts-forces-of"),
    ): style.GREEN,
    ("relationships", ("sanctions", "charges", "seeks-custody", "holds-in-custody")): style.ORANGE,
    ("relationships", ("family-of", "succeeds")): style.BLACK,
    ("stances", ("favor",)): style.BLUE,
    ("stances", ("against",)): style.VERMILLION,
    ("stances", ("mixed", "neutral", "unclear")): "#BDBDBD",
}
STANCE = {"favor": "stance in favor", "against": "stance against"}
OTHER = "other"  # what a later vocabulary has
SYMMETRIC = ("diplomatic-relations", "alliance", "agreement", "family-of")

MOST_NODES = 300
MOST_NAMES, ALWAYS = 80, 16  # up to how many nodes all are named, and how many are in a larger graph in any case
FONT, LONGEST = 10, 30  # size of names, and how many letters of one are printed
BEND = 12  # pixels between curves of one pair
STEPS = 10  # straight pieces of a curve


class Node(NamedTuple):
    """A point: what it is, and where."""

    label: str
    kind: str
    degree: int
    x: float
    y: float
    radius: float


def draw(graph: nx.MultiDiGraph[Any]) -> altair.LayerChart:
    """Draw actors and what ties them to each other.

    Takes a graph with the attributes label and kind of nodes, table ("relationships" or "stances") and type of edges.
    Of a graph with more than 300 nodes those with most edges are drawn. Raises OnRecordError where there is no edge, or
    where Altair or NetworkX is not installed.
    """
    with needed_for("Drawing", "plot"):
        import altair
    with needed_for("Drawing networks", "graph"):
        import networkx as nx

    if not graph.number_of_edges():
        raise OnRecordError(
            "No relationship or stance fits what was asked for, so that there is nothing to draw. "
            'See which there are: onrecord.load("relationships"), onrecord.load("statement_targets")'
        )
    most = [node for node, _ in _ranked(graph)[:MOST_NODES]]
    # A copy in order of the identifiers: the layout goes by the order of nodes, which is nobody's business.
    drawn: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    drawn.add_nodes_from((node, graph.nodes[node]) for node in sorted(most, key=str))
    drawn.add_edges_from((u, v, data) for u, v, data in graph.edges(data=True) if u in drawn and v in drawn)
    drawn.remove_nodes_from([node for node, degree in list(drawn.degree) if not degree])
    places, height = positions(drawn, style.WIDTH)
    nodes = _nodes(drawn, places)
    ties = _ties(drawn)
    curves = _curves(drawn, nodes, ties)
    names = _names(nodes, height)
    points = _points(nodes)
    x, y = style.across("x:Q"), style.down("y:Q", height)
    kinds = [kind for kind in KINDS if kind in set(points["kind"])]

    def legend(title: str, **options: Any) -> altair.Legend:
        return altair.Legend(title=title, orient="top", offset=10, titleLimit=0, **options)

    scale = altair.Scale(domain=kinds, range=[KINDS[kind].fill for kind in kinds])
    actors = legend("Points", columns=1 + (len(ties) > 3), symbolStrokeWidth=1, symbolSize=110, symbolOpacity=1)
    layers: list[Any] = [
        altair.Chart(style.values(curves))
        .mark_trail(opacity=0.75, aria=False)
        .encode(
            x=x,
            y=y,
            detail="curve:N",
            order="step:O",
            size=altair.Size("width:Q", scale=None, legend=None),
            color=altair.Color(
                "tie:N",
                scale=altair.Scale(
                    domain=list(dict.fromkeys(name for name, _ in ties.values())),
                    range=list(dict.fromkeys(c for _, c in ties.values())),
                ),
                legend=legend(
                    "Curves, from the thick end to the thin one",
                    columns=1,
                    symbolType="stroke",
                    symbolStrokeWidth=4,
                    symbolSize=140,
                ),
            ),
            tooltip=["tie:N", "from:N", "to:N", "what:N"],
        ),
        altair.Chart(style.values(points))
        .mark_point(strokeWidth=1, opacity=1)
        .encode(
            x=x,
            y=y,
            size=altair.Size("size:Q", scale=None, legend=None),
            # A scale of one colour: with a mere value the legend would leave the outline out.
            stroke=altair.Stroke(
                "kind:N", scale=altair.Scale(domain=kinds, range=[style.INK] * len(kinds)), legend=actors
            ),
            fill=altair.Fill("kind:N", scale=scale, legend=actors),
            shape=altair.Shape(
                "kind:N", scale=altair.Scale(domain=kinds, range=[KINDS[kind].shape for kind in kinds]), legend=actors
            ),
            tooltip=["label:N", "kind:N", altair.Tooltip("degree:Q", title="edges")],
            description="told:N",
        ),
    ]
    around = {"stroke": "white", "strokeWidth": 3, "strokeJoin": "round", "opacity": 0.85}
    layers += [style.texts(names, height, align="left", fontSize=FONT, **look) for look in (around, {})]
    tables = [
        table for table in ("relationships", "stances") if table in {d["table"] for *_, d in drawn.edges(data=True)}
    ]
    number = Counter(data["table"] for *_, data in drawn.edges(data=True))
    told = " and ".join(style.count(number[table], table[:-1]) for table in tables)
    who = "actors and events" if EVENT in kinds else "actors"
    subtitle = [
        f"A point is larger with more {' and '.join(tables)}. Those of one colour from one point to another are one "
        "curve, thicker with more of them."
    ]
    if curves["both"].any():
        subtitle[0] += " A curve of the same thickness all along holds for both alike."
    if len(names) < len(nodes):
        subtitle.append(f"Named are the most connected, as far as there is room ({len(names):,} of {len(nodes):,}).")
    if left_out := len(graph) - len(drawn):
        subtitle.append(f"Left out: {left_out:,} {who} with the fewest, or without any.")
    return style.picture(layers, height, f"{told} between {len(drawn):,} {who}", [" ".join(subtitle)])


def _ranked(graph: nx.MultiDiGraph[Any]) -> list[tuple[Any, int]]:
    """Nodes with the number of their edges, most first."""
    return sorted(graph.degree, key=lambda at: (-at[1], str(at[0])))


def _nodes(graph: nx.MultiDiGraph[Any], places: dict[Any, tuple[float, float]]) -> dict[Any, Node]:
    """The points, those with most edges first."""
    of_code = {code: kind for kind, drawn in KINDS.items() for code in drawn.codes}
    ranked = _ranked(graph)
    most = ranked[0][1]
    return {
        node: Node(
            str(graph.nodes[node].get("label", node)),
            of_code.get(str(graph.nodes[node].get("kind")), EVENT),
            degree,
            *places[node],
            3.5 + 10 * sqrt(degree / most),
        )
        for node, degree in ranked
    }


def _ties(graph: nx.MultiDiGraph[Any]) -> dict[tuple[str, str], tuple[str, str]]:
    """Name and colour of the curves of each table and type that occurs, in the order of the vocabularies."""
    present = {(str(data["table"]), str(data["type"])) for *_, data in graph.edges(data=True)}
    ties: dict[tuple[str, str], tuple[str, str]] = {}
    for (table, types), colour in TIES.items():
        if here := [code for code in types if (table, code) in present]:
            name = (
                style.words(here)
                if table == "relationships"
                else STANCE.get(style.words(here), f"{style.words(here)} stance")
            )
            ties |= {(table, code): (name, colour) for code in here}
    return ties | dict.fromkeys(sorted(present - set(ties)), (OTHER, style.SKY))


def _curves(
    graph: nx.MultiDiGraph[Any], nodes: dict[Any, Node], ties: dict[tuple[str, str], tuple[str, str]]
) -> pd.DataFrame:
    """The steps of each curve: one curve for all edges of one colour from one node to another."""
    import pandas as pd

    found: dict[tuple[Any, Any, str, bool], Counter[str]] = {}
    for u, v, data in graph.edges(data=True):
        both = data["table"] == "relationships" and str(data["type"]) in SYMMETRIC
        ends = sorted((u, v), key=str) if both else (u, v)
        name = ties[str(data["table"]), str(data["type"])][0]
        found.setdefault((*ends, name, both), Counter())[str(data["type"])] += 1
    curves = sorted(found, key=lambda key: (str(key[0]), str(key[1]), key[2], key[3]))
    beside: dict[frozenset[Any], list[int]] = {}
    for n, (u, v, *_) in enumerate(curves):
        beside.setdefault(frozenset((u, v)), []).append(n)
    rows = []
    for n, (u, v, name, both) in enumerate(curves):
        types = found[u, v, name, both]
        pair = beside[frozenset((u, v))]
        place = pair.index(n) - (len(pair) - 1) / 2
        first, second = sorted((u, v), key=str)
        bend = place * BEND * (1 if (u, v) == (first, second) else -1)
        start = min(1.2 + 1.2 * sqrt(sum(types.values())), 9)
        what = ", ".join(f"{code} ({number})" if number > 1 else code for code, number in sorted(types.items()))
        for step, (x, y) in enumerate(_curve(nodes[u], nodes[v], bend, loop=u == v)):
            thick = start if both else start + (0.5 - start) * step / STEPS
            rows.append(
                (n, step, round(x, 1), round(y, 1), round(thick, 2), name, nodes[u].label, nodes[v].label, what, both)
            )
    return pd.DataFrame(rows, columns=["curve", "step", "x", "y", "width", "tie", "from", "to", "what", "both"])


def _curve(start: Node, end: Node, bend: float, *, loop: bool) -> list[tuple[float, float]]:
    """The steps from the rim of one point to the rim of another, or back to its own."""
    steps = [step / STEPS for step in range(STEPS + 1)]
    if loop:
        wide = start.radius + 5 + abs(bend)
        turns = [pi * (0.5 + 1.5 * at) for at in steps]
        return [(start.x + wide * 0.75 * (1 + cos(turn)), start.y - wide * 0.75 * (1 - sin(turn))) for turn in turns]
    across, down = end.x - start.x, end.y - start.y
    far = hypot(across, down) or 1.0
    # The middle of the control polygon is twice as far from the chord as the curve.
    middle = (
        (start.x + end.x) / 2 - down / far * (2 * bend + far * 0.06),
        (start.y + end.y) / 2 + across / far * (2 * bend + far * 0.06),
    )
    rim = [min(0.45, node.radius / far) for node in (start, end)]
    spots = [rim[0] + at * (1 - rim[0] - rim[1]) for at in steps]
    return [
        (
            (1 - at) ** 2 * start.x + 2 * at * (1 - at) * middle[0] + at**2 * end.x,
            (1 - at) ** 2 * start.y + 2 * at * (1 - at) * middle[1] + at**2 * end.y,
        )
        for at in spots
    ]


def _names(nodes: dict[Any, Node], height: float) -> list[tuple[float, float, str]]:
    """The names that are printed, and where they begin."""
    texts = [label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…" for label, *_ in nodes.values()]
    points = [
        Point(node.x, node.y, node.radius, style.text_width(text, FONT), FONT + 2)
        for node, text in zip(nodes.values(), texts, strict=True)
    ]
    always = len(nodes) if len(nodes) <= MOST_NAMES else ALWAYS
    boxes = beside(points, Box(0, 0, style.WIDTH, height), always=always)
    return [(box.left, (box.top + box.bottom) / 2, text) for text, box in zip(texts, boxes, strict=True) if box]


def _points(nodes: dict[Any, Node]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (node.label, node.kind, node.degree, node.x, node.y, (2 * node.radius) ** 2 * 0.8, f"{node.label}, {node.kind}")
        for node in reversed(nodes.values())  # the largest last, above the others
    ]
    return pd.DataFrame(rows, columns=["label", "kind", "degree", "x", "y", "size", "told"])

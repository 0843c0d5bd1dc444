"""Where the points of a network lie: each part that hangs together by forces, the parts one beside the other."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

    Positions = np.ndarray[Any, np.dtype[np.float64]]

TALLEST = 660  # pixels of the largest part
CELL = (180, 54)  # pixels of a pair that hangs together with nothing else
INSET = (56, 16)  # pixels between a part and what is beside it: names need more room to the sides
NEAREST = (30.0, 19.0)  # pixels from point to point, across and down: a name is wider than high
SEED = 3  # the same graph is always drawn alike
ROUNDS = 300


def positions(graph: nx.MultiDiGraph[Any], width: float) -> tuple[dict[Any, tuple[float, float]], float]:
    """Find the place of each node, in pixels from the upper left; returns how high the whole is, too.

    The nodes of the graph have to be in the same order for the same places.
    """
    import networkx as nx

    order = {node: n for n, node in enumerate(graph)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.weakly_connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    places: dict[Any, tuple[float, float]] = {}
    left = top = row = 0.0
    for part in parts:
        across, down = _size(len(part), width)
        if left + across > width:
            left, top, row = 0.0, top + row, 0.0
        for node, (x, y) in zip(part, _placed(graph.subgraph(part), part, across, down), strict=True):
            places[node] = (left + float(x), top + float(y))
        left, row = left + across, max(row, down)
    return places, top + row


def _size(nodes: int, width: float) -> tuple[float, float]:
    """How much room a part of so many nodes gets."""
    times = sqrt(nodes / 2)
    if nodes > 12:
        return width, min(TALLEST, CELL[1] * times * 1.8)
    return min(width, CELL[0] * ceil(times)), CELL[1] * times


def _placed(graph: nx.MultiDiGraph[Any], nodes: list[Any], width: float, height: float) -> Positions:
    import networkx as nx
    import numpy as np

    # Parallel edges are one pull, and in the order of the nodes, whatever the order of edges was.
    simple: nx.Graph[Any] = nx.Graph()
    simple.add_nodes_from(nodes)
    at = {node: n for n, node in enumerate(nodes)}
    simple.add_edges_from(sorted(graph.edges(), key=lambda edge: (at[edge[0]], at[edge[1]])))
    if len(nodes) == 2:
        found = np.array([[0.0, 0.0], [1.0, 1.0]])
    else:
        spread = nx.spring_layout(simple, k=2.2 / sqrt(len(nodes)), iterations=ROUNDS, seed=SEED)
        found = np.array([spread[node] for node in nodes], dtype=float)
    least, most = found.min(axis=0), found.max(axis=0)
    room = np.array([width - 2 * INSET[0], height - 2 * INSET[1]])
    found = (found - least) / np.where(most > least, most - least, 1)
    # Half by rank: a few that are far away would press all others together.
    found = (found + found.argsort(axis=0).argsort(axis=0) / max(1, len(nodes) - 1)) / 2 * room
    placed: Positions = _apart(found, room) + np.array(INSET)
    return placed


def _apart(places: Positions, room: Positions) -> Positions:
    """Push points that lie on each other apart, and keep all on the page."""
    import numpy as np

    near = np.array(NEAREST)
    for _ in range(ROUNDS):
        between = (places[:, None, :] - places[None, :, :]) / near
        distance = np.sqrt((between**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        push = np.clip(1 - distance, 0, None)
        if not push.any():
            break
        towards = between / np.maximum(distance, 1e-9)[:, :, None]
        places = np.clip(places + (towards * push[:, :, None]).sum(axis=1) * near * 0.4, 0, room)
    return places

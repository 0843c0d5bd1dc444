"""Who takes which stance towards whom: parties by targets, the stances as bars that part at the middle."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.plots import style

if TYPE_CHECKING:
    import altair
    import pandas as pd

# Against stands to the left of a line, in favor to the right; below it, in three lightnesses, what is neither.
STANCES = {
    "against": style.VERMILLION,
    "favor": style.BLUE,
    "mixed": "#6E6E6E",
    "neutral": "#ABABAB",
    "unclear": "#D4D4D4",
}
FIGURES: dict[str, dict[str, Any]] = {  # how the sums are printed
    "against": {"align": "right", "fontSize": 10, "color": style.VERMILLION},
    "favor": {"align": "left", "fontSize": 10, "color": style.BLUE},
    "neither": {"align": "left", "fontSize": 9, "color": style.MUTED},
}
LABELS = 190  # pixels for the names of parties
BAR, THIN, ROOM = 11, 7, 10  # pixels: height of a bar, of what is neither, and between rows
LINE = 13  # height of a line of a target's name
FIGURE = 20  # pixels for a figure beside a bar
NARROWEST = 84  # pixels of a column
LARGEST = 12  # pixels for one statement
NAMED = 8  # identifiers of statements that a tooltip has

Cells = dict[tuple[str, str, str], list[str]]  # party, target, stance: statements


class Grid(NamedTuple):
    """What is drawn and where, in pixels from the upper left."""

    parties: Sequence[str]
    targets: Sequence[str]
    unit: float  # width of one statement
    edges: Sequence[float]  # of the columns: one more than there are
    lines: Sequence[float]  # at which the bars of a column part
    header: float  # height

    def top(self, party: str) -> float:
        return self.header + (BAR + THIN + ROOM) * self.parties.index(party)

    @property
    def height(self) -> float:
        return self.header + (BAR + THIN + ROOM) * len(self.parties)


def draw(stances: pd.DataFrame, *, parties: int = 20, targets: int = 8) -> altair.LayerChart:
    """Draw how often parties take which stance towards targets.

    Takes a frame with one row for each statement and target: party_name, target_name, stance and statement. Shows the
    parties and targets that occur most, up to the numbers given. Raises OnRecordError where there is no stance, where a
    number is below 1, or where Altair is not installed.
    """
    with needed_for("Drawing", "plot"):
        import altair

    for name, limit in (("parties", parties), ("targets", targets)):
        if limit < 1:
            raise OnRecordError(f"There is nothing to draw of {limit} {name}. Give 1 or more: {name}=8")
    if stances.empty:
        raise OnRecordError(
            "No statement that fits what was asked for takes a stance, so that there is nothing to draw. "
            'See which there are: onrecord.load("statement_targets")'
        )
    grid, cells = _grouped(stances, parties, targets)
    bars, figures = _bars(grid, cells)
    shown = sum(len(found) for found in cells.values())
    scale = altair.Scale(domain=list(STANCES), range=list(STANCES.values()))
    x, y = style.across("x:Q"), style.down("y:Q", grid.height)
    tooltip = [
        altair.Tooltip(f"{field}:N", title=title)
        for field, title in (
            *(("party", "Party"), ("target", "Target"), ("stance", "Stance"), ("n", "Statements")),
            ("statements", "Which"),
        )
    ]
    layers: list[Any] = [
        *_frame(grid),
        altair.Chart(style.values(bars))
        .mark_rect(stroke="white", strokeWidth=0.5)
        .encode(
            x=x,
            x2="x2:Q",
            y=y,
            y2="y2:Q",
            tooltip=tooltip,
            description="told:N",
            color=altair.Color(
                "stance:N",
                scale=scale,
                legend=altair.Legend(title="Stance", orient="top", symbolType="square", offset=10),
            ),
        ),
    ]
    for kind, look in FIGURES.items():
        if places := figures[kind]:
            layers.append(style.texts(places, grid.height, **look))
    several = style.count(len(grid.parties), "party", "parties"), style.count(len(grid.targets), "target")
    subtitle = [
        "Number of statements: to the left of the line those against the target, to the right those in favor of it; "
        "below, in grey, those that are mixed, neutral or unclear."
    ]
    if left_out := len(stances) - shown:
        others = (
            style.count(stances["party_name"].nunique() - len(grid.parties), "other party", "other parties"),
            style.count(stances["target_name"].nunique() - len(grid.targets), "other target"),
        )
        subtitle.append(
            f"Shown are those with most stances. Left out: {left_out:,} of {style.count(len(stances), 'stance')}, "
            f"of {others[0]} or towards {others[1]}."
        )
    return style.picture(
        layers,
        grid.height,
        f"Who takes which stance: {style.count(shown, 'stance')} of {several[0]} towards {several[1]}",
        subtitle,
    )


def _grouped(stances: pd.DataFrame, parties: int, targets: int) -> tuple[Grid, Cells]:
    """The parties and targets that occur most, and the statements in which each of those takes which stance."""
    columns = _most_frequent(stances["target_name"], targets)
    # Of the parties those that say most about what is shown: a row without a bar would say nothing.
    within = stances[stances["target_name"].isin(columns)]
    rows = _most_frequent(within["party_name"], parties)
    cells: Cells = defaultdict(list)
    for row in within[within["party_name"].isin(rows)].sort_values("statement").itertuples():
        cells[str(row.party_name), str(row.target_name), str(row.stance)].append(str(row.statement))
    return _grid(rows, columns, cells), cells


def _grid(rows: Sequence[str], columns: Sequence[str], cells: Cells) -> Grid:
    """Columns as wide as their bars need, with the largest unit for which there is room."""
    reach = {target: [0.0, 0.0] for target in columns}  # statements to the left and to the right
    for party in rows:
        for target in columns:
            number = [len(cells.get((party, target, stance), ())) for stance in STANCES]
            neither = sum(number[2:]) / 2
            reach[target] = [max(most, n, neither) for most, n in zip(reach[target], number, strict=False)]
    unit = float(LARGEST)
    while True:
        widths = [max(NARROWEST, sum(sides) * unit + 2 * FIGURE) for sides in reach.values()]
        if sum(widths) <= style.WIDTH - LABELS or unit < 0.1:
            break
        unit *= 0.98
    edges = list(accumulate(widths, initial=float(LABELS)))
    # What a column does not need is left on both sides.
    lines = [
        edge + (width - sum(sides) * unit) / 2 + sides[0] * unit
        for edge, width, sides in zip(edges, widths, reach.values(), strict=False)
    ]
    most = max(len(_lines(name, width)) for name, width in zip(columns, widths, strict=True))
    return Grid(rows, columns, unit, edges, lines, most * LINE + 10)


def _most_frequent(names: pd.Series[str], most: int) -> list[str]:
    number = Counter(names)
    return sorted(number, key=lambda name: (-number[name], name))[:most]


def _lines(name: str, column: float) -> list[str]:
    return textwrap.wrap(name, max(8, int(column / style.text_width("x", 11))))


def _bars(grid: Grid, cells: Cells) -> tuple[pd.DataFrame, dict[str, list[tuple[float, float, str]]]]:
    """The parts of the bars, and the figures below them."""
    import pandas as pd

    parts = []
    figures: dict[str, list[tuple[float, float, str]]] = {kind: [] for kind in FIGURES}
    for party, target in sorted({(party, target) for party, target, _ in cells}):
        found = {stance: cells.get((party, target, stance), []) for stance in STANCES}
        against, favor, *neither = (len(which) for which in found.values())
        line, top = grid.lines[grid.targets.index(target)], grid.top(party)
        below = top + BAR + 1
        left = line - sum(neither) / 2 * grid.unit
        places = [(line - against * grid.unit, top, BAR), (line, top, BAR)]
        places += [(left + n * grid.unit, below, THIN) for n in accumulate(neither[:-1], initial=0)]
        for (stance, which), (x, y, height) in zip(found.items(), places, strict=True):
            if which:
                named = ", ".join(which[:NAMED]) + (" …" if len(which) > NAMED else "")
                told = f"{party}, {stance} {target}: {style.count(len(which), 'statement')}"
                x2 = x + len(which) * grid.unit
                parts.append((party, target, stance, len(which), named, told, x, x2, y, y + height))
        middle = top + BAR / 2
        for kind, n, x, y in (
            ("against", against, line - against * grid.unit - 3, middle),
            ("favor", favor, line + favor * grid.unit + 3, middle),
            ("neither", sum(neither), line + sum(neither) / 2 * grid.unit + 3, below + THIN / 2),
        ):
            if n:
                figures[kind].append((x, y, f"{n:,}"))
    columns = ["party", "target", "stance", "n", "statements", "told", "x", "x2", "y", "y2"]
    return pd.DataFrame(parts, columns=columns), figures


def _frame(grid: Grid) -> list[altair.Chart]:
    """What stands behind the bars: names of parties and targets, and the lines at which the bars part."""
    tops = [grid.top(party) for party in grid.parties]
    parting = [(line, grid.header - 4, line, grid.height - ROOM / 2) for line in grid.lines]
    between = [(0, top - ROOM / 2, grid.edges[-1], top - ROOM / 2) for top in tops]
    rows = [(LABELS - 8, top + BAR / 2, party) for top, party in zip(tops, grid.parties, strict=True)]
    heads = [
        ((left + right) / 2, grid.header - 9 - LINE * n, line)
        for target, left, right in zip(grid.targets, grid.edges, grid.edges[1:], strict=False)
        for n, line in enumerate(reversed(_lines(target, right - left)))
    ]
    return [
        style.lines(between, grid.height),
        style.lines(parting, grid.height, style.GREY),
        style.texts(rows, grid.height, align="right", limit=LABELS - 8),
        style.texts(heads, grid.height, align="center", baseline="bottom", fontWeight="bold"),
    ]

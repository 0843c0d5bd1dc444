"""A contested fact: who took which position on it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.plots import style

if TYPE_CHECKING:
    import altair
    import pandas as pd

MARKS = {
    "asserts": (style.BLUE, "circle"),
    "presupposes": (style.SKY, "triangle-up"),
    "hedges": (style.ORANGE, "diamond"),
    "denies": (style.VERMILLION, "cross"),
    "declines": (style.GREY, "square"),
}
NOBODY = "No position on it is recorded."
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # and nothing else: an EDTF date that is known

LABELS = 270  # pixels for the names
WIDEST, ASIDE = 64, 9  # pixels of a day, and between the marks of one actor on one day
HEADING, HEADER, ROW, BETWEEN = 28, 38, 17, 16  # pixels: sentence, days, an actor, and between two panels
SIZE = 70  # of a mark, in square pixels


class Panel(NamedTuple):
    """A sentence with its rows, in pixels from above."""

    sentence: str
    top: float
    rows: dict[str, float]  # the middle of the row of each actor

    @property
    def bottom(self) -> float:
        return self.top + HEADING + (HEADER + ROW * len(self.rows) if self.rows else ROW)


def draw(sentences: list[str], taken: pd.DataFrame) -> altair.LayerChart:
    """Draw the positions taken on sentences: actors by day, one panel a sentence.

    Takes the sentences and a frame with one row for each position that somebody took on a date: text (the sentence),
    name, side (on whose behalf; may be missing), said (EDTF), day (datetime64, the last that is possible), position and
    statements (their identifiers). Raises OnRecordError where there is no position, or where Altair is not installed.
    """
    with needed_for("Drawing", "plot"):
        import altair

    if taken.empty:
        raise OnRecordError(
            "Nobody took a position that fits what was asked for, so that there is nothing to draw. "
            'See which there are: onrecord.load("position_matrix")'
        )
    marks = taken.assign(
        label=[_label(name, side) for name, side in zip(taken["name"], taken["side"], strict=True)],
        date=[day.date() for day in taken["day"]],
    )
    days = sorted(set(marks["date"]))
    slot = min((style.WIDTH - LABELS) / len(days), WIDEST)
    panels = _panels(sentences, marks)
    height = panels[-1].bottom
    placed = _placed(panels, marks, days, slot)
    colours, shapes = zip(*MARKS.values(), strict=True)

    def legend() -> altair.Legend:
        return altair.Legend(title="Position", orient="top", offset=10, symbolSize=SIZE, symbolStrokeWidth=1.5)

    encoded: dict[str, Any] = {
        "x": style.across("x:Q"),
        "y": style.down("y:Q", height),
        "stroke": altair.Stroke("position:N", scale=altair.Scale(domain=list(MARKS), range=list(colours)), legend=None),
        "shape": altair.Shape(
            "position:N", scale=altair.Scale(domain=list(MARKS), range=list(shapes)), legend=legend()
        ),
        "tooltip": ["name:N", "side:N", "said:N", "position:N", "statements:N"],
        "description": "told:N",
    }
    fill = altair.Fill("position:N", scale=altair.Scale(domain=list(MARKS), range=list(colours)), legend=legend())
    points = altair.Chart(style.values(placed)).mark_point(size=SIZE, strokeWidth=1.5, opacity=1)
    layers: list[Any] = [
        *_frame(panels, days, slot, height),
        points.transform_filter("datum.known").encode(fill=fill, **encoded),
        points.transform_filter("!datum.known").encode(fill=altair.value("white"), **encoded),
    ]
    subtitle = "Actors, with the side that they speak for, by day; days without positions are left out."
    if not placed["known"].all():
        subtitle += " Hollow: the day is not known for certain; the mark stands on the last that is possible."
    number = style.count(len(placed), "position"), style.count(taken["name"].nunique(), "actor")
    return style.picture(layers, height, f"{number[0]} of {number[1]}, {style.period(days[0], days[-1])}", [subtitle])


def _label(name: str, side: object) -> str:
    return f"{name} ({side})" if isinstance(side, str) and side != name else name


def _panels(sentences: Sequence[str], marks: pd.DataFrame) -> list[Panel]:
    panels: list[Panel] = []
    top = 0.0
    for sentence in sentences:
        own = marks[marks["text"] == sentence]
        names = own.assign(side=own["side"].fillna(own["name"])).sort_values(["side", "name"])["label"].unique()
        first = top + HEADING + HEADER + ROW / 2
        panels.append(Panel(sentence, top, {str(name): first + ROW * n for n, name in enumerate(names)}))
        top = panels[-1].bottom + BETWEEN
    return panels


def _placed(panels: Sequence[Panel], marks: pd.DataFrame, days: Sequence[date], slot: float) -> pd.DataFrame:
    """The marks with their places, in pixels; those of one actor on one day beside each other."""
    import pandas as pd

    order = list(MARKS)
    rows = []
    for panel in panels:
        own = marks[marks["text"] == panel.sentence]
        for key, together in own.groupby(["label", "date"], sort=True):
            label, day = cast("tuple[str, date]", key)
            middle = LABELS + slot * (days.index(day) + 0.5)
            ranked = sorted(together.to_dict("records"), key=lambda row: (order.index(row["position"]), row["said"]))
            aside = min(ASIDE, slot / len(ranked))
            for n, row in enumerate(ranked):
                x = middle + (n - (len(ranked) - 1) / 2) * aside
                side = row["side"] if isinstance(row["side"], str) else ""
                told = f"{label}, {row['said']}: {row['position']}: {panel.sentence}"
                known = DAY.fullmatch(row["said"]) is not None
                rows.append(
                    (
                        row["name"],
                        side,
                        row["said"],
                        row["position"],
                        row["statements"],
                        told,
                        known,
                        x,
                        panel.rows[label],
                    )
                )
    return pd.DataFrame(rows, columns=["name", "side", "said", "position", "statements", "told", "known", "x", "y"])


def _frame(panels: Sequence[Panel], days: Sequence[date], slot: float, height: float) -> list[altair.Chart]:
    """What stands behind the marks: sentences, names, days and the lines that lead from these to those."""
    right = LABELS + slot * len(days)
    texts: dict[str, list[tuple[float, float, str]]] = {"sentence": [], "name": [], "day": [], "begin": []}
    lines: list[tuple[float, float, float, float]] = []
    for panel in panels:
        texts["sentence"].append((0, panel.top + HEADING / 2, panel.sentence))
        if not panel.rows:
            texts["begin"].append((0, panel.top + HEADING + ROW / 2, NOBODY))
            continue
        top = panel.top + HEADING + HEADER
        for label, y in panel.rows.items():
            texts["name"].append((LABELS - 8, y, label))
            lines.append((LABELS, y, right, y))
        before = (0, 0)
        for n, day in enumerate(days):
            x = LABELS + slot * (n + 0.5)
            lines.append((x, top - 2, x, panel.bottom))
            texts["day"].append((x, top - 8, str(day.day)))
            if before != (day.year, day.month):
                texts["begin"].append((x - 6, top - 19, style.MONTHS[day.month - 1][:3]))
            if before[0] != day.year:
                texts["begin"].append((x - 6, top - 30, str(day.year)))
            before = (day.year, day.month)
    looks: dict[str, dict[str, Any]] = {
        "sentence": {"align": "left", "fontSize": 13, "fontWeight": "bold"},
        "name": {"align": "right", "limit": LABELS - 8},
        "day": {"align": "center", "fontSize": 9},
        "begin": {"align": "left", "fontSize": 10, "color": style.MUTED},
    }
    return [
        style.lines(lines, height),
        *(style.texts(texts[kind], height, **look) for kind, look in looks.items() if texts[kind]),
    ]

"""The picture of growth.py: time and memory against the number of statements, both axes of each in powers of ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import altair

from onrecord.plots import style

PANELS = {"seconds": "seconds, whole process", "peak_mb": "most memory held, MB"}
COLOURS = (style.VERMILLION, style.BLUE, style.GREEN, style.ORANGE, style.PURPLE)
BARE, LOAD = "bare ", "load, "  # how works begin that a library does alone, and those of ours beside which they stand
WIDTH, HEIGHT = (style.WIDTH - 250) / 2, 270


def draw(points: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write the picture of figures of growth.py (work, statements, seconds, peak_mb) as SVG."""
    loading = [point for point in points if point["work"].startswith((BARE, LOAD)) or point["work"] == "open"]
    others = [point for point in points if point not in loading]
    rows = [_row(some) for some in (others, loading) if some]
    heading: dict[str, Any] = {
        **{"text": "Time and memory against size", "anchor": "start", "fontSize": 18, "offset": 14},
        **{"color": style.INK, "subtitleColor": style.MUTED, "subtitleFontSize": style.SUBTITLE, "subtitlePadding": 6},
        "subtitle": "Both axes are logarithmic. What grows with the size and no faster runs along the grey line or flatter. "
        "Dashed: a library reading the same file alone.",
    }
    text = {"labelColor": style.INK, "titleColor": style.INK, "labelFontSize": 11, "titleFontSize": 11}
    picture = altair.vconcat(*rows, title=heading).resolve_scale(color="independent", strokeDash="independent")
    picture = picture.configure(
        background="white",
        padding=12,
        view={"stroke": None},
        axis={**text, "gridColor": style.RULE, "domainColor": style.MUTED, "tickColor": style.MUTED},
        legend={**text, "labelLimit": 0, "symbolStrokeWidth": 2, "symbolSize": 300},
    )
    picture.save(path, format="svg")


def _row(points: Sequence[Mapping[str, Any]]) -> altair.HConcatChart:
    """Works in two panels: their time and their memory."""
    works = list(dict.fromkeys(point["work"] for point in points))
    same = list(dict.fromkeys(work.replace(BARE, LOAD) for work in works))  # one colour for what reads the same way
    hues = [COLOURS[same.index(work.replace(BARE, LOAD)) % len(COLOURS)] for work in works]
    dashes = [[5, 3] if work.startswith(BARE) else [1, 0] for work in works]
    legend = altair.Legend(title=None, symbolType="stroke")
    coloured = altair.Color("work:N", scale=altair.Scale(domain=works, range=hues), legend=legend)
    dashed = altair.StrokeDash("work:N", scale=altair.Scale(domain=works, range=dashes), legend=legend)
    return altair.hconcat(*(_panel(points, measure, title, coloured, dashed) for measure, title in PANELS.items()))


def _panel(
    points: Sequence[Mapping[str, Any]], measure: str, title: str, coloured: altair.Color, dashed: altair.StrokeDash
) -> altair.LayerChart:
    sizes = sorted({point["statements"] for point in points})
    across = altair.X(
        "statements:Q",
        title="statements",
        scale=altair.Scale(type="log", nice=False),
        axis=altair.Axis(values=sizes, format=",d", labelFlush=False),
    )
    down = altair.Y(
        f"{measure}:Q",
        title=title,
        scale=altair.Scale(type="log", nice=False, padding=8),
        axis=altair.Axis(format=",~g", tickCount=4),
    )
    chart = altair.Chart({"values": [dict(point) for point in points]}).encode(x=across, y=down)
    lines = chart.mark_line(strokeWidth=2).encode(color=coloured, strokeDash=dashed)
    dots = chart.mark_circle(size=40, opacity=1).encode(color=coloured)
    guide = altair.Chart({"values": _proportion(points, measure)}).encode(x=across, y=down)
    guide = guide.mark_line(color=style.GREY, strokeWidth=5, opacity=0.35)
    return altair.LayerChart(layer=[guide, lines, dots], width=WIDTH, height=HEIGHT)


def _proportion(points: Sequence[Mapping[str, Any]], measure: str) -> list[dict[str, float]]:
    """The ends of a line that grows with the size, within what is drawn, up to the largest figure."""
    largest = max(point[measure] for point in points)
    most, least = (end(point["statements"] for point in points) for end in (max, min))
    lowest = min(point[measure] for point in points)
    share = max(least / most, lowest / largest)
    return [{"statements": most * part, measure: largest * part} for part in (share, 1)]

"""The picture of growth.py: time and memory against the number of statements, both axes of each in powers of ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import altair

from onrecord.plots import style

PANELS = {"seconds": "seconds, whole process", "peak_mb": "most memory held, MB"}
COLOURS = (style.VERMILLION, style.BLUE, style.GREEN, style.ORANGE, style.PURPLE, style.BLACK, style.SKY, style.YELLOW)
BARE = "bare "  # how works that others do begin: dashed, in the colour of ours that does the same
HEIGHT = 330


def draw(points: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write the picture of figures of growth.py (work, statements, seconds, peak_mb) as SVG."""
    works = list(dict.fromkeys(point["work"] for point in points))
    own = [work for work in works if not work.startswith(BARE)]
    colours = {work: COLOURS[own.index(work) % len(COLOURS)] for work in own}
    for work in works:
        colours.setdefault(work, colours.get(f"load, {work.removeprefix(BARE)}", style.GREY))
    scale = altair.Scale(domain=works, range=[colours[work] for work in works])
    dash = altair.Scale(domain=works, range=[[4, 3] if work.startswith(BARE) else [1, 0] for work in works])
    sizes = sorted({point["statements"] for point in points})
    across = altair.X(
        "statements:Q",
        title="statements",
        scale=altair.Scale(type="log", nice=False),
        axis=altair.Axis(values=sizes, format=",d"),
    )
    chart = altair.Chart({"values": [dict(point) for point in points]}).encode(
        x=across,
        color=altair.Color("work:N", title=None, scale=scale, sort=works),
        strokeDash=altair.StrokeDash("work:N", title=None, scale=dash, sort=works),
    )
    panels = []
    for measure, title in PANELS.items():
        down = altair.Y(f"{measure}:Q", title=title, scale=altair.Scale(type="log"), axis=altair.Axis(format=",~g"))
        both = chart.mark_line(strokeWidth=2).encode(y=down) + chart.mark_point(filled=True, size=36).encode(y=down)
        panels.append(both.properties(width=(style.WIDTH - 240) / 2, height=HEIGHT))
    heading: dict[str, Any] = {
        **{"text": "Time and memory against size", "anchor": "start", "fontSize": 18, "offset": 14},
        **{"color": style.INK, "subtitleColor": style.MUTED, "subtitleFontSize": style.SUBTITLE, "subtitlePadding": 6},
        "subtitle": "Both axes in powers of ten: what grows with the size and no faster is as steep as a diagonal of the "
        "grid. Dashed: the library alone.",
    }
    text = {"labelColor": style.INK, "titleColor": style.INK, "labelFontSize": 11, "titleFontSize": 11}
    picture = altair.hconcat(*panels, title=heading).configure(
        background="white",
        padding=12,
        view={"stroke": None},
        axis={**text, "gridColor": style.RULE, "domainColor": style.MUTED, "tickColor": style.MUTED},
        legend={**text, "labelLimit": 0, "symbolStrokeWidth": 2},
    )
    picture.save(path, format="svg")

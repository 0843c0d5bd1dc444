"""What the pictures share: colours, type, the canvas, and how days are written."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from datetime import date

    import altair
    import pandas as pd

# Okabe and Ito's palette, which colour-blind readers can tell apart: https://jfly.uni-koeln.de/color/
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILLION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
GREY = "#999999"
# What is not data.
INK, MUTED, RULE, SHADE = "#222222", "#5C5C5C", "#DDDDDD", "#F3F3F3"

WIDTH = 940  # pixels: what a page of documentation shows without scaling
SUBTITLE, LETTERS = 12, 175  # size of the subtitle, and how many of its letters fit into the width

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def picture(layers: Sequence[altair.Chart], height: float, title: str, subtitle: Iterable[str]) -> altair.LayerChart:
    """Put layers on the canvas, with a title and what to know to read it; no global theme is touched."""
    import altair

    lines = [line for sentence in subtitle for line in textwrap.wrap(sentence, LETTERS)]
    heading: dict[str, Any] = {"text": title, "subtitle": lines} if lines else {"text": title}
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 11, "titleFontSize": 11}
    settings: dict[str, Any] = {
        "background": "white",
        "padding": 12,
        "view": {"stroke": None},
        "axis": {**text, "gridColor": RULE, "domainColor": MUTED, "tickColor": MUTED},
        "legend": {
            **text,
            **{"titleFontWeight": "bold", "labelLimit": 0, "titleLimit": 0},
        },
        "title": {
            **{"anchor": "start", "frame": "group", "offset": 14, "color": INK, "fontSize": 18},
            **{"subtitleColor": MUTED, "subtitleFontSize": SUBTITLE, "subtitlePadding": 6, "subtitleLineHeight": 16},
        },
    }
    chart = altair.layer(*layers).properties(
        width=WIDTH, height=height, title=heading, description=f"{title}. {' '.join(lines)}"
    )
    return cast("altair.LayerChart", chart.configure(**settings))


def values(frame: pd.DataFrame) -> dict[str, Any]:
    """The rows of a frame as the data of a chart, however many: Altair's limit of rows is for frames."""
    names = list(frame.columns)
    columns = [frame[name].tolist() for name in names]  # Python's numbers, which JSON has, not NumPy's
    return {"values": [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]}


def across(field: str) -> altair.X:
    """A field of pixels from the left edge of the canvas."""
    import altair

    return altair.X(field, axis=None, scale=altair.Scale(domain=[0, WIDTH], nice=False, zero=False))


def down(field: str, height: float) -> altair.Y:
    """A field of pixels from the upper edge of a canvas of some height."""
    import altair

    return altair.Y(field, axis=None, scale=altair.Scale(domain=[height, 0], nice=False, zero=False))


def texts(places: Iterable[tuple[float, float, str]], height: float, **look: Any) -> altair.Chart:
    """A layer of texts (x, y and what is printed there) on a canvas of some height."""
    import altair
    import pandas as pd

    look = {"baseline": "middle", "fontSize": 11, "color": INK, "aria": False, **look}
    chart = altair.Chart(values(pd.DataFrame(places, columns=["x", "y", "text"]))).mark_text(**look)
    return cast("altair.Chart", chart.encode(x=across("x:Q"), y=down("y:Q", height), text="text:N"))


def lines(places: Iterable[tuple[float, float, float, float]], height: float, colour: str = RULE) -> altair.Chart:
    """A layer of straight lines (x and y of one end, x and y of the other) on a canvas of some height."""
    import altair
    import pandas as pd

    chart = altair.Chart(values(pd.DataFrame(places, columns=["x", "y", "x2", "y2"])))
    chart = chart.mark_rule(color=colour, aria=False)
    return cast("altair.Chart", chart.encode(x=across("x:Q"), y=down("y:Q", height), x2="x2:Q", y2="y2:Q"))


def text_width(text: str, size: float) -> float:
    """About how many pixels wide a text is printed."""
    return 0.52 * size * len(text)


def day(at: date, *, year: bool = True) -> str:
    """A day as a sentence has it; not by the locale, or the same data would give other pictures."""
    return f"{at.day} {MONTHS[at.month - 1]}" + (f" {at.year}" if year else "")


def period(first: date, last: date) -> str:
    """From when to when."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first, year=first.year != last.year)} to {day(last)}"


def said(earliest: date | None, latest: date | None) -> str:
    """What is known of the day on which something was said; None for a bound that is not known."""
    if earliest and latest:
        return day(latest) if earliest == latest else f"day not known, {period(earliest, latest)}"
    if latest:
        return f"day not known, {day(latest)} at the latest"
    return f"day not known, {day(earliest)} at the earliest" if earliest else "day not known"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 statement, 1,430 statements."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def words(codes: Sequence[str]) -> str:
    """Codes as a legend prints them."""
    return ", ".join(code.replace("-", " ") for code in codes)

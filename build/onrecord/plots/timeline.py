"""Statements over time: who spoke when, one mark a statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.plots import style

if TYPE_CHECKING:
    import altair
    import pandas as pd

# Seventeen colours cannot be told apart: neighbours of the vocabulary that do alike share one. In order of the piles.
ACTS = {
    ("condemn", "express-concern"): style.VERMILLION,
    ("demand", "appeal"): style.ORANGE,
    ("endorse", "sympathize"): style.BLUE,
    ("allege", "deny", "acknowledge", "justify", "inform"): style.SKY,
    ("declare", "recognize", "commit", "threaten", "refuse"): style.GREEN,
    ("withhold",): style.BLACK,
}
OTHER = "other"  # an act of a later vocabulary

LABELS = 200  # pixels for the names
PITCHES = (14, 12, 10, 9, 8, 7, 6, 5, 4)  # pixels from mark to mark: the largest that fits
TALLEST = 560
HEADER, LOWEST, ROOM = 36, 13, 5  # height of year, month and day, of the lowest row, and between rows
NARROWEST, CUT, BETWEEN = 11, 8, 4  # width of a slot, of what is cut out, and between the marks of two slots
SILENCE = 3  # slots: a longer time without statements is cut out
MOST_SLOTS = 62


class Slot(NamedTuple):
    """A day, week, month or year on the axis; without a start: a time that is cut out."""

    start: date | None
    label: str = ""
    month: str = ""  # where it begins
    year: str = ""


class Placed(NamedTuple):
    """Where everything is, in pixels from the upper left."""

    pitch: int  # from mark to mark
    slots: Sequence[Slot]
    edges: Sequence[float]  # of the slots: one more than there are
    floors: dict[str, float]  # the lower edge of each row
    number: Counter[str]  # of statements in each row


def draw(statements: pd.DataFrame, *, rows: int = 20) -> altair.LayerChart:
    """Draw statements by party and day, one mark a statement.

    Takes the columns of the table "statements" with speaker_name, principal_name, on_behalf_of_name, target_names
    (lists) and link. A row is a party (on whose behalf was spoken, or who spoke); where there is but one, its speakers.
    The parties with most statements have rows of their own, up to the number given, and all others share one.
    Raises OnRecordError where there is no statement, or where Altair is not installed.
    """
    with needed_for("Drawing", "plot"):
        import altair

    marks, undated = _marks(statements)
    if not marks:
        raise OnRecordError(
            "No statement fits what was asked for, so that there is nothing to draw. "
            'See which there are: onrecord.load("statements")'
        )
    what, names = _rows(marks, rows)
    unit, slots = _slots([mark["day"] for mark in marks])
    placed = _placed(marks, names, unit, slots)
    height = max(placed.floors.values())

    groups = [style.words(acts) for acts in ACTS]
    colours = list(ACTS.values())
    if any(mark["act"] == OTHER for mark in marks):
        groups, colours = [*groups, OTHER], [*colours, style.GREY]
    colour: dict[str, Any] = {
        "title": "Speech act",
        "scale": altair.Scale(domain=groups, range=colours),
        "legend": altair.Legend(
            orient="top", columns=3, symbolType="square", symbolStrokeWidth=0, symbolOpacity=1, offset=10
        ),
    }
    side = placed.pitch - 1
    shared: dict[str, Any] = {
        "x": style.across("x:Q"),
        "y": style.down("y:Q", height),
        "tooltip": [
            altair.Tooltip(f"{field}:N", title=title)
            for field, title in (
                *(("speaker", "Speaker"), ("for", "On behalf of"), ("said", "Said"), ("speech_act", "Speech act")),
                *(("towards", "Towards"), ("summary", "Summary"), ("quote", "Words"), ("link", "Source")),
            )
        ],
        "href": "link:N",
        "description": "told:N",
    }
    known, unknown = ([mark for mark in marks if mark["exact"] is exact] for exact in (True, False))
    layers: list[Any] = [*_frame(placed, height)]
    if known:
        layers.append(
            altair.Chart(_data(known))
            .mark_point(shape="square", filled=True, size=side**2, opacity=1)
            .encode(fill=altair.Fill("act:N", **colour), **shared)
        )
    if unknown:
        line = max(1.0, side / 5)
        layers.append(
            altair.Chart(_data(unknown))
            .mark_point(shape="square", fill="white", size=(side - line) ** 2, strokeWidth=line, opacity=1)
            .encode(
                stroke=altair.Stroke("act:N", **{**colour, "legend": None if known else colour["legend"]}), **shared
            )
        )
    days = [mark["day"] for mark in marks]
    parties = {mark["party"] for mark in marks}
    whose = f" of {parties.pop()}" if len(parties) == 1 else ""
    title = f"{style.count(len(marks), 'statement')}{whose}, {style.period(min(days), max(days))}"
    wider = f"; a {unit} with more of them is wider" if len(slots) > 1 else ""
    subtitle = [f"One square is one statement, by {what} and {unit}{wider}. Piles are in the order of the colours."]
    if unknown:
        subtitle.append(
            f"Hollow: the day is not known ({style.count(len(unknown), 'statement')}); "
            "the square stands on the last that is possible, or else on the first."
        )
    if any(slot.start is None for slot in slots):
        subtitle.append(f"Shaded: more than {SILENCE} {unit}s without statements, cut out.")
    if undated:
        subtitle.append(f"Not drawn: {style.count(undated, 'statement')} without any date.")
    return style.picture(layers, height, title, [" ".join(subtitle)])


def _marks(statements: pd.DataFrame) -> tuple[list[dict[str, Any]], int]:
    """What is to be known of each statement, in order of day, kind of act and identifier; and how many have no day."""
    import pandas as pd

    group = {act: style.words(acts) for acts in ACTS for act in acts}
    order = {name: n for n, name in enumerate([*dict.fromkeys(group.values()), OTHER])}
    marks = []
    for row in statements.to_dict("records"):
        known = {str(column): value for column, value in row.items() if isinstance(value, list) or not pd.isna(value)}
        earliest, latest = (known[c].date() if c in known else None for c in ("said_earliest", "said_latest"))
        at = latest or earliest
        if at is None:
            continue
        act, said = str(known["speech_act"]), style.said(earliest, latest)
        principal = known.get("principal_name") or known["speaker_name"]
        marks.append(
            {
                "statement": known["statement_id"],
                "day": at,
                "exact": earliest == latest,
                "act": group.get(act, OTHER),
                "speech_act": act,
                "party": known.get("on_behalf_of_name", principal),
                "principal": principal,
                "speaker": known["speaker_name"],
                "for": known.get("on_behalf_of_name", ""),
                "said": said,
                "towards": ", ".join(known.get("target_names", [])),
                "summary": known["summary"],
                "quote": f"“{known['quote']}”" if "quote" in known else "",
                "link": known.get("link"),
                "told": f"{known['speaker_name']}, {said}: {known['summary']}",
            }
        )
    marks.sort(key=lambda mark: (mark["day"], order[mark["act"]], mark["statement"]))
    return marks, len(statements) - len(marks)


def _rows(marks: list[dict[str, Any]], most: int) -> tuple[str, list[str]]:
    """Say of each mark in which row it stands; returns what a row is, and the rows from top to bottom."""
    by = "party" if len({mark["party"] for mark in marks}) > 1 else "principal"
    number = Counter(mark[by] for mark in marks)
    ranked = sorted(number, key=lambda name: (-number[name], name))
    own = ranked if len(ranked) <= most + 1 else ranked[:most]  # a row for a single other would save nothing
    others = f"others ({len(ranked) - len(own)})"
    for mark in marks:
        mark["row"] = mark[by] if mark[by] in own else others
    return ("party" if by == "party" else "speaker"), [*own, others] if len(own) < len(ranked) else own


def _slots(days: Sequence[date]) -> tuple[str, list[Slot]]:
    """Which unit of time fits, and its slots from the first day to the last."""
    for unit in ("day", "week", "month", "year"):
        starts = sorted({start_of(at, unit) for at in days})
        slots: list[date | None] = [starts[0]]
        for before, after in pairwise(starts):
            silent = [before]
            while (following := _next(silent[-1], unit)) < after:
                silent.append(following)
            slots += [*(silent[1:] if len(silent) - 1 <= SILENCE else [None]), after]
        if len(slots) <= MOST_SLOTS:
            break
    return unit, _labelled(slots, unit)


def _labelled(starts: Sequence[date | None], unit: str) -> list[Slot]:
    """Slots with their labels: month and year where they begin, the month again after what is cut out."""
    slots: list[Slot] = []
    months, years = unit in ("day", "week"), unit != "year"
    month = year = ""
    for start in starts:
        if start is None:
            slots.append(Slot(None))
            month = ""
            continue
        was, month, year = (month, year), style.MONTHS[start.month - 1][:3], str(start.year)
        label = str(start.day) if months else month if years else year
        slots.append(
            Slot(start, label, month if months and month != was[0] else "", year if years and year != was[1] else "")
        )
    return slots


def start_of(at: date, unit: str) -> date:
    """The first day of the day, week, month or year that a day is in."""
    match unit:
        case "week":
            return at - timedelta(days=at.weekday())
        case "month":
            return at.replace(day=1)
        case "year":
            return at.replace(month=1, day=1)
    return at


def _next(start: date, unit: str) -> date:
    # As many days as carry from the first day of any unit into the next one.
    return start_of(start + timedelta(days={"day": 1, "week": 7, "month": 31}.get(unit, 366)), unit)


def _placed(marks: Sequence[dict[str, Any]], names: Sequence[str], unit: str, slots: Sequence[Slot]) -> Placed:
    """Give each mark its place, in piles; slots with many marks are wider, rows with high piles higher."""
    of_day = {slot.start: n for n, slot in enumerate(slots)}
    piles: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for mark in marks:
        piles.setdefault((mark["row"], of_day[start_of(mark["day"], unit)]), []).append(mark)
    sizes = {key: len(pile) for key, pile in piles.items()}
    pitch, widths = _fitting(sizes, slots)
    edges = list(accumulate(widths, initial=float(LABELS)))
    floors, floor = {}, float(HEADER)
    for name in names:
        floor += max(_height({at: n for (row, at), n in sizes.items() if row == name}, pitch, widths), LOWEST) + ROOM
        floors[name] = floor
    for (name, at), pile in piles.items():
        columns = min(_beside(widths[at], pitch), len(pile))
        left = (edges[at] + edges[at + 1] - columns * pitch) / 2
        for n, mark in enumerate(pile):
            mark["x"] = left + (n % columns + 0.5) * pitch
            mark["y"] = floors[name] - 1 - (n // columns + 0.5) * pitch
    return Placed(pitch, slots, edges, floors, Counter(mark["row"] for mark in marks))


def _fitting(sizes: dict[tuple[str, int], int], slots: Sequence[Slot]) -> tuple[int, list[float]]:
    """The largest pitch with which all piles fit, and how wide each slot is then."""
    room = style.WIDTH - LABELS
    most = Counter[int]()
    rows: dict[str, dict[int, int]] = {}
    for (row, at), number in sizes.items():
        most[at] = max(most[at], number)
        rows.setdefault(row, {})[at] = number
    for pitch in PITCHES:
        for tall in range(1, max(sizes.values()) + 1):
            widths = [_width(slots, n, -(-most[n] // tall) * pitch + BETWEEN) for n in range(len(slots))]
            if sum(widths) <= room:
                break
        spare = max(0.0, min((room - sum(widths)) / len(slots), 40))
        widths = [width + (spare if slot.start else 0) for width, slot in zip(widths, slots, strict=True)]
        high = sum(max(_height(row, pitch, widths), LOWEST) + ROOM for row in rows.values())
        if sum(widths) <= room and high <= TALLEST:
            break
    # Where nothing fits, slots are narrower than their labels, and the picture is higher.
    squeezed = min(1.0, room / sum(widths))
    return pitch, [width * squeezed for width in widths]


def _width(slots: Sequence[Slot], n: int, needed: float) -> float:
    if slots[n].start is None:
        return CUT
    # A month that stands alone between what is cut out needs the width of its year.
    alone = n + 1 < len(slots) and slots[n].month and slots[n + 1].start is None
    return max(needed, 2 * NARROWEST if alone else NARROWEST)


def _beside(width: float, pitch: int) -> int:
    return max(1, int((width - BETWEEN + 1) / pitch))


def _height(row: dict[int, int], pitch: int, widths: Sequence[float]) -> float:
    """Of the highest pile of a row, of which the number of marks in each slot is given."""
    return max(-(-number // _beside(widths[at], pitch)) for at, number in row.items()) * pitch


def _frame(placed: Placed, height: float) -> list[altair.Chart]:
    """What stands behind the marks: rows with their names and numbers, and slots with their labels."""
    import altair
    import pandas as pd

    columns = list(zip(placed.slots, placed.edges, placed.edges[1:], strict=False))
    rows = [(LABELS, floor, placed.edges[-1], floor) for floor in placed.floors.values()]
    layers = [style.lines([(edge, HEADER - 13, edge, height) for edge in placed.edges], height, style.SHADE)]
    if cut := [(left, HEADER, right, height) for slot, left, right in columns if slot.start is None]:
        layers.append(
            altair.Chart(style.values(pd.DataFrame(cut, columns=["x", "y", "x2", "y2"])))
            .mark_rect(color=style.SHADE, aria=False)
            .encode(x=style.across("x:Q"), y=style.down("y:Q", height), x2="x2:Q", y2="y2:Q")
        )
    labels, free = [], 0.0  # where the next label of a day may begin
    for slot, left, right in columns:
        middle, half = (left + right) / 2, style.text_width(slot.label, 9) / 2
        if slot.start and middle - half >= free:
            labels.append((middle, HEADER - 2.0, slot.label))
            free = middle + half + 1
    begins = [
        (left + 1, at, text)
        for slot, left, _ in columns
        for at, text in ((HEADER - 13.0, slot.month), (HEADER - 24.0, slot.year))
        if text
    ]
    names = [(LABELS - 34.0, floor, name) for name, floor in placed.floors.items()]
    numbers = [(LABELS - 8.0, floor, f"{placed.number[name]:,}") for name, floor in placed.floors.items()]
    layers += [
        style.lines(rows, height),
        style.texts(names, height, align="right", baseline="bottom", limit=LABELS - 34),
        style.texts(numbers, height, align="right", baseline="bottom"),
        style.texts(labels, height, align="center", baseline="bottom", fontSize=9),
    ]
    # None where the slots are years: their labels say it.
    if begins:
        layers.append(style.texts(begins, height, align="left", baseline="bottom", fontSize=10, color=style.MUTED))
    return layers


def _data(marks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    import pandas as pd

    return style.values(pd.DataFrame(marks).drop(columns=["day", "exact", "party", "principal"]))

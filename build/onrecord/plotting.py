"""A contested fact as a picture: who took which position on it, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.store import Store

if TYPE_CHECKING:
    import altair
    import pandas as pd

# Okabe and Ito's palette, which colour-blind readers can tell apart: https://jfly.uni-koeln.de/color/
MARKS = {
    "asserts": ("#0072B2", "circle"),
    "presupposes": ("#56B4E9", "triangle-up"),
    "hedges": ("#E69F00", "diamond"),
    "denies": ("#D55E00", "cross"),
    "declines": ("#999999", "square"),
}


def plot(store: Store, proposition: str) -> altair.FacetChart:
    """What `onrecord.plot` returns."""
    sentences, taken = _taken(store, proposition)
    with needed_for("Drawing", "plot"):
        import altair

    positions = list(MARKS)
    colours, shapes = zip(*MARKS.values(), strict=True)
    header = altair.Header(
        labelOrient="top", labelAnchor="start", labelAngle=0, labelLimit=600, labelFontSize=12, labelFontWeight="bold"
    )
    chart = (
        altair.Chart(taken)
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=altair.X(
                "said:O",
                title=None,
                sort=list(taken.sort_values("day")["said"].unique()),
                axis=altair.Axis(labelAngle=-40, labelLimit=200, grid=True),
            ),
            y=altair.Y(
                "name:N",
                title=None,
                sort=list(taken.sort_values(["side", "name"])["name"].unique()),
                axis=altair.Axis(labelLimit=360, grid=True),
            ),
            # Two positions of one day stand beside each other.
            xOffset=altair.XOffset("position:N", scale=altair.Scale(domain=positions, paddingOuter=0.2)),
            color=altair.Color(
                "position:N", title="Position", scale=altair.Scale(domain=positions, range=list(colours))
            ),
            shape=altair.Shape(
                "position:N", title="Position", scale=altair.Scale(domain=positions, range=list(shapes))
            ),
            tooltip=["name", "said", "position", "statements"],
        )
        .properties(width=altair.Step(16))
    )
    facets = chart.facet(row=altair.Row("text:N", title=None, sort=sentences, header=header), spacing=30)
    return cast("altair.FacetChart", facets.resolve_scale(y="independent"))


def _taken(store: Store, proposition: str) -> tuple[list[str], pd.DataFrame]:
    """The two sentences, and the positions taken on them with names, sides and days."""
    from onrecord.loader import load

    propositions = load(store, "propositions").set_index("proposition_id")
    if proposition not in propositions.index:
        import difflib

        near = difflib.get_close_matches(str(proposition), propositions.index, n=1, cutoff=0.4)
        hint = f'Did you mean onrecord.plot("{near[0]}")?' if near else 'List them: onrecord.load("propositions")'
        raise OnRecordError(f"There is no proposition {proposition!r}. {hint}")
    both = [proposition, str(propositions.at[proposition, "reciprocal"])]
    matrix = load(store, "position_matrix")
    taken = matrix[matrix["proposition"].isin(both)]
    names = load(store, "actors").set_index("actor_id")["name"]
    columns = {
        "text": taken["proposition"].map(propositions["text"]),
        "name": taken["actor"].map(names),
        "side": taken["on_behalf_of"].map(names),
        "said": taken["said"],
        "day": taken["said_latest"].fillna(taken["said_earliest"]),
        "position": taken["position"].astype(str),
        "statements": taken["statements"].map(", ".join),
    }
    return [str(propositions.at[p, "text"]) for p in both], type(matrix)(columns)

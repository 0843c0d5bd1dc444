"""The picture of the README that shows from where and when statements come."""

from __future__ import annotations

import altair
import pandas as pd

from onrecord_build.check import check
from onrecord_build.dataset import span
from onrecord_build.derived.balance import NONE, Groups
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project

NOWHERE = "Organisations"  # of states, or of no state


def counts() -> pd.DataFrame:
    """Count statements: one row for each region and week, with region, monday (datetime64), week and statements.

    The region is that of the table balance: where the state of the one lies whose words they are. Where several days
    are possible, the last counts, or the first where there is no last. Raises InvalidDataset where the records have
    faults.
    """
    dataset, faults = check(Project.of_this_code())
    if faults:
        raise InvalidDataset(faults)
    groups, statements = Groups(dataset), dataset.rows("statements")
    regions = [groups.places(row["principal"])[1] for row in statements]
    days = [span(row["said"]) for row in statements]
    day = pd.to_datetime(pd.Series([said.latest or said.earliest for said in days]))
    monday = day - pd.to_timedelta(day.dt.day_of_week, unit="D")
    counted = pd.DataFrame(
        {
            "region": [NOWHERE if region.group == NONE else region.label for region in regions],
            "monday": monday,
            "week": monday.dt.day.astype(str) + monday.dt.strftime(" %b %Y"),
        }
    )
    return counted.groupby(["region", "monday", "week"], as_index=False).agg(statements=("week", "size"))


def draw(data: pd.DataFrame) -> altair.LayerChart | altair.FacetChart:
    """A grid of regions and weeks with the number of statements in each cell."""
    weeks = list(data.sort_values("monday")["week"].unique())
    regions = list(data.groupby("region")["statements"].sum().sort_values(ascending=False).index)
    base = altair.Chart(data).encode(
        x=altair.X("week:O", sort=weeks, title="Week from", axis=altair.Axis(labelAngle=-45)),
        y=altair.Y("region:N", sort=regions, title=None, axis=altair.Axis(labelLimit=320)),
    )
    shade = altair.Color("statements:Q", legend=None, scale=altair.Scale(type="log", scheme="blues"))
    dark = altair.condition(altair.datum.statements > 20, altair.value("white"), altair.value("black"))
    return altair.layer(
        base.mark_rect().encode(color=shade), base.mark_text().encode(text="statements:Q", color=dark)
    ).properties(
        title=f"{data['statements'].sum()} statements by region and week",
        width=altair.Step(44),
        height=altair.Step(24),
    )

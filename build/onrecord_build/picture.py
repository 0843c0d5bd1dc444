"""Draw the picture of the README: who spoke when.

Run: python -m onrecord_build.picture .github/statements.svg
"""

from __future__ import annotations

import sys
from pathlib import Path

import altair
import pandas as pd

import onrecord

# Okabe and Ito's palette, which colour-blind readers can tell apart: https://jfly.uni-koeln.de/color/
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]


def counts() -> pd.DataFrame:
    """Count statements: one row for each speaker and day, with name, side (state spoken for), said, day, statements."""
    actors = onrecord.load("actors").set_index("actor_id")
    statements = onrecord.load("statements")
    speaker = statements["speaker"].map(actors["country"]).fillna(statements["on_behalf_of"])
    statements = statements.assign(
        name=statements["speaker"].map(actors["name"]),
        side=speaker.map(actors["name"]),
        day=statements["said_latest"],
    )
    return statements.groupby(["side", "name", "said", "day"], as_index=False).agg(statements=("statement_id", "count"))


def draw(data: pd.DataFrame) -> altair.LayerChart | altair.FacetChart:
    """A grid of speakers and days with the number of statements in each cell."""
    days = list(data.sort_values("day")["said"].unique())
    names = list(data.sort_values(["side", "name"])["name"].unique())
    base = altair.Chart(data).encode(
        x=altair.X("said:O", sort=days, title=None, axis=altair.Axis(labelAngle=-45, labelLimit=200, grid=True)),
        y=altair.Y("name:N", sort=names, title=None, axis=altair.Axis(labelLimit=320, grid=True)),
    )
    side = altair.Color("side:N", title="Side", scale=altair.Scale(range=PALETTE))
    size = altair.Size("statements:Q", legend=None, scale=altair.Scale(domain=[1, 8], range=[180, 800]))
    count = base.mark_text(color="white", fontWeight="bold").encode(text="statements:Q")
    return altair.layer(base.mark_circle(opacity=1).encode(color=side, size=size), count).properties(
        title=f"{data['statements'].sum()} statements by speaker and day (EDTF dates)",
        width=620,
        height=22 * len(names),
    )


def main() -> None:
    """Write the picture to the path given."""
    if len(sys.argv) != 2 or not sys.argv[1].endswith(".svg"):
        sys.exit("Name the file to write: python -m onrecord_build.picture .github/statements.svg")
    draw(counts()).save(Path(sys.argv[1]))


if __name__ == "__main__":
    main()

"""Tenures: who holds, held or claims which office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.period import held_within
from onrecord.views import meant
from onrecord.views.columns import among, called, frame, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.release import Day, Release


def tenures(
    release: Release,
    *,
    holder: object,
    organisation: object,
    since: Day | None,
    until: Day | None,
    as_of: Day | None,
    expand: bool,
) -> pd.DataFrame:
    """What `onrecord.tenures` returns."""
    asked = meant.Question(release, "tenures")
    actors = meant.actors(release)
    holders, organisations = asked.meant("holder", holder, actors), asked.meant("organisation", organisation, actors)
    first, last = asked.period(since, until)
    on = asked.day("as_of", as_of)
    asked.answer()
    table = release.load("tenures", engine="pyarrow")
    masks = [
        among(table, "holder", holders),
        among(table, "organisation", organisations),
        held_within(table, first, last),
        held_within(table, on, on),
    ]
    found = rows_of(table, masks)
    if expand:
        for column in ("holder", "organisation"):
            found = called(found, column, f"{column}_name", actors.names)
    return frame(release, found, "tenures")

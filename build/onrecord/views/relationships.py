"""Relationships by their parties, what holds between them, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.period import held_within
from onrecord.views import meant
from onrecord.views.columns import among, called, either, frame, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.release import Day, Release


def relationships(
    release: Release,
    *,
    party: object,
    subject: object,
    object: object,
    type: object,
    state: object,
    since: Day | None,
    until: Day | None,
    as_of: Day | None,
    expand: bool,
) -> pd.DataFrame:
    """What `onrecord.relationships` returns."""
    asked = meant.Question(release, "relationships")
    actors = meant.actors(release)
    parties = asked.meant("party", party, actors)
    subjects, objects = asked.meant("subject", subject, actors), asked.meant("object", object, actors)
    types = asked.meant("type", type, meant.terms(release, "relationship-type"))
    states = asked.meant("state", state, meant.terms(release, "relationship-state"))
    first, last = asked.period(since, until)
    on = asked.day("as_of", as_of)
    asked.answer()
    table = release.load("relationships", engine="pyarrow")
    masks = [
        either([among(table, "subject", parties), among(table, "object", parties)]),
        among(table, "subject", subjects),
        among(table, "object", objects),
        among(table, "type", types),
        among(table, "state", states),
        held_within(table, first, last),
        held_within(table, on, on),
    ]
    found = rows_of(table, masks)
    if expand:
        for column in ("subject", "object", "asserted_by"):
            found = called(found, column, f"{column}_name", actors.names)
    return frame(release, found, "relationships")

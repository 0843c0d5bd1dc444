"""Events by what they were, where, who took part, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.period import overlapping
from onrecord.views import meant
from onrecord.views.columns import among, beside, called, frame, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.release import Day, Release


def events(
    release: Release,
    *,
    kind: object,
    country: object,
    participant: object,
    since: Day | None,
    until: Day | None,
    as_of: Day | None,
    expand: bool,
) -> pd.DataFrame:
    """What `onrecord.events` returns."""
    asked = meant.Question(release, "events")
    actors = meant.actors(release)
    kinds = asked.meant("kind", kind, meant.terms(release, "event-kind"))
    countries = asked.meant("country", country, actors)
    participants = asked.meant("participant", participant, actors)
    first, last = asked.period(since, until)
    on = asked.day("as_of", as_of)
    asked.answer()
    table = release.load("events", engine="pyarrow")
    roles = release.load("event_participants", engine="pyarrow")
    there = None if participants is None else rows_of(roles, [among(roles, "actor", participants)])["event"].to_pylist()
    # An event without an end lasted as long as its beginning.
    lasting = table["start_earliest"], pc.coalesce(table["end_latest"], table["start_latest"])
    masks = [
        among(table, "kind", kinds),
        among(table, "country", countries),
        among(table, "event_id", there),
        overlapping(*lasting, first, last),
        overlapping(*lasting, on, on),
    ]
    found = rows_of(table, masks).sort_by([("start_earliest", "ascending"), ("event_id", "ascending")])
    if expand:
        found = called(found, "country", "country_name", actors.names)
        found = called(found, "parent", "parent_label", meant.events(release).names)
        took_part: dict[str, list[str]] = {}
        for row in roles.to_pylist():
            took_part.setdefault(row["event"], []).append(actors.names[row["actor"]])
        present = [took_part.get(key, []) for key in found["event_id"].to_pylist()]
        found = beside(found, "parent_label", "participant_names", present, pa.list_(pa.string()))
    return frame(release, found, "events")

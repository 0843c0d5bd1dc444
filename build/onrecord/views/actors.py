"""Actors by what they are and where they belong, and the offices that they held on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from onrecord.period import held_within
from onrecord.views import meant
from onrecord.views.columns import among, beside, called, either, frame, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.release import Day, Release


def actors(
    release: Release,
    *,
    actor: object,
    kind: object,
    country: object,
    region: object,
    as_of: Day | None,
    expand: bool,
) -> pd.DataFrame:
    """What `onrecord.actors` returns."""
    asked = meant.Question(release, "actors")
    known = meant.actors(release)
    named = asked.meant("actor", actor, known)
    kinds = asked.meant("kind", kind, meant.terms(release, "actor-kind"))
    countries = asked.meant("country", country, known)
    regions = asked.meant("region", region, meant.terms(release, "region"))
    on = asked.day("as_of", as_of)
    asked.answer()
    table = release.load("actors", engine="pyarrow")
    states = None if regions is None else rows_of(table, [among(table, "region", regions)])["actor_id"].to_pylist()
    masks = [
        among(table, "actor_id", named),
        among(table, "kind", kinds),
        among(table, "country", countries),
        either([among(table, "actor_id", states), among(table, "country", states)]),
    ]
    found = rows_of(table, masks)
    if expand:
        for column in ("country", "parent"):
            found = called(found, column, f"{column}_name", known.names)
    if on is not None:
        tenures = release.load("tenures", engine="pyarrow")
        held: dict[str, list[str]] = {}
        for row in rows_of(tenures, [held_within(tenures, on, on)]).to_pylist():
            held.setdefault(row["holder"], []).append(f"{row['office']}, {known.names[row['organisation']]}")
        offices = [held.get(key, []) for key in found["actor_id"].to_pylist()]
        found = beside(found, found.column_names[-1], "offices", offices, pa.list_(pa.string()))
    return frame(release, found, "actors")

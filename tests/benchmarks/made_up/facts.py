"""Events with those who take part, and relationships."""

from __future__ import annotations

import numpy as np
import polars as pl

from made_up.chance import Numbers, numbered, where
from made_up.dates import dated, usual, written
from made_up.passages import count_of
from made_up.sizes import EARLIEST, SPAN, STATES, Sizes

EVENT_KINDS = ("press-briefing", "meeting", "address", "interview", "signing", "gathering", "court-hearing")
TYPES = ("agreement", "supplies", "sanctions", "accredited-to", "holds-in-custody", "hosts-forces-of")
OF_PERSONS = (2, 4)  # types whose object is a person


def events(sizes: Sizes, rows: Numbers) -> pl.DataFrame:
    """Rows of events: each day has its share of them."""
    chance, day = sizes.chance, EARLIEST + rows % SPAN
    part = (rows >= SPAN) & chance.happens("part", 0.1, rows)
    ends = chance.happens("event ends", 0.2, rows)
    columns = [
        sizes.event(rows).alias("event_id"),
        numbered("Meeting number ", rows).alias("label"),
        chance.pick("kind of event", EVENT_KINDS, rows).alias("kind"),
        *dated("start", day, usual(chance, "start", rows)),
        *dated("end", day + 2, np.zeros(len(rows), int), ends),
        where(chance.happens("place", 0.8, rows), numbered("Città d’Esempio ", rows % 40)).alias("place"),
        where(chance.happens("country of event", 0.9, rows), sizes.state(rows)).alias("country"),
        where(part, sizes.event(rows % SPAN)).alias("parent"),
        numbered("States meet, and talk about matter ", rows % 1000, " of those that they share.").alias("description"),
        pl.Series("contested", chance.happens("contested event", 0.1, rows)),
        where(chance.happens("note of event", 0.05, rows), numbered("Two pages differ in line ", rows % 30, ".")).alias(
            "note"
        ),
        *count_of((sizes.of_events + rows) * 7 % sizes.pages, sizes),
    ]
    return pl.DataFrame(columns)


def participants(sizes: Sizes, rows: Numbers) -> pl.DataFrame:
    """Rows of event_participants: a state and a person for each event."""
    both = [
        pl.DataFrame([sizes.event(rows).alias("event"), actor.alias("actor"), role.alias("role")])
        for actor, role in (
            (sizes.state(rows), sizes.chance.pick("role", ["organiser", "party", "affected"], rows)),
            (sizes.person(rows % sizes.persons), sizes.chance.pick("part", ["speaker", "attendee"], rows)),
        )
    ]
    return pl.concat(both)


def relationships(sizes: Sizes, rows: Numbers) -> pl.DataFrame:
    """Rows of relationships, of six types in turn."""
    chance, kind = sizes.chance, rows % len(TYPES)
    one = chance.below("party", STATES - 1, rows)
    other = one + 1 + chance.below("other party", STATES, rows) % (STATES - 1 - one)
    person = pl.Series("p", np.isin(kind, OF_PERSONS))
    envoy = pl.Series("e", kind == TYPES.index("accredited-to"))
    measured = kind == TYPES.index("supplies")
    ended = chance.happens("relationship ended", 0.1, rows)
    columns = [
        sizes.relationship(rows).alias("relationship_id"),
        pl.Series(TYPES).gather(kind).alias("type"),
        sizes.person(rows).zip_with(envoy, _ordered(sizes, one, other)[0]).alias("subject"),
        sizes.person(rows).zip_with(person, _ordered(sizes, one, other)[1]).alias("object"),
        *written("start", chance.pick("rel start", ["2024-05", "2023", None, "2025-11-30"], rows)),
        *written("end", where(ended, chance.pick("rel end", ["2026-02", "2026-03-05/.."], rows))),
        pl.Series("state", np.where(ended, "ended", "in-force")),
        where(chance.happens("detail", 1, rows), numbered("Arrangement number ", rows, " of its kind.")).alias(
            "detail"
        ),
        where(measured, pl.Series(1 + chance.below("amount", 10_000, rows)) * 0.25).alias("amount"),
        where(measured, chance.pick("unit", ["USD", "barrels/day", "tonnes"], rows)).alias("unit"),
        *written("period", where(measured, chance.pick("period", ["2025", "2024/2025", "2026-01"], rows))),
        where(chance.happens("asserted", 0.1, rows), sizes.state(rows)).alias("asserted_by"),
        where((kind == 2) | chance.happens("instrument", 0.2, rows), numbered("Order No. ", rows)).alias("instrument"),
        where(
            chance.happens("note of relationship", 0.05, rows), numbered("Figures differ on page ", rows % 30, ".")
        ).alias("note"),
        *count_of((sizes.of_relationships + rows) * 7 % sizes.pages, sizes),
    ]
    return pl.DataFrame(columns)


def _ordered(sizes: Sizes, one: Numbers, other: Numbers) -> tuple[pl.Series, pl.Series]:
    """Two states in the order of the alphabet."""
    first, second = sizes.state(one), sizes.state(other)
    right = first < second
    return first.zip_with(right, second), second.zip_with(right, first)

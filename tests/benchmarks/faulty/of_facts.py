"""What breaks the rules about events and relationships."""

from __future__ import annotations

import polars as pl

from faulty.twin import Rows, Twin, breaks, twos

Elsewhere = list[tuple[str, str, int]]


@breaks("country-is-state", "events")
def country_is_a_body(twin: Twin, rows: Rows) -> str:
    twin.set("events", "country", rows, "ministry-of-example-1")
    return "country"


@breaks("ends-after-start", "events")
def event_ends_before(twin: Twin, rows: Rows) -> str:
    twin.set("events", "end", rows, "2025-12-31")
    return "end"


@breaks("event-within-parent", "events", pairs=True)
def outside_of_the_whole(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    twin.set("events", "parent", second, twin.values("events", "event_id", first))
    twin.set("events", "start", second, "2025-06-01")
    twin.set("events", "end", second, None)
    return [("events", "parent", int(row)) for row in second]


@breaks("no-cycle", "events")
def own_parent(twin: Twin, rows: Rows) -> str:
    twin.set("events", "parent", rows, twin.values("events", "event_id", rows))
    return "parent"


@breaks("evidence-supports", "events")
def nothing_supports(twin: Twin, rows: Rows) -> Elsewhere:
    for found in twin.naming("evidence", "event", rows):
        twin.set("evidence", "support", found, "contradicts")
    return [("events", "", int(row)) for row in rows]


@breaks("neutral-words", "events")
def loaded_label(twin: Twin, rows: Rows) -> str:
    twin.set("events", "label", rows, [f"Invasion number {row}" for row in rows])
    return "label"


@breaks("straight-quotes", "events")
def straight_label(twin: Twin, rows: Rows) -> str:
    twin.set("events", "label", rows, [f'The "meeting" {row}' for row in rows])
    return "label"


@breaks("amount-positive", "relationships", pl.col("amount").is_not_null())
def nothing_delivered(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "amount", rows, 0.0)
    return "amount"


@breaks(
    "custody-overlap",
    "relationships",
    pl.col("type").eq("holds-in-custody") & pl.col("state").eq("in-force"),
    pairs=True,
)
def held_by_two(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    twin.set("relationships", "object", second, twin.values("relationships", "object", first))
    others = ["xab" if holder == "xaa" else "xaa" for holder in twin.values("relationships", "subject", first)]
    twin.set("relationships", "subject", second, others)
    return [("relationships", "subject", int(row)) for row in second]


@breaks("ends-after-start", "relationships", pl.col("start").is_not_null())
def relationship_ends_before(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "end", rows, "2014")
    twin.set("relationships", "state", rows, "ended")
    return "end"


@breaks("instrument-cited", "relationships", pl.col("type") == "sanctions")
def without_order(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "instrument", rows, None)
    return "type"


@breaks("relationship-fits", "relationships", pl.col("type") == "hosts-forces-of")
def forces_with_a_person(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "subject", rows, "speaker-0")
    return "subject"


@breaks("relationship-twice", "relationships", pl.col("type") == "agreement", pairs=True)
def same_agreement(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    for column in ("subject", "object", "instrument", "detail", "start", "end", "state"):
        twin.set("relationships", column, second, twin.values("relationships", column, first))
    return [("relationships", "", int(row)) for row in second]


@breaks("state-fits-end", "relationships", pl.col("end_latest").is_not_null())
def announced_and_ended(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "state", rows, "announced")
    return "state"


@breaks("subject-is-object", "relationships", pl.col("type") == "supplies")
def with_itself(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "object", rows, twin.values("relationships", "subject", rows))
    return "object"


@breaks("symmetric-once", "relationships", pl.col("type") == "agreement")
def in_the_other_order(twin: Twin, rows: Rows) -> str:
    subjects, objects = (twin.values("relationships", column, rows) for column in ("subject", "object"))
    twin.set("relationships", "subject", rows, objects)
    twin.set("relationships", "object", rows, subjects)
    return "subject"


@breaks("neutral-words", "relationships")
def loaded_detail(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "detail", rows, [f"Help for the brutal war {row}" for row in rows])
    return "detail"


@breaks("straight-quotes", "relationships")
def straight_detail(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "detail", rows, [f'The "arrangement" {row}' for row in rows])
    return "detail"


@breaks("quoted-in-evidence", "relationships")
def quotes_nobody(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "detail", rows, [f"The “arrangement” {row}" for row in rows])
    return "detail"

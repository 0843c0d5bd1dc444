"""What breaks the rules about events and relationships."""

from __future__ import annotations

from typing import Any

import polars as pl

from faulty.twin import ROW, Places, Rows, Twin, breaks, places, puts, same

puts("country-is-state", "events", country="ministry-of-example-1")
puts("ends-after-start", "events", end="2025-12-31")
puts("event-within-parent", "events", pairs=True, parent=pl.col("event_id"), start="2025-06-01", end=None)
puts("no-cycle", "events", parent=pl.col("event_id"))


@breaks("evidence-supports", "events")
def nothing_supports(twin: Twin, rows: Rows) -> Places:
    events, evidence = twin.all_naming("evidence", "event", rows)
    twin.set("evidence", "support", evidence, "contradicts")
    return places("events", "", events)


puts("neutral-words", "events", label=pl.format("Invasion number {}", ROW))
puts("straight-quotes", "events", label=pl.format('The "meeting" {}', ROW))
puts("amount-positive", "relationships", pl.col("amount").is_not_null(), amount=0.0)
puts(
    "custody-overlap",
    "relationships",
    pl.col("type").eq("holds-in-custody") & pl.col("state").eq("in-force"),
    pairs=True,
    subject=pl.when(pl.col("subject") == "xaa").then(pl.lit("xab")).otherwise(pl.lit("xaa")),
    object=pl.col("object"),
)
puts("ends-after-start", "relationships", pl.col("start").is_not_null(), end="2014", state="ended")
puts("instrument-cited", "relationships", pl.col("type") == "sanctions", at="type", instrument=None)
puts("relationship-fits", "relationships", pl.col("type") == "hosts-forces-of", subject="speaker-0")
DETAILS = same("subject", "object", "instrument", "detail", "start", "end", "state")
puts("relationship-twice", "relationships", pl.col("type") == "agreement", pairs=True, at="", **DETAILS)
puts("state-fits-end", "relationships", pl.col("end_latest").is_not_null(), state="announced")
puts("subject-is-object", "relationships", pl.col("type") == "supplies", object=pl.col("subject"))
OTHER_WAY_ROUND: dict[str, Any] = {"subject": pl.col("object"), "object": pl.col("subject")}
puts("symmetric-once", "relationships", pl.col("type") == "agreement", **OTHER_WAY_ROUND)
puts("neutral-words", "relationships", detail=pl.format("Help for the brutal war {}", ROW))
puts("straight-quotes", "relationships", detail=pl.format('The "arrangement" {}', ROW))
puts("quoted-in-evidence", "relationships", detail=pl.format("The “arrangement” {}", ROW))

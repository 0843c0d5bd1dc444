"""What breaks the rules about statements and their targets."""

from __future__ import annotations

import datetime

import numpy as np
import polars as pl

from faulty.twin import NoRoom, Places, Rows, Twin, breaks, places, puts, same, twos

ONESELF = pl.col("mode").is_in(["own-voice", "social-account"])


puts("attribution-fits-speaker", "statements", pl.col("mode") != "unnamed", attribution="anonymous")
puts("behalf-of-body", "statements", on_behalf_of="example-times-0")
puts("lead-evidence", "statements", pairs=True, lead_evidence=pl.col("lead_evidence"))
puts("mode-fits-speaker", "statements", pl.col("mode") == "spokesperson", mode="own-voice")
puts("mode-fits-speaker", "statements", ONESELF & (pl.col("attribution") == "on-record"), mode="unnamed")
puts("neutral-words", "statements", summary="He condemns the terrorists.")
puts("straight-quotes", "statements", summary='He says that the "laws" hold.')
puts("quoted-in-evidence", "statements", summary="He speaks of “what nobody ever said”.")


@breaks("said-at-event", "statements", pl.col("said_latest").dt.month() == 1)
def said_elsewhere(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "event", rows, _last_event(twin))
    return "event"


@breaks("said-before-event", "statements", pl.col("said_latest").dt.month() == 1)
def condemned_beforehand(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "about_event", rows, _last_event(twin))
    twin.set("statements", "speech_act", rows, "condemn")
    return "speech_act"


def _last_event(twin: Twin) -> str:
    """The last one that faults keep away from, which is after January."""
    free = twin.tables["events"].filter(
        ~pl.Series(twin.used["events"]) | (pl.col("event_id") == twin.kept.get("event", ""))
    )
    free = free.filter(pl.col("start_earliest") > datetime.date(2026, 2, 2))
    if free.is_empty():
        raise NoRoom
    name = str(free.sort("start_earliest")["event_id"][-1])
    twin.kept["event"] = name
    twin.use("events", (twin.tables["events"]["event_id"] == name).arg_true().to_numpy())
    return name


@breaks("same-words-twice", "statements", ONESELF & (pl.col("quote").str.len_chars() >= 40), pairs=True)
def said_again(twin: Twin, rows: Rows) -> Places:
    first, second = twos(rows)
    ones, others = (twin.named_by("statements", "lead_evidence", half) for half in (first, second))
    twin.set("evidence", "exact", others, twin.values("evidence", "exact", ones))
    for column in ("speaker", "principal", "tenure"):
        twin.set("statements", column, second, twin.values("statements", column, first))
    return places("statements", "lead_evidence", second)


puts("tenure-holder", "statements", pl.col("tenure").is_not_null(), pairs=True, tenure=pl.col("tenure"))


@breaks("target-given", "statements", pairs=True)
def targets_of_another(twin: Twin, rows: Rows) -> Places:
    first, second = twos(rows)
    for one, found in zip(first, twin.naming("statement_targets", "statement", second), strict=True):
        twin.set("statement_targets", "statement", found, twin.values("statements", "statement_id", np.array([one]))[0])
        twin.set("statement_targets", "position", found, list(range(7, 7 + len(found))))
    return places("statements", "", second)


NAMED, WHOSE = pl.col("target_actor").is_not_null(), same("statement", "target_actor", "role")
puts("target-twice", "statement_targets", NAMED, pairs=True, at="target_actor", **WHOSE, position=9)

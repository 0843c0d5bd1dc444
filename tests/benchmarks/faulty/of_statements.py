"""What breaks the rules about statements and their targets."""

from __future__ import annotations

import numpy as np
import polars as pl

from faulty.twin import Rows, Twin, breaks, twos

ONESELF = pl.col("mode").is_in(["own-voice", "social-account"])
Elsewhere = list[tuple[str, str, int]]


@breaks("attribution-fits-speaker", "statements", pl.col("mode") != "unnamed")
def anonymous_with_a_name(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "attribution", rows, "anonymous")
    return "attribution"


@breaks("behalf-of-body", "statements")
def binds_a_paper(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "on_behalf_of", rows, "example-times-0")
    return "on_behalf_of"


@breaks("lead-evidence", "statements", pairs=True)
def lead_of_another(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    twin.set("statements", "lead_evidence", second, twin.values("statements", "lead_evidence", first))
    return [("statements", "lead_evidence", int(row)) for row in second]


@breaks("mode-fits-speaker", "statements", pl.col("mode") == "spokesperson")
def own_voice_of_another(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "mode", rows, "own-voice")
    return "mode"


@breaks("mode-fits-speaker", "statements", ONESELF & (pl.col("attribution") == "on-record"))
def unnamed_with_a_name(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "mode", rows, "unnamed")
    return "mode"


@breaks("neutral-words", "statements")
def loaded_summary(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "summary", rows, "He condemns the terrorists.")
    return "summary"


@breaks("straight-quotes", "statements")
def straight_summary(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "summary", rows, 'He says that the "laws" hold.')
    return "summary"


@breaks("quoted-in-evidence", "statements")
def quotes_nobody(twin: Twin, rows: Rows) -> str:
    twin.set("statements", "summary", rows, "He speaks of “what nobody ever said”.")
    return "summary"


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
    """The last one that faults keep away from."""
    free = twin.tables["events"].filter(
        ~pl.Series(twin.used["events"]) | (pl.col("event_id") == twin.kept.get("event", ""))
    )
    name = str(free.sort("start_earliest")["event_id"][-1])
    twin.kept["event"] = name
    twin.use("events", (twin.tables["events"]["event_id"] == name).arg_true().to_numpy())
    return name


@breaks("same-words-twice", "statements", ONESELF & (pl.col("quote").str.len_chars() >= 40), pairs=True)
def said_again(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    ones, others = (twin.named_by("statements", "lead_evidence", half) for half in (first, second))
    twin.set("evidence", "exact", others, twin.values("evidence", "exact", ones))
    for column in ("speaker", "principal", "tenure"):
        twin.set("statements", column, second, twin.values("statements", column, first))
    return [("statements", "lead_evidence", int(row)) for row in second]


@breaks("tenure-holder", "statements", pl.col("tenure").is_not_null(), pairs=True)
def office_of_another(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    twin.set("statements", "tenure", second, twin.values("statements", "tenure", first))
    return [("statements", "tenure", int(row)) for row in second]


@breaks("target-given", "statements", pairs=True)
def targets_of_another(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    for one, found in zip(first, twin.naming("statement_targets", "statement", second), strict=True):
        twin.set("statement_targets", "statement", found, twin.values("statements", "statement_id", np.array([one]))[0])
        twin.set("statement_targets", "position", found, list(range(7, 7 + len(found))))
    return [("statements", "", int(row)) for row in second]


@breaks("target-twice", "statement_targets", pl.col("target_actor").is_not_null(), pairs=True)
def same_target(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    for column in ("statement", "target_actor", "role"):
        twin.set("statement_targets", column, second, twin.values("statement_targets", column, first))
    twin.set("statement_targets", "position", second, 9)
    return [("statement_targets", "target_actor", int(row)) for row in second]

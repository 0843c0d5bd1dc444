"""Statements by who said them, for whom, at whom, what they do, what they are about, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from onrecord.period import within
from onrecord.views import meant
from onrecord.views.columns import among, beside, called, either, frame, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.release import Day, Release


def statements(
    release: Release,
    *,
    speaker: object,
    on_behalf_of: object,
    target: object,
    act: object,
    topic: object,
    about: object,
    since: Day | None,
    until: Day | None,
    as_of: Day | None,
    expand: bool,
) -> pd.DataFrame:
    """What `onrecord.statements` returns."""
    asked = meant.Question(release, "statements")
    speakers = asked.meant("speaker", speaker, meant.actors(release))
    parties = asked.meant("on_behalf_of", on_behalf_of, meant.actors(release))
    targets = asked.meant("target", target, meant.targets(release))
    acts = asked.meant("act", act, meant.terms(release, "speech-act"))
    topics = asked.meant("topic", topic, meant.terms(release, "topic"))
    events = asked.meant("about", about, meant.events(release))
    first, last = asked.period(since, until)
    on = asked.day("as_of", as_of)
    asked.answer()
    table = release.load("statements", engine="pyarrow")
    masks = [
        among(table, "speaker", speakers),
        among(table, "on_behalf_of", parties),
        among(table, "statement_id", _aimed_at(release, targets)),
        among(table, "speech_act", acts),
        among(table, "topics", topics),
        among(table, "about_event", events),
        within(table, first, last, "said"),
        within(table, None, on, "said"),
    ]
    found = rows_of(table, masks).sort_by([("said_earliest", "ascending"), ("statement_id", "ascending")])
    return frame(release, _expanded(release, found) if expand else found, "statements")


def _aimed_at(release: Release, targets: list[str] | None) -> list[str] | None:
    """The statements that are aimed at one of several actors or events."""
    if targets is None:
        return None
    aims = release.load("statement_targets", engine="pyarrow")
    hit = rows_of(aims, [either([among(aims, "target_actor", targets), among(aims, "target_event", targets)])])
    return list(hit["statement"].to_pylist())


def _expanded(release: Release, table: pa.Table) -> pa.Table:
    """With the names of everything that the columns refer to, and the link to the words."""
    actors, events = meant.actors(release).names, meant.events(release).names
    for column in ("speaker", "principal", "on_behalf_of"):
        table = called(table, column, f"{column}_name", actors)
    table = called(table, "tenure", "office", meant.offices(release))
    for column in ("event", "about_event"):
        table = called(table, column, f"{column}_label", events)
    table = called(table, "lead_evidence", "link", meant.links(release))
    aims: dict[str, list[str]] = {}
    for row in release.load("statement_targets", engine="pyarrow").to_pylist():
        target = actors.get(row["target_actor"]) or events.get(row["target_event"], "")
        aims.setdefault(row["statement"], []).append(target)
    targets = [aims.get(key, []) for key in table["statement_id"].to_pylist()]
    return beside(table, "speech_act", "target_names", targets, pa.list_(pa.string()))

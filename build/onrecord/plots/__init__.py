"""Pictures of a release, each in one call: the queries are here, the drawing in a module for each picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.naming import nearest

if TYPE_CHECKING:
    import altair
    import pandas as pd

    from onrecord.release import Release

Names = str | Iterable[str]
Day = date | str


class Plots:
    """Pictures of a release: `onrecord.plot.timeline(…)` and so on.

    Each is a chart of Altair, which shows itself in a notebook and has a method save("name.svg") (or .html, .png,
    .json). A picture of nothing is an OnRecordError, and so is a missing library, with the command that installs it.
    `version` draws another release: a path, an address, or one that was opened.
    """

    def __init__(self, release: Release) -> None:
        self._release = release

    def __repr__(self) -> str:
        return "<Pictures: plot.timeline(…), plot.stances(…), plot.network(…), plot.positions(proposition)>"

    def timeline(
        self,
        *,
        speaker: Names | None = None,
        on_behalf_of: Names | None = None,
        target: Names | None = None,
        act: Names | None = None,
        topic: Names | None = None,
        about: Names | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        version: str | Path | Release | None = None,
    ) -> altair.LayerChart:
        """Draw who spoke when: one square a statement, by party and day, in colours of groups of speech acts.

        The selection is that of `statements`. Each square has its summary, words and source, and opens the source.
        A day that is not known is hollow, and a longer time without statements is cut out.
        """
        from onrecord.plots import timeline

        statements = self._release.at(version).statements(
            speaker=speaker,
            on_behalf_of=on_behalf_of,
            target=target,
            act=act,
            topic=topic,
            about=about,
            since=since,
            until=until,
            as_of=as_of,
        )
        return timeline.draw(statements)

    def stances(
        self,
        *,
        speaker: Names | None = None,
        on_behalf_of: Names | None = None,
        target: Names | None = None,
        act: Names | None = None,
        topic: Names | None = None,
        about: Names | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        version: str | Path | Release | None = None,
        parties: int = 20,
        targets: int = 8,
    ) -> altair.LayerChart:
        """Draw how often whom is spoken for and against: parties by targets, those that occur most.

        The selection is that of `statements`; all targets of a statement that fits are counted. A party is on whose
        behalf was spoken, or else who spoke.
        """
        from onrecord.plots import stances

        release = self._release.at(version)
        statements = release.statements(
            speaker=speaker,
            on_behalf_of=on_behalf_of,
            target=target,
            act=act,
            topic=topic,
            about=about,
            since=since,
            until=until,
            as_of=as_of,
        )
        return stances.draw(_stances(release, statements), parties=parties, targets=targets)

    def network(
        self,
        *,
        edges: Literal["relationships", "stances"] | Sequence[Literal["relationships", "stances"]] = "relationships",
        party: Literal["speaker", "principal", "on_behalf_of"] = "on_behalf_of",
        as_of: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        version: str | Path | Release | None = None,
    ) -> altair.LayerChart:
        """Draw who is tied to whom, by relationships, stances or both: the graph that `graph` returns.

        A curve runs from its thick end to its thin one. The same data are always laid out alike.
        """
        from onrecord.plots import network

        with needed_for("Drawing", "plot"):  # which brings networkx along, so nobody is sent for it first
            import altair  # noqa: F401

        graph = self._release.at(version).graph(edges=edges, party=party, as_of=as_of, since=since, until=until)
        return network.draw(graph)

    def positions(
        self, proposition: str, *, as_of: Day | None = None, version: str | Path | Release | None = None
    ) -> altair.LayerChart:
        """Draw the positions taken on a proposition and on its reciprocal: actors by day, one panel a proposition.

        Takes an identifier of the table "propositions". With `as_of`, only what `statements(as_of=…)` has counts.
        """
        from onrecord.plots import positions

        release = self._release.at(version)
        known = None
        if as_of is not None:
            known = set(release.statements(as_of=as_of)["statement_id"])
        return positions.draw(*_taken(release, proposition, known))


def _stances(release: Release, statements: pd.DataFrame) -> pd.DataFrame:
    """One row for each statement and target: party_name, target_name, stance and statement."""
    import pandas as pd

    party = statements["on_behalf_of_name"].fillna(statements["principal_name"]).fillna(statements["speaker_name"])
    of_statement = dict(zip(statements["statement_id"], party, strict=True))
    targets = release.load("statement_targets")
    targets = targets[targets["statement"].isin(list(of_statement))]
    names = release.load("actors").set_index("actor_id")["name"]
    labels = release.load("events").set_index("event_id")["label"]
    return pd.DataFrame(
        {
            "party_name": targets["statement"].map(of_statement),
            "target_name": targets["target_actor"].map(names).fillna(targets["target_event"].map(labels)),
            "stance": targets["stance"],
            "statement": targets["statement"],
        }
    )


def _taken(release: Release, proposition: str, known: set[str] | None) -> tuple[list[str], pd.DataFrame]:
    """The two sentences, and the positions that known statements take on them, with names, sides and days."""
    import pandas as pd

    propositions = release.load("propositions").set_index("proposition_id")
    if proposition not in propositions.index:
        near = nearest(str(proposition), ((name, name) for name in propositions.index))
        hint = (
            f'Did you mean onrecord.plot.positions("{near[0]}")?'
            if near
            else 'List them: onrecord.load("propositions")'
        )
        raise OnRecordError(f"There is no proposition {proposition!r}. {hint}")
    both = [proposition, str(propositions.at[proposition, "reciprocal"])]
    matrix = release.load("position_matrix")
    taken = matrix[matrix["proposition"].isin(both)]
    named = [[s for s in statements if known is None or s in known] for statements in taken["statements"]]
    names = release.load("actors").set_index("actor_id")["name"]
    drawn = pd.DataFrame(
        {
            "text": taken["proposition"].map(propositions["text"]),
            "name": taken["actor"].map(names),
            "side": taken["on_behalf_of"].map(names),
            "said": taken["said"],
            "day": taken["said_latest"].fillna(taken["said_earliest"]),
            "position": taken["position"].astype(str),
            "statements": [", ".join(statements) for statements in named],
        }
    )
    return [str(propositions.at[p, "text"]) for p in both], drawn[drawn["statements"] != ""]

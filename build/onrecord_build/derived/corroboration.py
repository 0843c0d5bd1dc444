"""How well a record is supported: sources, publishers, independent origins, witnesses, and what that amounts to.

Counts are lower bounds: where lineage leaves open from which of several origins a page has what it says, the fewest
origins that explain all pages are counted. So a copy never adds to them, and the order of records never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from onrecord_build.dataset import TRANSLATIONS, Dataset
from onrecord_build.graph import reachable
from onrecord_build.records import Row

SELF = ""  # stands for all channels of the party itself; no identifier is empty
HOUSES = ("company", "media-outlet", "ngo", "religious-body", "political-party")  # what outlets can belong to
OWN_TEXT = ("op-ed", "recording", "verbatim-record")  # kinds that show the words themselves, whoever publishes them

# Whose own word it would be, by the column of the evidence that names the record. Events: those who organise them.
PARTIES = {
    "statement": ("speaker", "principal", "on_behalf_of"),
    "relationship": ("subject", "object", "asserted_by"),
    "tenure": ("holder", "organisation"),
}


class Corroboration(NamedTuple):
    """The columns that a release has of it, as the schemas of the tables define them."""

    n_sources: int
    n_publishers: int
    n_origins: int
    n_witnesses: int
    verification: str


class Corroborator:
    """Counts for any record of a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._above: dict[str, set[str]] = defaultdict(set)
        for actor in dataset.rows("actors"):
            if actor["parent"]:
                self._above[actor["actor_id"]].add(actor["parent"])
        for link in dataset.rows("relationships"):
            if link["type"] == "controls" and link["state"] == "in-force":
                self._above[link["object"]].add(link["subject"])
        self._organisers: dict[str, list[str]] = defaultdict(list)
        for participant in dataset.rows("event_participants"):
            if participant["role"] == "organiser":
                self._organisers[participant["event"]].append(participant["actor"])

    def of(self, column: str, record: Row) -> Corroboration:
        """Count for one record; `column` is that of the evidence which names it, such as "statement"."""
        key = record[self._dataset.schemas.tables[record.table].key[0]]
        parties = self._parties(column, record)
        standing = [e for e in self._dataset.evidence_of[column, key] if not self._source(e)["retracted"]]
        supporting = [e for e in standing if e["support"] == "supports"]
        sources = {e["source"]: self._source(e) for e in supporting}
        families = [
            frozenset(self._origin(root, parties) for root in roots)
            for roots in map(self._dataset.lineage.origins, sources)
            if roots is not None
        ]
        origins = fewest(families) if families else min(1, len(sources))
        witnesses = fewest(family for family in families if SELF not in family)
        return Corroboration(
            len(sources),
            len({source["publisher"] or id for id, source in sources.items()}),
            origins,
            witnesses,
            self._verification(column, record, standing, supporting, parties, witnesses),
        )

    def _verification(
        self, column: str, record: Row, standing: list[Row], supporting: list[Row], parties: set[str], witnesses: int
    ) -> str:
        """The first code of the vocabulary `verification` that fits."""
        if not supporting:
            return "retracted"
        if column == "statement":
            denials = [e for e in standing if e["support"] == "denies-attribution"]
            shown = any(self._shows_words(e, parties) for e in supporting)
            if denials and not shown and any(self._shows_words(e, parties) for e in denials):
                return "misattributed"
            if denials:
                return "disputed-attribution"
        else:
            # A party's word about itself proves no fact: beside it stands the instrument, or a witness.
            primary = any(self._source(e)["proximity"] == "primary" for e in supporting)
            shown = primary and bool(witnesses or record["instrument"])
        if shown:
            return "verified-primary"
        if witnesses >= 2:
            return "corroborated"
        return "translated-only" if all(e["rendition"] in TRANSLATIONS for e in supporting) else "single-source"

    def _shows_words(self, evidence: Row, parties: set[str]) -> bool:
        """Whether the source is the speaker's own channel, or shows the words themselves."""
        source = self._source(evidence)
        return source["kind"] in OWN_TEXT or self._is_channel(source["publisher"], parties)

    def _origin(self, root: str, parties: set[str]) -> str:
        """What a root counts as: the party itself, the house of its publisher, or, without one, itself."""
        source = self._dataset.get("sources", root)
        publisher = source["publisher"] if source else None
        if publisher is None:
            return root
        return SELF if self._is_channel(publisher, parties) else self._house(publisher)

    def _is_channel(self, publisher: str | None, parties: Collection[str]) -> bool:
        """Whether the publisher is one of the parties, or controlled by one."""
        if publisher is None:
            return False
        return not reachable(publisher, lambda actor: self._above.get(actor, ())).isdisjoint(parties)

    def _house(self, publisher: str) -> str:
        """The outermost company or body, states and their organs aside, that the publisher belongs to."""
        at, seen = publisher, {publisher}
        while houses := sorted(a for a in self._above.get(at, ()) if self._kind(a) in HOUSES and a not in seen):
            at = houses[0]
            seen.add(at)
        return at

    def _kind(self, actor: str) -> str | None:
        row = self._dataset.get("actors", actor)
        return row["kind"] if row else None

    def _source(self, evidence: Row) -> Mapping[str, Any]:
        return self._dataset.get("sources", evidence["source"]) or {}

    def _parties(self, column: str, record: Row) -> set[str]:
        """Whose own word it would be."""
        if column == "event":
            return set(self._organisers[record["event_id"]])
        return {record[field] for field in PARTIES[column] if record[field]}


def fewest(families: Iterable[frozenset[str]]) -> int:
    """The size of the smallest set that has a member in common with every family."""
    # A family that contains another is met whenever that one is.
    distinct = set(families)
    needed = [f for f in distinct if not any(other < f for other in distinct)]
    alone = {next(iter(f)) for f in needed if len(f) == 1}
    needed = [f for f in needed if f.isdisjoint(alone)]
    members = sorted(frozenset().union(*needed))
    for size in range(len(needed) + 1):
        if any(all(not f.isdisjoint(chosen) for f in needed) for chosen in combinations(members, size)):
            return len(alone) + size
    raise AssertionError("a family without members")  # origins() gives None instead

"""How the statements spread over sides, places, languages and sources: the table balance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord_build.dataset import Dataset, span
from onrecord_build.derived.corroboration import Corroborator
from onrecord_build.records import Row

NONE = "none"  # for statements that have no value in a dimension
PLACES = ("country", "region")


class Group(NamedTuple):
    """What a statement counts towards."""

    dimension: str
    group: str
    label: str


def rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """One row for each dimension and group with a statement or a search, whatever the order of the records."""
    groups, corroborator = Groups(dataset), Corroborator(dataset)
    members: dict[Group, list[tuple[str, str]]] = defaultdict(list)
    for statement in dataset.rows("statements"):
        verification = corroborator.of("statement", statement).verification
        for group in groups.of(statement, verification):
            members[group].append((statement["speaker"], verification))
    searched: Counter[Group] = Counter()
    for search in dataset.rows("searches"):
        searched.update(groups.places(search["actor"]))
    for group in members.keys() | searched.keys():
        support = Counter(verification for _, verification in members[group])
        yield group._asdict() | {
            "n_statements": len(members[group]),
            "n_speakers": len({speaker for speaker, _ in members[group]}),
            "n_primary": support["verified-primary"],
            "n_corroborated": support["corroborated"],
            "n_searched": searched[group] if group.dimension in PLACES else None,
        }


class Groups:
    """The groups of statements, with what they are called."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._labels = {(row["scheme"], row["code"]): row["label"] for row in dataset.rows("terms")}
        self._targets: dict[str, list[Row]] = defaultdict(list)
        for target in dataset.rows("statement_targets"):
            self._targets[target["statement"]].append(target)

    def of(self, statement: Row, verification: str) -> set[Group]:
        """What a statement counts towards: one group of each dimension, or several kinds of source and stances."""
        get = self._dataset.get
        lead = get("evidence", statement["lead_evidence"])
        assert lead is not None  # checked before
        language = lead["lang"].partition("-")[0] if lead["exact"] else NONE
        said = span(statement["said"]).earliest
        passages = self._dataset.evidence_of["statement", statement["statement_id"]]
        sources = [get("sources", passage["source"]) for passage in passages if passage["support"] == "supports"]
        return {
            self._bound(statement["on_behalf_of"]),
            *self.places(statement["principal"]),
            Group("language", language, language),
            *(self._term("source-kind", source["kind"]) for source in sources if source),
            self._term("verification", verification),
            Group("month", f"{said:%Y-%m}", f"{said:%B %Y}") if said else Group("month", NONE, NONE),
            *(self._stance(t) for t in self._targets[statement["statement_id"]] if t["role"] == "evaluated"),
        }

    def places(self, actor: str) -> tuple[Group, Group]:
        """Country and region of an actor; an organisation of states stands for itself, and lies in no region."""
        state = self._state(actor)
        region = self._term("region", state["region"]) if state else Group("region", NONE, NONE)
        return self._actor("country", state["actor_id"] if state else actor), region

    def _bound(self, actor: str | None) -> Group:
        """The side that the words bind; an organ of a state counts for the state."""
        row = self._dataset.get("actors", actor)
        if row is None:
            return Group("on-behalf-of", NONE, NONE)
        state = self._state(row["actor_id"]) if row["kind"] == "government-body" else None
        return self._actor("on-behalf-of", (state or row)["actor_id"])

    def _stance(self, target: Row) -> Group:
        name = self._name(target["target_actor"] or target["target_event"])
        group = f"{target['target_actor'] or target['target_event']}/{target['stance']}"
        return Group("stance", group, f"{name}: {self._labels['stance', target['stance']]}")

    def _state(self, actor: str | None) -> Row | None:
        """The state that an actor is, belongs to, or is a part of."""
        row = self._dataset.get("actors", actor)
        if row is None or row["kind"] == "state":
            return row
        return self._state(row["country"] or row["parent"])

    def _actor(self, dimension: str, actor: str) -> Group:
        return Group(dimension, actor, self._name(actor))

    def _name(self, record: str) -> str:
        actor, event = self._dataset.get("actors", record), self._dataset.get("events", record)
        return str(actor["name"] if actor else event["label"] if event else record)

    def _term(self, scheme: str, code: str) -> Group:
        return Group(scheme, code, self._labels[scheme, code])

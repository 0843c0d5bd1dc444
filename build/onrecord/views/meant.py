"""Which records are meant by what somebody wrote: an identifier, a name, an alias, a code of ISO 3166, a label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from onrecord.errors import OnRecordError
from onrecord.naming import as_list, folded, nearest, told
from onrecord.period import bounds, day
from onrecord.views.iso3166 import ALPHA_3

if TYPE_CHECKING:
    from onrecord.names import TableName
    from onrecord.release import Day, Release

T = TypeVar("T")
AS_WRITTEN = 3  # identifier, name, code: what of them is spelt to the letter goes before what is only called alike


class Named(NamedTuple):
    """A record, what it is called and, in order of precedence, what else it may be called."""

    key: str
    name: str
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def ranks(self) -> Iterator[tuple[str, ...]]:
        """All that it may be called; what stands first decides."""
        yield (self.key,)
        yield (self.name,)
        yield from self.others


class Names:
    """Records by all that they may be called, whatever the order of words, case, accents and punctuation."""

    def __init__(self, known: Iterable[Named]) -> None:
        self.names: dict[str, str] = {}
        self._written: dict[str, list[str]] = {}
        self._forms: list[tuple[str, str]] = []
        self._ranks: list[dict[str, list[str]]] = []
        self.records = list(known)
        for record in self.records:
            self.names[record.key] = record.name
            for rank, forms in enumerate(record.ranks):
                if rank == len(self._ranks):
                    self._ranks.append({})
                for form in filter(None, forms):
                    self._forms.append((form, record.key))
                    if rank < AS_WRITTEN:
                        self._written.setdefault(form, []).append(record.key)
                    keys = self._ranks[rank].setdefault(_words(form), [])
                    if record.key not in keys:
                        keys.append(record.key)

    def called(self, value: str) -> list[str]:
        """The records that are called so. Written just so, JP is Japan, whatever else is called jp."""
        if value in self.names:
            return [value]
        if value in self._written:
            return self._written[value]
        words = _words(value)
        return next((rank[words] for rank in self._ranks if words in rank), [])

    def nearest(self, value: str) -> list[str]:
        """Those that are called something like it."""
        return nearest(value, self._forms)


def actors(release: Release) -> Names:
    """The actors, by identifier, name, code of two letters, name in their own language, and aliases."""
    two = {three.lower(): code for code, three in ALPHA_3.items()}
    columns = ["actor_id", "name", "name_native", "aliases"]

    def found() -> Iterator[Named]:
        for key, name, native, aliases in _rows(release, "actors", columns):
            yield Named(key, name, ((two.get(key, ""),), (native or "",), tuple(aliases or ())))

    return _kept(release, "actors", lambda: Names(found()))


def events(release: Release) -> Names:
    """The events, by identifier and label."""

    def found() -> Iterator[Named]:
        for key, label in _rows(release, "events", ["event_id", "label"]):
            yield Named(key, label)

    return _kept(release, "events", lambda: Names(found()))


def targets(release: Release) -> Names:
    """Actors and events: what a statement can be aimed at."""
    return _kept(release, "targets", lambda: Names([*actors(release).records, *events(release).records]))


def terms(release: Release, scheme: str) -> Names:
    """The codes of a vocabulary, with their labels."""

    def found() -> Iterator[Named]:
        for of, code, label in _rows(release, "terms", ["scheme", "code", "label"]):
            if of == scheme:
                yield Named(code, label or code)

    return _kept(release, scheme, lambda: Names(found()))


def offices(release: Release) -> Mapping[str, str]:
    """What the office of each tenure is."""
    return _kept(release, "offices", lambda: dict(_rows(release, "tenures", ["tenure_id", "office"])))


def links(release: Release) -> Mapping[str, str]:
    """The address that opens the page of each passage."""
    return _kept(release, "links", lambda: dict(_rows(release, "evidence", ["evidence_id", "link"])))


def _kept(release: Release, what: str, made: Callable[[], T]) -> T:
    """What is looked up again and again; tables do not change once they are loaded."""
    asked = ("names", what)
    if asked not in release.store.loaded:
        release.store.loaded[asked] = made()
    kept: T = release.store.loaded[asked]
    return kept


class Question:
    """What somebody asked for, argument by argument; all that is wrong with it is told at once."""

    def __init__(self, release: Release, function: str) -> None:
        self._release = release
        self._function = function
        self._faults: list[str] = []
        self._retired: dict[str, str] | None = None

    def meant(self, argument: str, given: object, known: Names) -> list[str] | None:
        """The records that an argument names, one or several; None where it was not given."""
        if given is None:
            return None
        values = list(as_list(given))
        if not values:
            self._faults.append(
                f"{argument} is empty. Leave it out, or name one. What there is: {_listed(argument, self._function)}"
            )
        return [key for value in values for key in self._one(argument, value, known)]

    def day(self, argument: str, given: Day | None) -> date | None:
        """The day that an argument names; None where it was not given."""
        try:
            return None if given is None else day(given, argument)
        except OnRecordError as error:
            self._faults.append(str(error))
            return None

    def period(self, since: Day | None, until: Day | None) -> tuple[date | None, date | None]:
        """The first and the last day of a period."""
        try:
            return bounds(since, until)
        except OnRecordError as error:
            self._faults.append(str(error))
            return None, None

    def answer(self) -> None:
        """Raise OnRecordError where something was wrong."""
        if self._faults:
            raise OnRecordError("\n".join(self._faults))

    def _one(self, argument: str, value: object, known: Names) -> list[str]:
        found = known.called(value) if isinstance(value, str) else []
        if len(found) == 1:
            return found
        if not found and isinstance(value, str) and (instead := self._replaced(value)) in known.names:
            return [instead]
        near = found or (known.nearest(value) if isinstance(value, str) else [])
        calls = " or ".join(f'onrecord.{self._function}({argument}="{key}") ({known.names[key]})' for key in near)
        what = f"{told(value)} may be any of several" if found else f"there is no {told(value)}"
        hint = f"Did you mean {calls}?" if near else f"What there is: {_listed(argument, self._function)}"
        self._faults.append(f"{argument}: {what}. {hint}")
        return []

    def _replaced(self, value: str) -> str:
        """The record into which the one of that identifier was merged, where it was."""
        if self._retired is None:
            found = _rows(self._release, "retired_ids", ["id", "replaced_by"])
            self._retired = {old: new for old, new in found if new}
        seen: set[str] = set()
        while value in self._retired and value not in seen:
            seen.add(value)
            value = self._retired[value]
        return value


# Arguments that take codes, and the column that holds them.
CODED = {
    "act": ("statements", "speech_act"),
    "topic": ("statements", "topics"),
    "type": ("relationships", "type"),
    "state": ("relationships", "state"),
    "region": ("actors", "region"),
}


def _listed(argument: str, function: str) -> str:
    if argument == "kind":
        return f'onrecord.describe("{function}").loc["kind", "codes"]'
    if argument in CODED:
        table, column = CODED[argument]
        return f'onrecord.describe("{table}").loc["{column}", "codes"]'
    return 'onrecord.load("actors")[["actor_id", "name", "aliases"]]'


def _words(text: str) -> str:
    """The words of a text in an order of their own; of a text without words, the text."""
    return " ".join(sorted(folded(text).split())) or text


def _rows(release: Release, table: TableName, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The values of columns, row by row; None where an older release does not have the column."""
    found = release.load(table, engine="pyarrow")
    held = (found[name].to_pylist() if name in found.column_names else [None] * len(found) for name in columns)
    return zip(*held, strict=True)

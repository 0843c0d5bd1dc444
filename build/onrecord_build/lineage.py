"""Where the content of a source comes from: the sources it draws on, and the origins it can go back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord_build.graph import reachable

CITES = "cites"


class Lineage:
    """The declared lineage of sources: who draws on whom.

    `sources` are the records of sources, `links` those of source_lineage, in any order. A circle is a fault of its own
    (rule no-cycle); here it is cut where it closes.
    """

    def __init__(self, sources: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]]) -> None:
        self._kinds: dict[str, str | None] = {}
        self._langs: dict[str, str | None] = {}
        for source in sources:
            self._kinds[source["source_id"]], self._langs[source["source_id"]] = source["kind"], source["lang"]
        self._copied: dict[str, list[str]] = defaultdict(list)
        self._cited: dict[str, list[str]] = defaultdict(list)
        for link in links:
            if link["child"] and link["parent"]:
                (self._cited if link["relation"] == CITES else self._copied)[link["child"]].append(link["parent"])

    def ancestors(self, source: str) -> set[str]:
        """The source and every source that it draws on, by whatever relation and over however many steps."""
        return reachable(source, lambda at: (*self._copied.get(at, ()), *self._cited.get(at, ())))

    def related(self, one: str, other: str) -> bool:
        """Whether the two draw on a common source, or one on the other."""
        return not self.ancestors(one).isdisjoint(self.ancestors(other))

    def shares_words(self, one: str, other: str) -> bool:
        """Whether two sources of a language have their words from one text in that language.

        Who cites a source does not take its words over, and who translates it chooses words of their own.
        """
        return not self._of_same_words(one).isdisjoint(self._of_same_words(other))

    def _of_same_words(self, source: str) -> set[str]:
        return reachable(
            source, lambda at: (p for p in self._copied.get(at, ()) if self._langs.get(p) == self._langs.get(at))
        )

    def origins(self, source: str) -> frozenset[str] | None:
        """The sources that a passage of this source can come from in the end; None where nothing can be said.

        A page that copies (syndicates, translates, rewrites, excerpts) has what it says from one of those it copies.
        A page that cites has it from there or saw it itself: which, lineage does not say of a single passage. An
        aggregator sees nothing itself, and can have a passage from elsewhere than where it has others.
        """
        return self._origins(source, ())

    def _origins(self, source: str, below: tuple[str, ...]) -> frozenset[str] | None:
        if self._kinds.get(source) == "aggregator":
            return None
        copied = self._copied.get(source, [])
        found = set() if copied else {source}
        for parent in (*copied, *self._cited.get(source, [])):
            if parent not in below:
                above = self._origins(parent, (*below, source))
                if above is None:
                    return None
                found |= above
        return frozenset(found) or None

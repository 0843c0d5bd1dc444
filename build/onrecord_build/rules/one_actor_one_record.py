"""One actor is one record: no two of a kind share a name.

A name, a name in own script or an alias that two records have in common, but for case, accents, punctuation and the
order of words, is most often one actor recorded twice. Merge the two, and enter the identifier that goes in
dataset/retired_ids.csv. Different people with one name are waived in dataset/waivers.csv, which so becomes the list
of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord_build.conditions import Narrowed, Suspect, given
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault, shown
from onrecord_build.records import Row

SEVERITY = "warning"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes="example-times,media-outlet,Example Times,,EXT;The Example Times,",
    fails="example-times,media-outlet,Example Times,,AGENCY Éxample;The Example Times,",
    instead_of="example-times,media-outlet,Example Times,,EXT;The Example Times,",
)
NAMES = ("name", "name_native", "aliases")
DASHES = str.maketrans(dict.fromkeys("-‐‑‒–—―/", " "))
ASCII_MARKS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,.:;<=>?@[\\]^_`{|}~"))


def _sharing(kinds: Sequence[str | None], *columns: Sequence[Any]) -> Iterable[int]:
    """The places of the actors that have a name in common with another one of their kind."""
    first: dict[tuple[str | None, str], int] = {}
    found: set[int] = set()
    for place, (kind, *names) in enumerate(zip(kinds, *columns, strict=True)):
        for name, _ in _names(*names):
            if (before := first.setdefault((kind, name), place)) != place:
                found |= {before, place}
    return found


SUSPECTS = [Suspect("actors", given("name"), (), Narrowed(("kind", *NAMES), _sharing))]


def check(dataset: Dataset) -> Iterator[Fault]:
    first: dict[tuple[str, str], Row] = {}
    for row in dataset.rows("actors"):
        kind = row["kind"]
        if kind is None or row["actor_id"] is None:
            continue
        told: set[int] = set()
        for key, name in _names(*(row[column] for column in NAMES)):
            before = first.setdefault((kind, key), row)
            if before is not row and before["actor_id"] != row["actor_id"] and id(before) not in told:
                told.add(id(before))
                message = f"'{shown(name)}' is also a name of '{before['actor_id']}', of kind '{kind}' as well"
                yield row.fault(
                    "name", message, "Merge the two records, or waive this one if they are different actors"
                )


def _names(name: str | None, native: str | None, aliases: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    """The names of an actor, each after what is compared of it."""
    for one in (name, native, *(aliases or ())):
        if one and (key := _folded(one)):
            yield key, one


def _folded(name: str) -> str:
    """A name without case, accents and punctuation, its words in the order of the alphabet."""
    name = name.casefold().translate(DASHES)
    if name.isascii():
        name = name.translate(ASCII_MARKS)
    else:
        letters = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c)[0] not in "PS")
    return " ".join(sorted(name.split()))

"""One actor is one record: no two of a kind share a name.

A name, a name in own script or an alias that two records have in common, but for case, accents, punctuation and the
order of words, is most often one actor recorded twice. Merge the two, and enter the identifier that goes in
dataset/retired_ids.csv. Different people with one name are waived in dataset/waivers.csv, which so becomes the list
of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from onrecord_build.conditions import Suspect, given
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
DASHES = str.maketrans(dict.fromkeys("-‐‑‒–—―/", " "))
ASCII_MARKS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,.:;<=>?@[\\]^_`{|}~"))
SUSPECTS = [Suspect("actors", given("name"))]


def check(dataset: Dataset) -> Iterator[Fault]:
    first: dict[tuple[str, str], Row] = {}
    for row in dataset.rows("actors"):
        kind = row["kind"]
        if kind is None or row["actor_id"] is None:
            continue
        told: set[int] = set()
        for name in (row["name"], row["name_native"], *(row["aliases"] or ())):
            if not name or not (key := _folded(name)):
                continue
            before = first.setdefault((kind, key), row)
            if before is not row and before["actor_id"] != row["actor_id"] and id(before) not in told:
                told.add(id(before))
                message = f"'{shown(name)}' is also a name of '{before['actor_id']}', of kind '{kind}' as well"
                yield row.fault(
                    "name", message, "Merge the two records, or waive this one if they are different actors"
                )


def _folded(name: str) -> str:
    """A name without case, accents and punctuation, its words in the order of the alphabet."""
    name = name.casefold().translate(DASHES)
    if name.isascii():
        name = name.translate(ASCII_MARKS)
    else:
        letters = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c)[0] not in "PS")
    return " ".join(sorted(name.split()))

"""What a citation says, in whatever format: of the release, and of each source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from onrecord.citation.dates import Published
from onrecord.citation.wording import DATA_SET, creators, release_citation
from onrecord.naming import folded
from onrecord.store import Store

DATASET = "dataset"  # beside the codes of the vocabulary source-kind


class Reference(NamedTuple):
    """One thing that is cited; None where no page that was read shows it.

    publisher: None too where it stands as author. line: how to cite the release, by its own wording.
    """

    key: str
    kind: str
    genre: str  # the kind in words
    authors: list[str]
    title: str | None
    publisher: str | None = None
    published: Published | None = None
    url: str | None = None
    accessed: date | None = None
    lang: str | None = None
    note: str | None = None
    version: str | None = None
    license: str | None = None
    line: str | None = None


def release_reference(descriptor: Mapping[str, Any]) -> Reference:
    """The release, by what its descriptor says."""
    return Reference(
        key=f"{descriptor['name']}-{descriptor['version']}",
        kind=DATASET,
        genre=DATA_SET,
        authors=creators(descriptor),
        title=str(descriptor.get("title") or descriptor["name"]),
        published=_created(descriptor),
        url=descriptor.get("homepage"),
        version=str(descriptor["version"]),
        license=", ".join(license["name"] for license in descriptor.get("licenses", []) if "name" in license) or None,
        line=release_citation(descriptor),
    )


def source_references(store: Store, sources: Collection[str]) -> list[Reference]:
    """The sources in the order of a bibliography: by author or publisher, date, title, identifier."""
    if not sources:
        return []
    import pyarrow as pa
    import pyarrow.compute as pc

    table = store.read("sources")
    cited = table.filter(pc.is_in(table["source_id"], value_set=pa.array(sorted(sources), pa.string()))).to_pylist()
    actors = store.read("actors").select(["actor_id", "name"]).to_pylist()
    names = {row["actor_id"]: row["name"] for row in actors}
    kinds = {t["code"]: t["label"] for t in store.read("terms").to_pylist() if t["scheme"] == "source-kind"}
    return sorted((_source(row, names, kinds) for row in cited), key=_place)


def _source(row: Mapping[str, Any], names: Mapping[str, str], kinds: Mapping[str, str]) -> Reference:
    publisher = names.get(row["publisher"])
    author = row["author"] or publisher
    published = Published(*(row[f"published{c}"] for c in ("", "_earliest", "_latest", "_precision")))
    retracted = row.get("retracted")  # which release 0.1.0 did not have
    withdrawn = retracted and f"Withdrawn by its publisher on {retracted}."
    return Reference(
        key=row["source_id"],
        kind=row["kind"],
        genre=kinds.get(row["kind"], row["kind"]),
        authors=[author] if author else [],
        title=row["title"],
        publisher=publisher if publisher != author else None,
        published=published if row["published"] else None,
        url=row["url"],
        accessed=row["accessed"],
        lang=row["lang"] if row["lang"] != "und" else None,
        note=withdrawn,
    )


def _place(reference: Reference) -> tuple[str, str, str, str]:
    """What is not known comes first."""
    days = reference.published.ends if reference.published else []
    first = days[0].isoformat() if days else ""
    return folded(" ".join(reference.authors)), first, folded(reference.title or ""), reference.key


def _created(descriptor: Mapping[str, Any]) -> Published | None:
    day = str(descriptor.get("created", ""))[:10]
    try:
        created = date.fromisoformat(day)
    except ValueError:
        return None  # between two releases there is none
    return Published(day, created, created, "day")

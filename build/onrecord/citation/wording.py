"""The words of a citation, for sources as for the release. Whoever needs one line has it without any table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

DATA_SET = "Data set"


def release_citation(descriptor: Mapping[str, Any]) -> str:
    """How to cite a release, in one line, by what its descriptor says; one between two releases has no year."""
    year = str(descriptor.get("created", ""))[:4]
    return dataset_sentence(
        creators(descriptor),
        year if year.isdecimal() else "",
        str(descriptor.get("title") or descriptor["name"]),
        str(descriptor["version"]),
        descriptor.get("homepage"),
    )


def dataset_sentence(names: Sequence[str], year: str, title: str, version: str, address: str | None) -> str:
    """The same from what one knows of it."""
    return sentence(names, year, title, f"Version {version}", DATA_SET, address)


def creators(descriptor: Mapping[str, Any]) -> list[str]:
    """Who made it; where nobody is said to be its creator, all who contributed."""
    told = descriptor.get("contributors", [])
    made = [person for person in told if "creator" in person.get("roles", [])]
    return [str(person["title"]) for person in made or told if person.get("title")]


def sentence(
    names: Sequence[str], date: str | None, title: str | None, within: str | None, kind: str, address: str | None
) -> str:
    """Name (date). Title. Where it stands [kind]. Address. What is not known is left out."""
    who = ", ".join(names)
    if date:
        who = f"{who} ({date})".lstrip()
    # The kind stands behind the last thing that says what it is.
    what = [title, f"{within} [{kind}]"] if within else [f"{title or ''} [{kind}]".lstrip()]
    return " ".join([*(_ended(part) for part in (who, *what) if part), *([address] if address else [])])


def _ended(part: str) -> str:
    part = " ".join(part.split())
    return part if part.endswith((".", "?", "!", "…", "。", "？", "！")) else f"{part}."

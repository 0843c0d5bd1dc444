"""Which files of a folder are texts of which sources."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import OnRecordError
from onrecord.texts import Text
from onrecord.verification.addresses import addresses, comparable
from onrecord.verification.extract import Unreadable, extract, form_of


class Held(NamedTuple):
    """A file that is a text of a source."""

    file: str
    readings: list[Text]
    archived: Text | None  # where it is the very text that the places in the data were counted in


class Problem(NamedTuple):
    """A file that is a text of a source and cannot be read."""

    file: str
    reason: str
    help: str


class Holdings(NamedTuple):
    """What a folder holds, files by their path in it: texts by source, files of no source, files without text."""

    texts: dict[str, list[Held]]
    unmatched: list[str]
    unreadable: list[Problem]


def read_holdings(folder: Path, sources: Iterable[Mapping[str, Any]]) -> Holdings:
    """Read the texts of a folder and its subfolders that belong to sources.

    A file belongs to a source by its SHA-256 (text_sha256), or by its name (SOURCE_ID.html), or, a saved page, by its
    address. Raises OnRecordError where there is no such folder or a library that a text needs is missing.
    """
    if not folder.is_dir():
        raise OnRecordError(
            f"{folder} is not a folder. Name the folder that holds your texts: onrecord verify --texts DIR"
        )
    index = _Index(sources)
    holdings = Holdings({}, [], [])
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
        except OSError as error:
            holdings.unreadable.append(
                Problem(name, f"it cannot be opened ({error.strerror})", "Make sure that you may read it")
            )
            continue
        archived = index.by_digest.get(hashlib.sha256(data).hexdigest(), [])
        matched = archived or index.matching(data, path.name)
        if not matched:
            holdings.unmatched.append(name)
            continue
        try:
            held = _held(name, data, bool(archived))
        except Unreadable as problem:
            holdings.unreadable.append(Problem(name, *problem.args))
            continue
        for source in matched:
            holdings.texts.setdefault(source, []).append(held)
    return holdings


def _held(name: str, data: bytes, is_archived: bool) -> Held:
    form = form_of(data, name)
    # As `onrecord generate --texts` reads it, for that is how places were counted; in the bytes of a PDF none can be.
    archived = Text(data.decode("utf-8", "replace")) if is_archived and form != "pdf" else None
    try:
        readings = [Text(reading) for reading in extract(data, name)]
    except Unreadable:
        if archived is None or form != "plain":
            raise
        readings = [archived]
    return Held(name, readings, archived)


class _Index:
    """The sources by what a file can be known by."""

    def __init__(self, sources: Iterable[Mapping[str, Any]]) -> None:
        self.by_digest: dict[str, list[str]] = {}
        self.by_name: dict[str, list[str]] = {}
        self.by_address: dict[str, list[str]] = {}
        for source in sources:
            key = source["source_id"]
            self.by_name[key] = [key]
            if source["text_sha256"]:
                self.by_digest.setdefault(source["text_sha256"], []).append(key)
            if source["url"] and (address := comparable(source["url"])):
                self.by_address.setdefault(address, []).append(key)

    def matching(self, data: bytes, name: str) -> list[str]:
        stem, dot, _ = name.lower().partition(".")
        if dot and stem in self.by_name:
            return self.by_name[stem]
        if form_of(data, name) == "html":
            for address in filter(None, map(comparable, addresses(data))):
                if address in self.by_address:
                    return self.by_address[address]
        return []


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder in order, without hidden ones and without what browsers save beside a page."""
    for place, folders, names in os.walk(folder):
        beside = {f"{Path(name).stem}_files" for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in beside)
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file():
                yield path

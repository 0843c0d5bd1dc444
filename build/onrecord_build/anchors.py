"""Where a passage stands in an archived text.

The archived texts are other people's and not part of the repository. So what is found in them is kept in
dataset/anchors.csv, which `onrecord generate --texts DIR` writes and `onrecord check --texts DIR` compares: a release
is the same with and without the texts.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import OnRecordError
from onrecord_build.normal_form import digest, normalise
from onrecord_build.records import Row

FILE = "anchors.csv"
OMISSION = "[...]"  # the normal form of […]
PARAGRAPH = re.compile(r"paragraph ([1-9][0-9]{0,5})")


class NotFound(Exception):
    """Why a passage cannot be placed in a text, and what to do."""


class Anchor(NamedTuple):
    """The place of a passage: code points of the normal form of the text, end exclusive."""

    evidence_id: str
    text_sha256: str
    passage_sha256: str
    start: int
    end: int


class Text:
    """An archived text in normal form, with the places of its paragraphs (its lines that are not blank)."""

    def __init__(self, raw: str) -> None:
        paragraphs = [p for p in map(normalise, raw.splitlines()) if p]
        self.normal = " ".join(paragraphs)
        self.spans: list[tuple[int, int]] = []
        start = 0
        for paragraph in paragraphs:
            self.spans.append((start, start + len(paragraph)))
            start += len(paragraph) + 1

    def locate(self, row: Row) -> tuple[int, int]:
        """Find the passage of an evidence record; raises NotFound where it is not at one place and one only."""
        area = self._paragraph(row["locator"])
        if row["exact"] is None:
            if row["locator"] is None:
                raise NotFound("the passage has neither a quotation nor a locator", "Add 'locator: paragraph N'")
            return area
        places = self._places(row, *area)
        if not places:
            where = row["locator"] or "the archived text"
            raise NotFound(f"the quotation is not in {where}", "Copy it letter by letter; mark words left out with […]")
        if len(places) > 1:
            raise NotFound(
                f"the quotation is there {len(places)} times",
                "Add the words before it as 'prefix' or after it as 'suffix'",
            )
        return places[0]

    def _paragraph(self, locator: str | None) -> tuple[int, int]:
        if locator is None:
            return 0, len(self.normal)
        found = PARAGRAPH.fullmatch(locator)
        if not found or int(found[1]) > len(self.spans):
            raise NotFound(
                f"there is no '{locator}' in the archived text", f"Write 'paragraph N', N from 1 to {len(self.spans)}"
            )
        return self.spans[int(found[1]) - 1]

    def _places(self, row: Row, start: int, end: int) -> list[tuple[int, int]]:
        """Every place where the segments of the quotation follow each other."""
        first, *rest = [part.strip() for part in normalise(row["exact"]).split(OMISSION) if part.strip()]
        before, after = normalise(row["prefix"] or ""), normalise(row["suffix"] or "")
        places = []
        at = self.normal.find(first, start, end)
        while at >= 0:
            stop = at + len(first)
            for segment in rest:
                found = self.normal.find(segment, stop, end)
                stop = found + len(segment) if found >= 0 else -1
                if stop < 0:
                    break
            fits = self.normal[:at].rstrip().endswith(before) and self.normal[stop:].lstrip().startswith(after)
            if stop > 0 and fits:
                places.append((at, stop))
            at = self.normal.find(first, at + 1, end)
        return places


def passage_digest(row: Row) -> str:
    """What an anchor is for: changes whenever the quotation or what places it changes."""
    return digest("\x1f".join(row[c] or "" for c in ("exact", "prefix", "suffix", "locator")))


def read_texts(folder: Path) -> dict[str, Text]:
    """Read every archived text of a folder, by the SHA-256 of the file as received."""
    if not folder.is_dir():
        raise OnRecordError(f"{folder} is not a folder. Name the folder that holds the archived texts: --texts DIR")
    import hashlib

    found = {}
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        data = path.read_bytes()
        found[hashlib.sha256(data).hexdigest()] = Text(data.decode("utf-8", "replace"))
    return found


def read_anchors(path: Path) -> dict[str, Anchor]:
    """Read the anchors found before; none where there is no file or it is not in order."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            rows = [
                Anchor(r["evidence_id"], r["text_sha256"], r["passage_sha256"], int(r["start"]), int(r["end"]))
                for r in csv.DictReader(file)
            ]
    except (OSError, KeyError, ValueError, TypeError, csv.Error):
        return {}
    return {row.evidence_id: row for row in rows}


def render_anchors(anchors: list[Anchor]) -> str:
    """The text of the file that read_anchors reads."""
    lines = [",".join(Anchor._fields)]
    lines += [",".join(map(str, a)) for a in sorted(anchors, key=lambda a: a.evidence_id)]
    return "\n".join(lines) + "\n"

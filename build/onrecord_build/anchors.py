"""Where a passage stands in an archived text.

The archived texts are other people's and not part of the repository. So what is found in them is kept in
dataset/anchors.csv, which `onrecord generate --texts DIR` writes and `onrecord check --texts DIR` compares: a release
is the same with and without the texts.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import OnRecordError
from onrecord.normal_form import digest
from onrecord.texts import Text
from onrecord_build.records import Row

FILE = "anchors.csv"


class Anchor(NamedTuple):
    """The place of a passage: code points of the normal form of the text, end exclusive."""

    evidence_id: str
    text_sha256: str
    passage_sha256: str
    start: int
    end: int


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

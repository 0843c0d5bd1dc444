"""Where the words of a quotation stand in the text of a source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onrecord.normal_form import normalise

OMISSION = "[...]"  # the normal form of […]
PARAGRAPH = re.compile(r"paragraph ([1-9][0-9]{0,5})")


class NotFound(Exception):
    """Why a passage cannot be placed in a text, and what to do."""


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

    def locate(self, row: Mapping[str, Any]) -> tuple[int, int]:
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

    def _places(self, row: Mapping[str, Any], start: int, end: int) -> list[tuple[int, int]]:
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

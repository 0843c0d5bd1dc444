"""Texts that others wrote, as cells of a Markdown table, in which nothing of them is taken for markup."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Sequence

BAR = re.compile(r"(?<!\\)\|")  # that would end a cell
LONGEST = 80  # characters of a text that are shown
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def line(text: str) -> str:
    """A text on one line, without characters that a terminal or a page would obey."""
    return CONTROL.sub("\ufffd", " ".join(text.split()))


def cell(text: str | None) -> str:
    """A text as code."""
    short = line(text or "")
    if len(short) > LONGEST:
        short = short[: LONGEST - 1] + "…"
    safe = short.replace("`", "ˋ").replace("|", "\\|")
    return f"`{safe}`" if safe else ""


def excerpts(before: str | None, after: str | None) -> tuple[str, str]:
    """Two versions of a text, each on one line, from a little before where they begin to differ."""
    one, other = line(before or ""), line(after or "")
    if one == other and before and after:  # they differ in white space or characters that are not shown
        one, other = json.dumps(before), json.dumps(after)
    shorter = min(len(one), len(other))
    alike = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    first = alike - 20 if alike > 40 else 0
    cut = "…" if first else ""
    parts = (text and cut + text[first:] for text in (one, other))
    return tuple(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…" for text in parts)  # type: ignore[return-value]


def cells(before: str | None, after: str | None) -> tuple[str, str]:
    """The same as code."""
    one, other = excerpts(before, after)
    return cell(one), cell(other)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], right: Container[int] = ()) -> list[str]:
    """A table; the columns whose places are in `right`, counted from 0, are set to the right."""
    rule = ["--:" if place in right else ":--" for place, _ in enumerate(head)]
    texts = ([BAR.sub(r"\|", str(text)) for text in row] for row in (head, rule, *rows))
    return [f"| {' | '.join(row)} |" for row in texts]

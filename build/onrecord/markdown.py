"""Texts that others wrote, as cells of a Markdown table, in which nothing of them is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

BAR = re.compile(r"(?<!\\)\|")  # that would end a cell
LONGEST = 80  # characters of a text that are shown
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def cell(text: str | None) -> str:
    """A text as code."""
    plain = " ".join((text or "").split())
    short = plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
    safe = CONTROL.sub("\ufffd", short).replace("`", "ˋ").replace("|", "\\|")
    return f"`{safe}`" if safe else ""


def cells(before: str | None, after: str | None) -> tuple[str, str]:
    """Two versions of a text, from a little before where they begin to differ."""
    one, other = " ".join((before or "").split()), " ".join((after or "").split())
    shorter = min(len(one), len(other))
    alike = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    first = alike - 20 if alike > 40 else 0
    cut = "…" if first else ""
    return cell(one and cut + one[first:]), cell(other and cut + other[first:])


def table(head: Sequence[str], rows: Iterable[Sequence[object]], right: Container[int] = ()) -> list[str]:
    """A table; the columns whose places are in `right`, counted from 0, are set to the right."""
    rule = ["--:" if place in right else ":--" for place, _ in enumerate(head)]
    texts = ([BAR.sub(r"\|", str(text)) for text in row] for row in (head, rule, *rows))
    return [f"| {' | '.join(row)} |" for row in texts]

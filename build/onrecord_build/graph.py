"""What can be reached from a record by links such as "parent of" or "draws on"."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def reachable(start: str, following: Callable[[str], Iterable[str]]) -> set[str]:
    """The start and all that follows from it, over however many steps; circles do no harm."""
    found: set[str] = set()
    open_ends = [start]
    while open_ends:
        if (at := open_ends.pop()) not in found:
            found.add(at)
            open_ends.extend(following(at))
    return found

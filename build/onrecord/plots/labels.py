"""Where names stand beside the points that they name, so that they hide each other as little as can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

GAP = 2.0  # pixels between a point and its name


class Point(NamedTuple):
    """A point, in pixels, and how large its name is."""

    x: float
    y: float
    radius: float
    width: float
    height: float


class Box(NamedTuple):
    """A rectangle, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """How many square pixels two rectangles have in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


def beside(points: Sequence[Point], page: Box, *, always: int) -> list[Box | None]:
    """Find a place for the name of each point, the first points first.

    Returns the rectangle of each name. Where there is none that hides nothing, it is the one that hides least for the
    first `always` points, and None for others.
    """
    marks = [Box(p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in points]
    names: list[Box] = []
    found: list[Box | None] = []
    for n, point in enumerate(points):
        others = [mark for m, mark in enumerate(marks) if m != n]
        hidden, place = min(
            ((_hidden(box, names, others, page), box) for box in _around(point)), key=lambda choice: choice[0]
        )
        if hidden > 0 and n >= always:
            found.append(None)
            continue
        names.append(place)
        found.append(place)
    return found


def _around(point: Point) -> Iterable[Box]:
    """The places beside a point, the best first: right, left, above, below, and aslant."""
    x, y, radius, width, height = point
    near, aslant = radius + GAP, radius * 0.7 + GAP
    for left, top in (
        (x + near, y - height / 2),
        (x - near - width, y - height / 2),
        (x - width / 2, y - near - height),
        (x - width / 2, y + near),
        (x + aslant, y - aslant - height / 2),
        (x + aslant, y + aslant - height / 2),
        (x - aslant - width, y - aslant - height / 2),
        (x - aslant - width, y + aslant - height / 2),
    ):
        yield Box(left, top, left + width, top + height)


def _hidden(box: Box, names: Iterable[Box], marks: Iterable[Box], page: Box) -> float:
    """How much a name would hide or lose; names of others weigh most, for two that overlap cannot be read."""
    return (
        3 * sum(box.shared(name) for name in names)
        + sum(box.shared(mark) for mark in marks)
        + 5 * (box.area - box.shared(page))
    )

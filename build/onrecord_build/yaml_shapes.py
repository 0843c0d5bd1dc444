"""Read YAML records in canonical form, several times faster than a YAML parser does.

A record in that form is keys in order with values between them. Which keys follow each other in a record, or in one
nested in it, is much the same again and again, and so are most values: whether they are as `write` would write them is
asked once. Every other text is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from onrecord_build.yaml_form import DASH, SLUG, Key, Layout, Record, ordered

# What a line begins with; the value behind it, if it is an identifier or a code; otherwise the value as it is written,
# which may go on for some lines. No character is passed over: of a line that begins otherwise the first character is
# taken for its beginning. (A text with a hyphen at the beginning of a later line is left to the parser.)
ENTRY = re.compile(rf"([a-z_ -]+:(?: |(?=\n))|[\s\S])(?:({SLUG.pattern})\n|(>-(?:\n(?: {{6}}|  [^ -]).*)*|.*)\n?)")


class Shape(NamedTuple):
    """The keys of a record, and the list of nested records that begins behind it, if one does."""

    names: list[str]
    keys: list[Key]
    following: str


class Shapes(dict[str, Shape]):
    """The shapes of records of one kind, by what their lines begin with; a ValueError where that is not canonical."""

    def __init__(self, keys: Mapping[str, tuple[Key, Key]], following: list[str]) -> None:
        super().__init__()
        self.keys_of = keys  # at the beginning of a record, and later in it
        self.following = following  # the lists that may begin behind it

    def __missing__(self, starts: str) -> Shape:
        *names, last = starts.split(": ")
        names = [name.lstrip() for name in names]
        following = last.removesuffix(":")
        if not names or names != [name for name in self.keys_of if name in names]:
            raise ValueError(starts)
        keys = [self.keys_of[name][number > 0] for number, name in enumerate(names)]
        lines = "".join([f"{key.start} " for key in keys]).removeprefix(DASH)
        if starts != lines and (following not in self.following or starts != f"{lines}{following}:"):
            raise ValueError(starts)
        self[starts] = Shape(names, keys, following)
        return self[starts]


class Reader:
    """Reads records of one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        lists = [*layout.nested]
        self.own = Shapes({name: (key, key) for name, key in layout.keys.items()}, lists)
        self.nested = {name: Shapes(layout.nested[name], lists[n:]) for n, name in enumerate(lists, start=1)}

    def read(self, source: str) -> Record | None:
        """Read text in canonical form; None where it is in another."""
        found = ENTRY.findall(source)
        starts = "".join([start for start, _, _ in found])
        values = iter(found)
        lists: dict[str, list[Record]] = {}
        own = items = list[Record]()
        shapes = self.own
        try:
            for lines in starts.split(DASH):
                names, keys, following = shapes[lines]
                items.append(
                    {name: slug or key[text] for name, key, (_, slug, text) in zip(names, keys, values, strict=False)}
                )
                if following:
                    next(values)
                    items = lists[following] = []
                    shapes = self.nested[following]
        except ValueError:
            return None
        if (
            source[-1] != "\n"
            or len(own) > 1
            or not items
            or not all(self._in_order(name, lists[name]) for name in lists)
        ):
            return None
        return own[0] | lists

    def _in_order(self, name: str, items: list[Record]) -> bool:
        columns = self.layout.sorted_by.get(name)
        return not columns or ordered(items, columns) == items

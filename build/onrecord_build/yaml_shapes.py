"""Read YAML records in canonical form, several times faster than a YAML parser does.

A record in that form is a line for each key, and most lines occur many times: whether a line is as `write` would write
it, and its value right, is asked once, and the next time one look tells its key and its value. Which keys follow each
other is much the same again and again as well. Every other text is left to the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onrecord_build.schema import Schemas
from onrecord_build.values import Typist, Wrong
from onrecord_build.yaml_form import DASH, FOLD, SHORT, SLUG, Key, Layout, Record, ordered

NEXT = "\n    "  # what stands between the lines of a nested record
MOST_KEPT = 2**16  # lines of one kind of record
HARDLY_AGAIN = 2 * SHORT  # characters of a line that is not worth keeping


class Lines(dict[str, tuple[str, Any]]):
    """The lines of one kind of record, without what they are indented by: from a line to its key and its value.

    The lines of a folded text are one, with FOLD between them. Raises ValueError where a line is not in canonical form,
    or its value not right. Records share the lists that come of one line.
    """

    def __init__(self, keys: Mapping[str, Key], typist: Typist | None) -> None:
        super().__init__()
        glances = typist.glances if typist else {}
        self.columns = {name: (key, glances.get(name)) for name, key in keys.items()}
        self.typed: Callable[[str, Any], Any] = typist.value if typist else lambda _, value: value
        self.lists = typist.lists if typist else []  # there are none where there is no item
        # What identifies a record does not come again.
        unique = [name for name, field in typist.table.authored.items() if field.unique] if typist else []
        self.once = {name: typist.glances[name] for name in unique if name in typist.glances} if typist else {}

    def __missing__(self, line: str) -> tuple[str, Any]:
        name, _, written = line.partition(": ")
        if name in self.once and SLUG.fullmatch(written) and self.once[name](written):
            return name, written
        if name not in self.columns:
            raise ValueError(line)
        key, glance = self.columns[name]
        value = key.read(written)
        if glance is None or value.__class__ is not str or not glance(value):
            try:
                value = self.typed(name, value)
            except Wrong:
                raise ValueError(line) from None
        found = name, value
        if len(line) < HARDLY_AGAIN and len(self) < MOST_KEPT:
            self[line] = found
        return found


class Shapes(set[tuple[str, ...]]):
    """The keys that records of one kind have, where they are in order and none is lacking."""

    def __init__(self, keys: Mapping[str, Key], typist: Typist | None, parent: str = "") -> None:
        super().__init__()
        self.names = list(keys)
        self.complete: Callable[[set[str]], bool] = typist.complete if typist else lambda _: True
        self.parent = {parent} if parent else set()  # is known from the file

    def has(self, names: tuple[str, ...]) -> bool:
        """Whether keys are those of such a record."""
        if names in self:
            return True
        if [*names] != [name for name in self.names if name in names] or not self.complete({*names} | self.parent):
            return False
        self.add(names)
        return True


class Reader:
    """Reads records of one layout; with `schemas` it gives their values types, and reads only those without a fault."""

    def __init__(self, layout: Layout, table: str = "", schemas: Schemas | None = None) -> None:
        self.layout = layout
        inner = schemas.nested_in(table) if schemas else {}
        self.typist = Typist(schemas.tables[table], schemas) if schemas else None
        self.typists = {name: Typist(child, schemas) for name, (child, _) in inner.items()} if schemas else {}
        self.parents = {name: parent for name, (_, parent) in inner.items()}
        self.lines, self.shapes = Lines(layout.keys, self.typist), Shapes(layout.keys, self.typist)
        self.nested = []
        for name, pairs in layout.nested.items():
            keys, typist = {key: pair[0] for key, pair in pairs.items()}, self.typists.get(name)
            shapes = Shapes(keys, typist, self.parents.get(name, ""))
            self.nested.append((name, f"\n{name}:\n{DASH}", Lines(keys, typist), shapes))
        self.nested.reverse()

    def read(self, source: str) -> Record | None:
        """Read text in canonical form; None where it is in another, or typed and wrong."""
        if source[-1:] != "\n" or FOLD in source:
            return None
        rest = source[:-1]
        lists: dict[str, list[Record]] = {}
        try:
            for name, heading, lines, shapes in self.nested:
                rest, found, section = rest.partition(heading)
                if found:
                    items = section.replace(f"{NEXT}  ", FOLD).split(f"\n{DASH}")
                    lists[name] = [_record(item.split(NEXT), lines, shapes) for item in items]
            own = _record(rest.replace("\n  ", FOLD).split("\n"), self.lines, self.shapes)
            if self.typist:
                self._check_parents(own[self.typist.table.key[0]], lists)
        except ValueError:
            return None
        for name in self.layout.nested:
            if name in lists:
                own[name] = lists[name]
        for name, columns in self.layout.sorted_by.items():
            if name in lists and len(lists[name]) > 1 and ordered(lists[name], columns) != lists[name]:
                return None
        return own

    def _check_parents(self, identifier: str, lists: Mapping[str, object]) -> None:
        """Raise ValueError where the identifier of the record is none by which records nested in it can name it."""
        try:
            for name in lists:
                self.typists[name].value(self.parents[name], identifier)
        except Wrong:
            raise ValueError(identifier) from None


def _record(written: list[str], lines: Lines, shapes: Shapes) -> Record:
    """The record that lines make up; ValueError where they do not."""
    record = dict(map(lines.__getitem__, written))
    if len(record) != len(written) or not ((names := tuple(record)) in shapes or shapes.has(names)):
        raise ValueError(written)
    for name in lines.lists:
        if name not in record:
            record[name] = []
    return record

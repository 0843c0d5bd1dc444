"""What differs between the records and what releases held, so that no value changes without a word.

Digests guard against oversight and not against forgery, so CRC-32 will do; hashlib alone would take longer to import
than all of it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from onrecord.normal_form import normalise
from onrecord_build.dataset import Dataset
from onrecord_build.records import Row, identifier
from onrecord_build.released import Released
from onrecord_build.schema import Field


class Change(NamedTuple):
    """A value that differs from what a release held: the record then and now, the field, and the value now or ''."""

    held: Released
    row: Row
    field: str
    text: str
    addition: bool  # there was none before


def digest(text: str, field: Field | None = None) -> str:
    """The digest of a value as records or errata write it; spaces and trailing zeros that say nothing do not count."""
    if field is not None and field.type == "list":
        text = "; ".join(item.strip() for item in text.split(field.spec["delimiter"]))
    elif field is not None and field.type == "number":
        text = _number(text)
    return _digest(text)


def written(value: Any) -> str:
    """A typed value as errata write it: a list with semicolons between its items, everything else as records do."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    return "; ".join(value) if isinstance(value, list) else str(value)


class Now:
    """The substantive values of records as they are now, as errata write them.

    A list of nested records has its items one after the other with semicolons between them, each as `key: value, key:
    value`; where their order means nothing they are sorted.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.schemas = dataset.schemas
        self._fields: dict[str, dict[str, Field | None]] = {}
        self._inner: dict[str, dict[Any, list[Row]]] = {}

    def fields(self, table: str) -> dict[str, Field | None]:
        """The substantive fields of a table, and the lists nested in it (with None), in the order of the schema."""
        if table not in self._fields:
            own = self.schemas.tables[table]
            fields: dict[str, Field | None] = {
                name: field for name, field in own.authored.items() if field.substantive and name not in own.key
            }
            # A nested record with an identifier stands by itself.
            nested = self.schemas.nested_in(table)
            self._fields[table] = fields | {key: None for key, (inner, _) in nested.items() if not inner.citable}
        return self._fields[table]

    def whole(self, row: Row) -> str:
        """The CRC-32 of the file of a record, or of its row in a table, typed."""
        return row.file.crc or _crc("\x1f".join(map(str, row.values())))

    def values(self, row: Row) -> dict[str, str]:
        """Each substantive field that has a value, and each nested list that has an item."""
        found = {}
        for name, field in self.fields(row.table).items():
            if field is None:
                text = self._list(row, name)
            else:
                value = row[name]
                text = "" if value is None else value if value.__class__ is str else written(value)
            if text:
                found[name] = text
        return found

    def digests(self, row: Row) -> str:
        """The same as the cell of dataset/released.csv."""
        return " ".join([f"{name}:{_digest(text)}" for name, text in self.values(row).items()])

    def broken(self, row: Row, name: str) -> bool:
        """Whether a field or a nested list has a fault of its own, or may have a value that could not be read."""
        if row.partial or name in row.broken:
            return True
        return self.fields(row.table)[name] is None and any(
            inner.broken or inner.partial for inner in self._items(row, name)
        )

    def _list(self, row: Row, name: str) -> str:
        inner, parent = self.schemas.nested_in(row.table)[name]
        columns = [c for c, field in inner.authored.items() if field.substantive and c != parent]
        items = [
            ", ".join(f"{c}: {written(item[c])}" for c in columns if item[c] not in (None, []))
            for item in self._items(row, name)
        ]
        return "; ".join(sorted(items) if inner.unordered else items)

    def _items(self, row: Row, name: str) -> list[Row]:
        inner = self.schemas.nested_in(row.table)[name][0]
        if inner.name not in self._inner:
            by_parent: dict[Any, list[Row]] = defaultdict(list)
            for item in self.dataset.rows(inner.name):
                by_parent[item.id].append(item)
            self._inner[inner.name] = by_parent
        return self._inner[inner.name].get(row.id, [])


@lru_cache(maxsize=1)  # more than one rule asks
def changes(dataset: Dataset) -> tuple[Change, ...]:
    """Each value that is another than an earlier release held.

    What has a fault of its own is left out, and so is a field that the schema no longer has.
    """
    now, found, released = Now(dataset), [], dataset.released
    wholes = released.wholes
    same = {name for name, file in dataset.records.files.items() if file.crc in wholes}
    for table in dataset.schemas.citable.values():
        for row in dataset.rows(table.name):
            if row.file.name in same or now.whole(row) in wholes:
                continue
            held = released.get(identifier(row, table) or "")
            # What the release being prepared holds is still open: it is written anew until it is out.
            if held is None or held.version == dataset.preparing:
                continue
            before, values = held.values(), now.values(row)
            for name in now.fields(table.name):
                text = values.get(name, "")
                if before.get(name) != (_digest(text) if text else None) and not now.broken(row, name):
                    found.append(Change(held, row, name, text, addition=name not in before))
    return tuple(found)


def cells(dataset: Dataset) -> dict[str, dict[str, str]]:
    """The rows of dataset/released.csv, by identifier, after a release of the records as they are now."""
    now = Now(dataset)
    found = {held.id: dict(zip(Released._fields[1:], held[1:], strict=True)) for held in dataset.released.values()}
    for table in dataset.schemas.citable.values():
        for row in dataset.rows(table.name):
            if (name := identifier(row, table)) is not None:
                parts = (name, table.name, dataset.preparing, now.whole(row), now.digests(row))
                found[name] = dict(zip(Released._fields[1:], parts, strict=True))
    return found


def _number(value: float | str) -> str:
    """A number as it is usually written: 12 and not 12.0; what is none, as it is."""
    try:
        return str(float(value)).removesuffix(".0")
    except ValueError:
        return str(value)


def _crc(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


@lru_cache(maxsize=2**14)
def _digest(text: str) -> str:
    return _crc(normalise(text))

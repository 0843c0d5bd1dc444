"""What rules look up in a view: records, evidence, and what releases held."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord_build.anchors import FILE, Anchor, read_anchors
from onrecord_build.records import Row
from onrecord_build.released import Released, ReleasedList
from onrecord_build.schema import Table

if TYPE_CHECKING:
    from onrecord_build.recheck.view import View


class LookUp(Mapping[str, Row]):
    """The records of a table by the first column of their key: any is found; gone through are those asked about."""

    def __init__(self, view: View, table: Table) -> None:
        self.view = view
        self.table = table.name
        self.key = table.key[0]
        self.found: dict[str, Row | None] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        if key is None:
            return default
        if key not in self.found:
            self.found[key] = next(reversed(self.view.naming(self.table, self.key, {key})), None)
        return self.found[key] or default

    def __getitem__(self, key: str) -> Row:
        found: Row | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(row[self.key] for row in self.view.rows(self.table) if row[self.key] is not None))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class EvidenceOf(dict[tuple[str, str], list[Row]]):
    """Evidence by (column, id) of the record that it bears on; gone through is what was looked up before."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view

    def __missing__(self, key: tuple[str, str]) -> list[Row]:
        column, record = key
        self[key] = self.view.naming("evidence", column, {record}) if record is not None else []
        return self[key]

    def get(self, key: Any, default: Any = None) -> Any:
        return self[key] or default


class Anchors(dict[str, Anchor]):
    """Where passages were found, read when it is asked for."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self.path = Path(root, "dataset", FILE)
        self.is_read = False

    def get(self, key: Any, default: Any = None) -> Any:
        if not self.is_read:
            self.update(read_anchors(self.path))
            self.is_read = True
        return super().get(key, default)


class SomeReleased(ReleasedList):
    """Some of the records that releases held, found in the text of the list without taking it apart."""

    def __init__(self, text: bytes, identifiers: Iterable[str]) -> None:
        super().__init__()
        self._list = text
        self._found: dict[str, Released] = {}
        line = last = 0
        for name in sorted(identifiers):
            at = _line_of(name.encode(), text)
            row = text[at : text.find(b"\n", at)].decode()
            if row.startswith(f"{name},"):
                line, last = line + text.count(b"\n", last, at), at
                self._found[name] = Released(line + 1, *row.split(","))

    def __getitem__(self, name: str) -> Released:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def items(self) -> ItemsView[str, Released]:
        """All that releases held, for whoever looks for what may have been meant."""
        return ReleasedList(self._list.decode()).items()

    @property
    def wholes(self) -> set[str]:
        return {held.whole for held in self._found.values()}

    def of_table(self, table: str) -> list[Released]:
        return [held for held in self._found.values() if held.table == table]


def _line_of(name: bytes, text: bytes) -> int:
    """Where the line begins, in a list in the order of names behind its first line, that holds a name if one does."""
    low, high = text.find(b"\n") + 1, len(text)
    while low < high:
        middle = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        if text[middle : text.find(b",", middle)] < name:
            low = text.find(b"\n", middle) + 1
        else:
            high = middle
    return low

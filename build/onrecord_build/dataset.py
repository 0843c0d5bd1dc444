"""The records with everything that a rule may ask about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord.texts import Text
from onrecord_build import edtf
from onrecord_build.anchors import Anchor
from onrecord_build.columns import Columns
from onrecord_build.conditions.language import Some
from onrecord_build.faults import Choice
from onrecord_build.lineage import Lineage
from onrecord_build.nearest import Choices, nearest
from onrecord_build.records import Records, Row, identifier
from onrecord_build.released import ReleasedList
from onrecord_build.schema import Schemas

TRANSLATIONS = ("own-translation", "source-translation")  # renditions: the words are an interpreter's
LABELS = ("name", "label", "title", "summary", "office", "detail")


class Dataset:
    """Typed records, the schemas they follow, anchors found before, and archived texts where they are at hand.

    `preparing` is the version of the release that the records are for.
    """

    def __init__(
        self,
        records: Records,
        schemas: Schemas,
        anchors: dict[str, Anchor],
        texts: dict[str, Text] | None,
        preparing: str = "",
    ) -> None:
        self.records = records
        self.schemas = schemas
        self.anchors = anchors
        self.texts = texts
        self.preparing = preparing
        self._nearest: dict[tuple[str, str], tuple[Choice, ...]] = {}
        self._choices: dict[str, Choices] = {}
        self._named: dict[tuple[Some, bool], set[str | None]] = {}

    def rows(self, table: str) -> list[Row]:
        return self.records.rows[table]

    def nearest(self, wrong: str, table: str) -> tuple[Choice, ...]:
        """The records of a table that may have been meant, by identifier, name, alias or whatever names them."""
        key = (wrong, table)
        if key not in self._nearest:
            self._nearest[key] = nearest(wrong, self.choices(table))
        return self._nearest[key]

    def choices(self, table: str) -> Choices:
        """Every record of a table, with what it is called."""
        if table not in self._choices:
            key = self.schemas.tables[table].key[0]
            self._choices[table] = Choices(
                Choice(row[key], next((row[c] for c in LABELS if row[c]), ""), _also(row))
                for row in self.rows(table)
                if row[key] is not None
            )
        return self._choices[table]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Row]]:
        return {
            name: {row[table.key[0]]: row for row in self.rows(name) if row[table.key[0]] is not None}
            for name, table in self.schemas.tables.items()
        }

    def by_id(self, table: str) -> Mapping[str, Row]:
        """The records of a table, by the first column of their key."""
        return self._by_id[table]

    def get(self, table: str, key: str | None) -> Row | None:
        """The record of that id, if there is one."""
        return self._by_id[table].get(key) if key is not None else None

    def named(self, table: str, key: str) -> Row:
        """The record of that id, which is there."""
        return self._by_id[table][key]

    @cached_property
    def _by_identifier(self) -> dict[str, Mapping[str, Row]]:
        """The records that can be cited, by table and by what they are cited by."""
        return {
            name: self._by_id[name]
            if len(table.key) == 1
            else {i: row for row in self.rows(name) if (i := identifier(row, table)) is not None}
            for name, table in self.schemas.citable.items()
        }

    def find(self, table: str, identifier: str) -> Row | None:
        """The record that is cited like that, which may be by the parts of its key with a slash between them."""
        return self._by_identifier.get(table, {}).get(identifier)

    def identifiers(self) -> set[str]:
        """What the records can be cited by."""
        return set().union(*self._by_identifier.values())

    @cached_property
    def released(self) -> ReleasedList:
        """The records that releases held, by identifier; none where the file that lists them has faults."""
        return self.records.released or ReleasedList()

    @cached_property
    def evidence_of(self) -> dict[tuple[str, str], list[Row]]:
        """Evidence by (column, id) of the record that it bears on, such as ("statement", "st-…")."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        rows = self.rows("evidence")
        for column in RECORDS_WITH_EVIDENCE:
            for record, row in zip(self.columns.values("evidence", (column,)), rows, strict=True):
                if record is not None:
                    found[column, record].append(row)
        return found

    def records_with_evidence(self) -> Iterator[tuple[Row, list[Row]]]:
        """Every record that needs evidence and could be read whole, with the evidence it has."""
        for column, table in RECORDS_WITH_EVIDENCE.items():
            key = self.schemas.tables[table].key[0]
            for row in self.rows(table):
                if row[key] is not None and not row.partial:
                    yield row, self.evidence_of[column, row[key]]

    @cached_property
    def columns(self) -> Columns:
        """The columns of the records, for whoever asks many records the same; not before references are checked."""
        return Columns(self.schemas.tables, self.rows, self.by_id)

    def named_by(
        self,
        condition: Some,
        certainly: bool,
        find: Callable[[Some, bool, set[Any]], set[str | None]],
        values: set[Any],
    ) -> set[str | None]:
        """What rows name that count for a condition; found once, however many rules ask it, and of whatever values."""
        key = (condition, certainly)
        if key not in self._named:
            self._named[key] = find(condition, certainly, values)
        return self._named[key]

    def values_named(self, table: str, column: str, values: set[Any]) -> set[Any]:
        """What rows of a table have in a column, at least as far as these values go."""
        return self.columns.different(table, (column,)) or set()

    def part(self, table: str, column: str, values: set[Any]) -> tuple[list[Row], Columns]:
        """Rows of a table, all among them that have one of these values in a column, and their columns."""
        return self.rows(table), self.columns

    def unsure(self, table: str) -> list[Row]:
        """The rows of a table of which not all is known."""
        return self.columns.unsure(table)

    def columns_of(self, rows: list[Row]) -> Columns:
        """The columns of rows of one table, for whoever asks only those."""
        return Columns(self.schemas.tables, lambda _: rows, self.by_id)

    @cached_property
    def lineage(self) -> Lineage:
        return Lineage(self.rows("sources"), self.rows("source_lineage"))


def _also(row: Row) -> tuple[str, ...]:
    return tuple(filter(None, (row["name_native"], *(row["aliases"] or ()))))


@lru_cache(maxsize=2**14)
def span(value: str | None) -> edtf.Span:
    """The days that a typed EDTF value can mean; open at both ends where there is none."""
    return edtf.parse(value) if value else edtf.Span(None, None, "interval")

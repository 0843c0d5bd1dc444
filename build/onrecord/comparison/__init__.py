"""Compare two releases: what changed, and which step that demands of the version."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.comparison.records import Reasons, RecordChange, Side, Tables, is_derived, record_changes
from onrecord.comparison.schemas import SchemaChange, schema_changes, tables_of
from onrecord.comparison.version import is_version, largest, least_version, takes
from onrecord.store import Store

if TYPE_CHECKING:
    import pandas as pd


class Count(NamedTuple):
    """How many records of a table came, went, and have a value that changed."""

    before: int
    after: int
    added: int = 0
    changed: int = 0
    merged: int = 0
    withdrawn: int = 0
    removed: int = 0
    vanished: int = 0


class Difference:
    """What changed from one release to another.

    old, new: their versions. schema: changes of tables, columns and vocabularies. records: changes of records, those of
    tables that are computed whole left out. counts: by table, computed ones included. step: "none", "patch", "minor" or
    "major", what it demands of the version. refusal: why the version of `new` will not do, or None.
    """

    def __init__(
        self,
        old: str,
        new: str,
        schema: list[SchemaChange],
        records: list[RecordChange],
        counts: dict[str, Count],
        derived_step: str,
    ) -> None:
        self.old = old
        self.new = new
        self.schema = schema
        self.records = records
        self.counts = counts
        self._derived_step = derived_step

    @cached_property
    def step(self) -> str:
        authored = [change.step for change in self.records if not change.derived]
        # What follows from corrections is no more than they are; by itself it is data that changed.
        derived = [] if authored else [self._derived_step, *(change.step for change in self.records)]
        return largest([*(change.step for change in self.schema), *authored, *derived])

    @property
    def refusal(self) -> str | None:
        if not (is_version(self.old) and is_version(self.new)):
            odd = self.new if is_version(self.old) else self.old
            return f"'{odd}' is no version such as 1.2.3, so nothing can be said of the step. Compare two releases."
        if takes(self.old, self.new, self.step):
            return None
        if self.step == "none":
            return f"{self.new} is older than {self.old}, with the same data. Compare the other way around."
        least = least_version(self.old, self.step)
        changes: list[SchemaChange | RecordChange] = [*self.schema, *self.records]
        told = next((_told(change) for change in changes if change.step == self.step), None)
        example = f", such as {told}" if told else ""
        return (
            f"{self.new} is too small a step from {self.old}: what changed is {_called(self.step)}{example}.\n"
            f"Write {least} or later into the top heading of CHANGELOG.md."
        )

    def __str__(self) -> str:
        from onrecord.comparison.report import as_text

        return as_text(self)

    def as_json(self) -> str:
        """All of it as JSON."""
        from onrecord.comparison.report import as_json

        return as_json(self)

    def as_markdown(self) -> str:
        """What people want to know of it, in Markdown."""
        from onrecord.comparison.report import as_markdown

        return as_markdown(self)

    def frame(self) -> pd.DataFrame:
        """The changes of records as a data frame: table, record, kind, field, before, after, reason, derived, step."""
        import pandas as pd

        return pd.DataFrame(self.records, columns=list(RecordChange._fields))


def compare(old: Store, new: Store) -> Difference:
    """Compare the tables of two releases."""
    known = [tables_of(store.descriptor) for store in (old, new)]
    both = [name for name in known[1] if name in known[0] and not _same(old, new, name)]
    before, after = (Side(Tables(store), tables) for store, tables in zip((old, new), known, strict=True))
    reasons = Reasons(before, after)
    records: list[RecordChange] = []
    counts: dict[str, Count] = {}
    steps: set[str] = set()
    for name in known[1]:
        changes = list(record_changes(name, before, after, reasons)) if name in both else []
        counts[name] = _count(known[0].get(name, {}).get("rows", 0), known[1][name]["rows"], changes)
        if is_derived(known[1][name]):
            steps |= {change.step for change in changes}
        else:
            records += changes
    for name in (name for name in known[0] if name not in known[1]):
        counts[name] = Count(before=known[0][name]["rows"], after=0, removed=known[0][name]["rows"])
    return Difference(
        str(old.descriptor["version"]),
        str(new.descriptor["version"]),
        schema_changes(old.descriptor, new.descriptor),
        records,
        counts,
        largest(steps),
    )


def _same(old: Store, new: Store, table: str) -> bool:
    """Whether two releases say themselves that a table is the same in both; then it is not read."""
    digests = [(store.contents or {}).get(table) for store in (old, new)]
    return digests[0] is not None and digests[0] == digests[1]


def _count(before: int, after: int, changes: list[RecordChange]) -> Count:
    def number(kind: str) -> int:
        return len({change.record for change in changes if change.kind == kind})

    kinds = {kind: number(kind) for kind in Count._fields[2:]}
    if not before and not changes:
        kinds["added"] = after
    return Count(before, after, **kinds)


def _called(step: str) -> str:
    return {"major": "one that breaks something", "minor": "more data", "patch": "a correction"}[step]


def _told(change: SchemaChange | RecordChange) -> str:
    if isinstance(change, SchemaChange):
        place = ".".join(part for part in (change.table, change.column) if part)
        return f"{place}: {change.what}" if place else change.what
    return (
        f"{change.record} ({change.table}): {change.field or change.kind} {'changed' if change.field else ''}".rstrip()
    )

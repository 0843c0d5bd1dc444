"""What changed in the records of a table: which came, went, were merged, and which of their values differ."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.comparison.schemas import Resource
from onrecord.store import Store

RETIRED, ERRATA = "retired_ids", "errata"
BETWEEN = "\x1f"  # between the items of a list; no record can hold it


class RecordChange(NamedTuple):
    """A record that came or went, or one value of a record that changed.

    kind: added, changed, merged (after: into which), withdrawn, removed (it has no identifier of its own) or vanished
    (it had one, and nothing says what became of it). step: what it demands of the version.
    """

    table: str
    record: str
    kind: str
    field: str
    before: str | None
    after: str | None
    reason: str | None
    derived: bool
    step: str


class Tables:
    """The tables of a release, each read when it is first asked for: most are the same in both, and not looked at."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, pa.Table] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._store.tables_held

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self._read:
            self._read[name] = self._store.read(name)
        return self._read[name]


class Side(NamedTuple):
    """The tables of a release, and what its descriptor says of them."""

    tables: Tables
    resources: Mapping[str, Resource]

    def keys(self, table: str) -> pa.Array:
        """The name of each record of a table: its key, with slashes between the parts."""
        parts = [self.tables[table][column] for column in self.resources[table]["schema"]["primaryKey"]]
        texts = [pc.fill_null(pc.cast(part, pa.string()), "") for part in parts]
        return _whole(texts[0] if len(texts) == 1 else pc.binary_join_element_wise(*texts, "/"))


class Reasons:
    """Why something changed, as the newer release says: its errata and its retired identifiers."""

    def __init__(self, old: Side, new: Side) -> None:
        known = {_erratum(row) for row in _rows(old, ERRATA)}
        self._errata: dict[tuple[str, str], list[str]] = {}
        for row in sorted(_rows(new, ERRATA), key=lambda row: [int(n) for n in re.findall(r"\d+", row["fixed_in"])]):
            if _erratum(row) not in known:
                self._errata.setdefault((row["record"], row["field"]), []).append(row["reason"])
        self.retired = {row["id"]: row for row in _rows(new, RETIRED)}
        self._parts = {name: r["partOf"] for name, r in new.resources.items() if "partOf" in r}

    def of(self, table: str, record: str, field: str) -> str | None:
        """Why a value changed; what is nested in a record is corrected under the name of its list."""
        if table in self._parts:
            record, field = record.partition("/")[0], self._parts[table]["key"]
        return " ".join(self._errata.get((record, field), [])) or None


def record_changes(table: str, old: Side, new: Side, reasons: Reasons) -> Iterator[RecordChange]:
    """Compare the records of a table that both releases have."""
    before, after = old.keys(table), new.keys(table)
    at = pc.index_in(after, value_set=before)
    whole = is_derived(new.resources[table])
    for record in after.filter(pc.is_null(at)).to_pylist():
        reason = reasons.of(table, record, "")
        # A row that says what was corrected or given up is part of the correction.
        step = "patch" if table in (ERRATA, RETIRED) else "minor"
        yield RecordChange(table, record, "added", "", None, None, reason, whole, step)
    gone = before.filter(pc.invert(pc.is_in(before, value_set=after)))
    yield from _gone(table, gone, old, new, reasons)
    stays = pc.is_valid(at)
    names = after.filter(stays)
    pairs = old.tables[table].take(at.filter(stays)), new.tables[table].filter(stays)
    yield from _values(table, names, pairs, new.resources[table], reasons)


def _gone(table: str, gone: pa.Array, old: Side, new: Side, reasons: Reasons) -> Iterator[RecordChange]:
    if not len(gone):
        return
    resource = new.resources[table]
    if is_derived(resource):
        # It follows from other records, and goes with them.
        for record in gone.to_pylist():
            yield RecordChange(table, record, "removed", "", None, None, None, True, "minor")
        return
    named = _named_by_others(table, gone, old, new)
    for record in gone.to_pylist():
        if record in reasons.retired:
            retired = reasons.retired[record]
            kind, into = "merged" if retired["replaced_by"] else "withdrawn", retired["replaced_by"]
            # What others referred to, and refer to no more, meant something to them.
            step = "major" if record in named else "patch"
            yield RecordChange(table, record, kind, "", None, into, retired["reason"], False, step)
        elif len(resource["schema"]["primaryKey"]) == 1:
            yield RecordChange(table, record, "vanished", "", None, None, None, False, "major")
        else:
            reason = reasons.of(table, record, "")
            step = "major" if record in named else "patch"
            yield RecordChange(table, record, "removed", "", None, None, reason, False, step)


def _named_by_others(table: str, gone: pa.Array, old: Side, new: Side) -> set[str]:
    """Which of the records that went were referred to by records that are still there, computed ones left out."""
    found: set[str] = set()
    for other, resource in old.resources.items():
        if is_derived(resource):
            continue
        for key in resource["schema"].get("foreignKeys", []):
            if (key["reference"]["resource"] or other) != table or other not in new.tables:
                continue
            values = _whole(old.tables[other][key["fields"][0]])
            there = pc.is_in(old.keys(other), value_set=new.keys(other))
            found |= set(values.filter(pc.and_(there, pc.is_in(values, value_set=gone))).to_pylist())
    return found


def _values(
    table: str, names: pa.Array, pairs: tuple[pa.Table, pa.Table], resource: Resource, reasons: Reasons
) -> Iterator[RecordChange]:
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    for column in (name for name in pairs[1].column_names if name in pairs[0].column_names):
        was, is_ = (_whole(one[column]) for one in pairs)
        differs = _differs(was, is_)
        if not pc.any(differs).as_py():
            continue
        derived = bool(fields[column].get("derived"))
        changed = zip(*(array.filter(differs).to_pylist() for array in (names, was, is_)), strict=True)
        for record, one, other in changed:
            reason = None if derived else reasons.of(table, record, column)
            # A value where there was none is more data; one that follows from others changed with them.
            step = "minor" if derived or one in (None, []) else "patch"
            yield RecordChange(table, record, "changed", column, shown(one), shown(other), reason, derived, step)


def _differs(was: pa.Array, is_: pa.Array) -> pa.Array:
    """Where two columns differ; a missing value differs from every other."""
    if was.type != is_.type:
        try:
            was = was.cast(is_.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            texts = zip(was.to_pylist(), is_.to_pylist(), strict=True)
            return pa.array([shown(a) != shown(b) for a, b in texts], pa.bool_())
    one, other = _plain(was), _plain(is_)
    missing = pc.xor(pc.is_null(one), pc.is_null(other))
    unequal = pc.fill_null(pc.not_equal(one, other), False)
    if pa.types.is_floating(one.type):  # what is no number equals nothing, not even itself
        unequal = pc.and_not(unequal, pc.fill_null(pc.and_(pc.is_nan(one), pc.is_nan(other)), False))
    return pc.or_(unequal, missing)


def _plain(array: pa.Array) -> pa.Array:
    """A list as one text, because lists cannot be compared."""
    return pc.binary_join(array, BETWEEN) if pa.types.is_list(array.type) else array


def _whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def is_derived(resource: Resource) -> bool:
    """Whether a table is computed whole from others."""
    return all(field.get("derived") for field in resource["schema"]["fields"])


def shown(value: Any) -> str | None:
    """A value as people read it: a list with semicolons between its items."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _rows(side: Side, table: str) -> list[dict[str, Any]]:
    return list(side.tables[table].to_pylist()) if table in side.tables else []


def _erratum(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["record"], row["field"], row["fixed_in"]

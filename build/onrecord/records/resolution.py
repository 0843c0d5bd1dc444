"""What became of an identifier that somebody cited."""

from __future__ import annotations

from typing import Any, NamedTuple

from onrecord.errors import OnRecordError
from onrecord.naming import told
from onrecord.store import Store

RETIRED = "retired_ids"


class Resolution(NamedTuple):
    """What became of an identifier.

    record: the one asked for. status: "current", "merged" (into another record) or "withdrawn". current: the identifier
    to use now, None where it was withdrawn. table: which holds that record; rows of several can be numbered alike.
    version and reason: the release that retired it last, and why, step by step; None where it is current.
    """

    record: str
    status: str
    current: str | None
    table: str | None
    version: str | None = None
    reason: str | None = None

    def __str__(self) -> str:
        if self.status == "current":
            return f"{self.record} is current: a record of {self.table}"
        to = f"merged into {self.current}" if self.current else "withdrawn"
        return f"{self.record} was {to} in {self.version}: {self.reason}"


def resolve(store: Store, record: str) -> Resolution:
    """What `onrecord.resolve` returns."""
    if not isinstance(record, str):
        raise OnRecordError(f'An identifier is a text, and not {told(record)}: onrecord.resolve("st-…")')
    retired = {row["id"]: row for row in store.read(RETIRED).to_pylist()}
    gone = retired.get(record)
    if gone is None:
        table = _table_of(store, record)
        if table is None:
            raise OnRecordError(_unknown(store, record, retired))
        return Resolution(record, "current", record, table)
    # What replaced it may have been replaced since; the check sees to it that this ends.
    steps = [gone]
    while steps[-1]["replaced_by"] in retired:
        steps.append(retired[steps[-1]["replaced_by"]])
        if len(steps) > len(retired):  # the check of the records sees to it that there is no circle
            raise OnRecordError(f"What replaced '{record}' leads in a circle. Tell whoever made this release.")
    current, version = steps[-1]["replaced_by"], steps[-1]["version"]
    reason = " ".join(step["reason"] for step in steps)
    status = "merged" if current else "withdrawn"
    return Resolution(record, status, current, _table_of(store, current), version, reason)


def _keys(store: Store) -> dict[str, list[str]]:
    return {r["name"]: r["schema"]["primaryKey"] for r in store.descriptor["resources"] if r["format"] == "parquet"}


def _table_of(store: Store, record: str | None) -> str | None:
    """The table that holds a record now, or all of them."""
    tables = (
        table for table, key in _keys(store).items() if table != RETIRED and record in _identifiers(store, table, key)
    )
    return ", ".join(tables) or None if record else None


def _identifiers(store: Store, table: str, key: list[str]) -> set[str]:
    """The keys of a table; where several columns make one, with slashes between them."""
    if len(key) == 1:
        return set(store.read(table)[key[0]].to_pylist())
    rows: list[dict[str, Any]] = store.read(table).select(key).to_pylist()
    return {"/".join(map(str, row.values())) for row in rows}


def _unknown(store: Store, record: str, retired: dict[str, Any]) -> str:
    import difflib

    known = [*retired, *(i for t, key in _keys(store).items() if len(key) == 1 for i in _identifiers(store, t, key))]
    # The beginning of one, as far as it tells them apart, is how people call them.
    begun = [name for name in known if record and name.startswith(f"{record}-")]
    near = begun or difflib.get_close_matches(str(record), known, n=1)
    hint = f"Did you mean: onrecord resolve {near[0]}" if near else "Identifiers are in the tables: onrecord tables"
    return f"On Record {store.descriptor['version']} has no '{record}', nor was it given up. {hint}"

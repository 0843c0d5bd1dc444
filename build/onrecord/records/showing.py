"""A record as a person reads it: its values, what stands within it, and the passages that bear on it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.catalog import resources
from onrecord.errors import OnRecordError
from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord.records.resolution import Resolution, resolve
from onrecord.records.rows import NOT_INDEXED, Rows, rows_of
from onrecord.store import Store

WIDTH = 100
# What a record is called.
NAMES = {
    "actors": "name",
    "events": "label",
    "tenures": "office",
    "statements": "summary",
    "propositions": "text",
    "sources": "title",
}


def show(store: Store, record: str) -> str:
    """A record in lines; what is nested in another is shown with that.

    Raises OnRecordError where there is none of that identifier, with what became of it or the nearest.
    """
    rows = rows_of(store)
    name = record.partition("/")[0]
    if name != record and (became := resolve(store, record)).current != record:
        raise OnRecordError(_instead(became))
    tables = {t: r["schema"] for t, r in resources(store).items() if t not in NOT_INDEXED}
    for table, schema in tables.items():
        key = schema["primaryKey"]
        if len(key) == 1 and table != "retired_ids" and (found := rows.where(table, key[0], name)):
            lines = [f"{name}  ({table})  On Record {store.descriptor['version']}", ""]
            lines += _values(rows, table, schema, found[0], without=key)
            lines += _nested(rows, tables, table, name)
            lines += _passages(rows, table, name)
            return "\n".join(lines)
    raise OnRecordError(_instead(resolve(store, name)))


def _instead(became: Resolution) -> str:
    """What became of a record, and what to run."""
    return f"{became}\nRun: " + (
        f"onrecord show {became.current}" if became.current else f"onrecord resolve {became.record}"
    )


def _values(
    rows: Rows,
    table: str,
    schema: dict[str, Any],
    row: dict[str, Any],
    *,
    indent: str = "",
    without: Sequence[str] = (),
) -> Iterator[str]:
    """A line for each value that is there; the records that it names are called by their names."""
    refers = {key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", [])}
    for field in schema["fields"]:
        name, value = field["name"], row[field["name"]]
        if name in without or value is None or value == []:
            continue
        text = ", ".join(value) if isinstance(value, list) else str(value)
        if field["onrecordType"] == "boolean":
            text = "yes" if value else "no"
        if name in refers and (referred := refers[name]["resource"] or table) in NAMES:
            called = [found[NAMES[referred]] for found in rows.where(referred, refers[name]["fields"][0], text)]
            text += f" ({called[0]})" if called and called[0] else ""
        yield from _wrapped(f"{name}: {text}", indent)


def _nested(rows: Rows, tables: dict[str, dict[str, Any]], table: str, name: str) -> Iterator[str]:
    """What has no identifier of its own and stands within the record, table by table."""
    for inner, schema in tables.items():
        column, *rest = schema["primaryKey"]
        outer = [k["reference"]["resource"] for k in schema.get("foreignKeys", []) if k["fields"] == [column]]
        if rest and outer == [table]:
            for row in rows.where(inner, column, name):
                yield from ("", f"{inner} {'/'.join(str(row[part]) for part in rest)}")
                yield from _values(rows, inner, schema, row, indent="  ", without=[column])


def _passages(rows: Rows, table: str, name: str) -> Iterator[str]:
    """The passages that bear on the record, with their sources."""
    column = next((column for column, records in RECORDS_WITH_EVIDENCE.items() if records == table), None)
    for number, passage in enumerate(rows.where("evidence", column, name) if column else [], 1):
        (source,) = rows.where("sources", "source_id", passage["source"])
        publisher = rows.where("actors", "actor_id", source["publisher"]) if source["publisher"] else []
        told = [publisher[0]["name"] if publisher else "", source["published"], source["title"] or source["source_id"]]
        yield from ("", f"[{number}] {passage['evidence_id']}: {passage['support']}, {passage['rendition']}")
        if passage["exact"]:
            yield from _wrapped(f"“{passage['exact']}” ({passage['lang']})", "    ")
        yield from _wrapped(", ".join(filter(None, told)), "    ")
        if passage["link"]:
            yield f"    {passage['link']}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}    ", break_long_words=False)

"""Which column of a frame says what its rows rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.citation.frames import Frame, texts
from onrecord.errors import OnRecordError

# From the narrowest: a row that names a passage rests on that, whatever else it names; actors are in most tables.
NARROWEST_FIRST = (
    *("evidence", "sources", "statements", "relationships", "tenures", "events", "propositions", "actors"),
)
RECORD = "record"  # what provenance, errata and comparisons call a record of whatever table
WITHOUT_SOURCES = {
    "balance": "it counts records",
    "codings": "it tells what coders wrote",
    "searches": "it tells what was not found",
    "terms": "it explains codes",
}


def keys(descriptor: Mapping[str, Any]) -> dict[str, list[str]]:
    """The columns of each table that make its key."""
    return {name: table["primaryKey"] for name, table in _schemas(descriptor).items()}


def own_keys(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """The one column of each table whose records rest on sources by an identifier of their own, narrowest first."""
    held = keys(descriptor)
    return {table: held[table][0] for table in NARROWEST_FIRST if len(held.get(table, ())) == 1}


def identifiers_in(descriptor: Mapping[str, Any], frame: Frame) -> set[str]:
    """The records that the rows of a frame stand for; raises OnRecordError where no column says it."""
    own = [(column,) for column in own_keys(descriptor).values()]
    found = _first(own, frame)
    if found is None:
        _refuse_without_sources(descriptor, frame)
        others = [*_foreign(descriptor), (RECORD,)]
        found = _first(others, frame)
        if found is None:
            raise OnRecordError(_no_column(frame, [column for rule in own for column in rule]))
    return found


def _first(rules: Sequence[tuple[str, ...]], frame: Frame) -> set[str] | None:
    """The texts of the first columns that are there and hold texts."""
    for names in rules:
        if set(names) <= set(frame.columns):
            held = [texts(frame.read(at)) for at, name in enumerate(frame.columns) if name in names]
            if None not in held:
                return {text for column in held if column for text in column}
    return None


def _foreign(descriptor: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """What other tables call the records of each: `statement`, a list `statements`; else the parts of their key."""
    for table, column in own_keys(descriptor).items():
        yield (column.removesuffix("_id"),)
        yield (table,)
    for schema in _schemas(descriptor).values():
        referring = {f["fields"][0] for f in schema.get("foreignKeys", []) if f["reference"]["resource"] == "sources"}
        if referring.issuperset(key := schema["primaryKey"]):
            yield tuple(key)  # child and parent of source_lineage


def _refuse_without_sources(descriptor: Mapping[str, Any], frame: Frame) -> None:
    for table, why in WITHOUT_SOURCES.items():
        if (key := keys(descriptor).get(table)) and set(key) <= set(frame.columns):
            raise OnRecordError(
                f"The table {table} rests on no sources: {why}. Cite records, such as onrecord.load"
                '("statements"), or the release alone: onrecord.cite()'
            )


def _no_column(frame: Frame, right: Sequence[str]) -> str:
    import difflib

    held = ", ".join(frame.columns) or "no columns"
    told = f"The frame has no column of identifiers, as texts; it has {held}. One of these would do: {', '.join(right)}"
    near = (difflib.get_close_matches(name, set(frame.columns) - {name}, n=1, cutoff=0.8) for name in right)
    meant = next((names[0] for names in near if names), None)
    return f"{told}, or the same without _id. " + (
        f'If its column {meant} has them, run: onrecord.cite(frame["{meant}"])'
        if meant
        else 'Run, for example: onrecord.cite(onrecord.load("statements"))'
    )


def _schemas(descriptor: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {r["name"]: r["schema"] for r in descriptor["resources"] if r["format"] == "parquet"}

"""SQL in DuckDB."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from onrecord_build.schema import Field, Table
from peers.laws import CONTROL, SPACE, Count, Given, Law, NotBefore, Positive, keys, laws, longest, pattern, tables
from peers.telling import files, tell

TYPES = {
    "string": "VARCHAR",
    "list": "VARCHAR[]",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
}


def check(folder: Path) -> Counter[str]:
    """One query for the columns and rows of each table, one for each key and each reference."""
    known, found, database = tables(), Counter[str](), duckdb.connect()
    for name, path in files(folder).items():
        database.execute(f"CREATE TABLE {name} AS {_reading(path, known[name])}")
    for name, table in known.items():
        tests = [*_typed(table, database), *(t for f in table.fields for t in _tests(f)), *map(_law, laws(table))]
        counts = database.execute(
            f"SELECT {', '.join(f'count(*) FILTER ({t})' for _, t in tests)} FROM {name}"
        ).fetchone()
        for (code, _), count in zip(tests, counts or (), strict=True):
            found[code] += count
        for columns in keys(table):
            names, given = ", ".join(map(_name, columns)), " AND ".join(f"{_name(c)} IS NOT NULL" for c in columns)
            found["repeated-value"] += _one(
                database, f"SELECT count(*) - count(DISTINCT ({names})) FROM {name} WHERE {given}"
            )
        for r in table.references:
            there = f"SELECT {_name(r.key)} FROM {r.table} WHERE {_name(r.key)} IS NOT NULL"
            where = f"{_name(r.field)} IS NOT NULL AND {_name(r.field)} NOT IN ({there})"
            found["unknown-record"] += _one(database, f"SELECT count(*) FROM {name} WHERE {where}")
    return +found


def _one(database: duckdb.DuckDBPyConnection, query: str) -> int:
    row = database.execute(query).fetchone()
    return int(row[0]) if row else 0


def _reading(path: Path, table: Table) -> str:
    """A query for a file; from text beside each typed column stands the text, to tell what had no such type."""
    if path.suffix == ".parquet":
        return f"SELECT * FROM read_parquet('{path}')"
    if path.suffix == ".jsonl":
        columns = {f.name: "VARCHAR[]" if f.type == "list" else "VARCHAR" for f in table.fields}
        source = f"read_json('{path}', format = 'newline_delimited', columns = {columns})"
    else:
        source = f"read_csv('{path}', header = true, all_varchar = true, nullstr = '', quote = '\"', escape = '\"')"
    return f"SELECT {', '.join(_taken(field, path) for field in table.fields)} FROM {source}"


def _taken(field: Field, path: Path) -> str:
    name = _name(field.name)
    if field.type == "string" or (field.type == "list" and path.suffix == ".jsonl"):
        return name
    if field.type == "list":
        return f"{name}::JSON::VARCHAR[] AS {name}"
    return f"TRY_CAST({name} AS {TYPES[field.type]}) AS {name}, {name} AS {_name('text of ' + field.name)}"


def _typed(table: Table, database: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    held = {row[0] for row in database.execute(f"DESCRIBE {table.name}").fetchall()}
    for field in table.fields:
        if (text := f"text of {field.name}") in held:
            yield "wrong-type", f"{_name(field.name)} IS NULL AND {_name(text)} IS NOT NULL"


def _tests(field: Field) -> Iterator[tuple[str, str]]:
    """What is wrong with a value of a column, by code."""
    name, limits = _name(field.name), field.constraints
    if field.required:
        yield "missing-value", f"{name} IS NULL"
    codes = ", ".join(f"'{code}'" for code in field.codes or ())
    if field.type == "list":
        if field.codes:
            yield "unknown-code", f"NOT list_has_all([{codes}], {name})"
        yield "repeated-item", f"len(list_distinct({name})) < len({name})"
        yield "wrong-shape", f"list_contains({name}, '')"
        if "maxLength" in limits:
            yield "too-long", f"len({name}) > {limits['maxLength']}"
        if "minLength" in limits:
            yield "missing-value", f"len({name}) < {limits['minLength']}"
    elif field.codes is not None:
        yield "unknown-code", f"{name} NOT IN ({codes})"
    elif field.type == "string":
        if form := pattern(field):
            yield form[0], f"NOT regexp_full_match({name}, '{form[1]}')"
        yield "too-long", f"length({name}) > {longest(field)}"
        yield "control-character", f"regexp_matches({name}, '{CONTROL}')"
        yield "white-space", f"regexp_matches({name}, '{SPACE}')"


def _law(law: Law) -> tuple[str, str]:
    match law:
        case Count(code, columns, allowed):
            given = " + ".join(f"({_name(column)} IS NOT NULL)::INT" for column in columns)
            return code, f"{given} NOT IN ({', '.join(map(str, allowed))})"
        case Given(code, column, where, values):
            listed = ", ".join(f"'{value}'" for value in values)
            return code, f"({_name(column)} IS NOT NULL) <> ({_name(where)} IN ({listed}))"
        case Positive(code, column):
            return code, f"{_name(column)} <= 0"
        case NotBefore(code, column, other):
            return code, f"{_name(column)} < {_name(other)} - INTERVAL 1 DAY"


def _name(column: str) -> str:
    return f'"{column}"'


if __name__ == "__main__":
    tell(check)

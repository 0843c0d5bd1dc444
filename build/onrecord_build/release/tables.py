"""Tables that a machine made, as a release: read from files, completed, and said to be from what their makers say."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import yaml
from pyarrow import csv as arrow_csv
from pyarrow import json as arrow_json
from pyarrow import parquet as pq

from onrecord.arrow_types import arrow_type
from onrecord.errors import OnRecordError
from onrecord.integrity.forms import RELEASE
from onrecord.naming import unknown
from onrecord.spreadsheet import unguarded
from onrecord_build.compile import MemoryStore, to_arrow
from onrecord_build.dataset import span
from onrecord_build.identity import CITATION, Identity
from onrecord_build.progress import Step, silent
from onrecord_build.project import Project
from onrecord_build.schema import Schemas, Table, read_schemas
from onrecord_build.tables.parts import is_in_parts, parts_of, table_of

EXAMPLE = """cff-version: 1.2.0
message: Please cite it with the version that you used.
type: dataset
title: "Example speeches: what was said in Example City"
abstract: What the tables hold, how they were made, and what they are fit for.
authors:
  - name: Example University
license: CC-BY-4.0
version: "1.0.0"
date-released: 2026-01-31
"""
NAME = re.compile("[^a-z0-9]+")


def store_of_folder(folder: Path, project: Project, step: Step = silent) -> MemoryStore:
    """The tables of a folder, such as statements.parquet, .csv or .jsonl, as what a release is written from.

    Raises OnRecordError where a file is no table of the schemas or cannot be read, or CITATION.cff says too little.
    """
    if not folder.is_dir():
        raise OnRecordError(f"There is no folder {folder}. Name one that holds the tables: onrecord build --tables DIR")
    schemas = read_schemas(project.schemas)
    identity = identity_of(folder)
    tables = {}
    for name, path in _files(folder, schemas).items():
        step(f"reading {path.name}")
        tables[name] = read_table(path, schemas.released[name])
    if not tables:
        raise OnRecordError(
            f"{folder} holds no table. Put files there that are named by tables, such as statements.parquet; what "
            "columns they have: onrecord describe statements"
        )
    if "terms" not in tables:  # by whose codes the columns of the others are held
        tables["terms"] = pa.Table.from_pylist(_terms(schemas.tables["terms"], schemas))
    return store_of_tables(tables, schemas, identity)


def store_of_tables(tables: Mapping[str, pa.Table], schemas: Schemas, identity: Identity) -> MemoryStore:
    """Tables in the columns of the released schemas, as what a release is written from.

    Tables that are not among them are empty, and columns that are missing have no values, but for the bounds of dates,
    which are computed; computed columns that are there are kept. Rows come into the order of their keys. Raises
    OnRecordError where a column is missing that every row has, or values are not of its type.
    """
    empty = {name: to_arrow([], table, identity) for name, table in schemas.released.items()}
    completed = {
        name: _completed(tables[name], table, empty[name].schema) if name in tables else empty[name]
        for name, table in schemas.released.items()
    }
    return MemoryStore(completed, schemas, identity)


def identity_of(folder: Path) -> Identity:
    """What CITATION.cff says of the tables of a folder; raises OnRecordError, with an example, where it does not."""
    path = folder / CITATION
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        title, license = str(told["title"]), told["license"]
        license = license if isinstance(license, str) else license[0]
        day = told.get("date-released")
        return Identity(
            title=title,
            abstract=" ".join(told["abstract"].split()),
            version=str(told["version"]),
            released=datetime.date.fromisoformat(str(day)) if day else None,
            creators=[_author(author) for author in told["authors"]],
            keywords=[str(word) for word in told.get("keywords", [])],
            license_name=license,
            url=told.get("url"),
            name=NAME.sub("-", title.partition(":")[0].lower()).strip("-") or "dataset",
            license_url=told.get("license-url", f"https://spdx.org/licenses/{license}.html"),
            license_title=license,
            license_note="",
            own=False,
        )
    except (OSError, ValueError, yaml.YAMLError, LookupError, TypeError, AttributeError) as error:
        missing = isinstance(error, FileNotFoundError)
        what = "is missing" if missing else f"does not say enough ({type(error).__name__}: {error})"
        raise OnRecordError(
            f"{path} {what}. It says what the tables are called, who made them, and how they may be used. Write "
            f"one such as this, and run onrecord build --tables {folder} again:\n\n{EXAMPLE}"
        ) from None


def read_table(path: Path, table: Table) -> pa.Table:
    """One file, or a folder with parts; raises OnRecordError where it cannot be read as that table."""
    try:
        return (_in_parts if path.is_dir() else READERS[path.suffix])(path, table)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise OnRecordError(
            f"{path} cannot be read as the table {table.name}: {error}. "
            f"What its columns are: onrecord describe {table.name}"
        ) from None


def _author(author: Mapping[str, str]) -> str:
    parts = (author.get("given-names"), author.get("name-particle"), author.get("family-names"))
    return author.get("name") or " ".join(filter(None, parts)) or author["family-names"]


def _files(folder: Path, schemas: Schemas) -> dict[str, Path]:
    """The file of each table, or the folder with its parts."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if not (is_in_parts(path, schemas.released) if path.is_dir() else path.suffix in READERS):
            continue
        name = table_of(path) if path.is_dir() else path.stem
        if name not in schemas.released:
            raise OnRecordError(
                f"{unknown(name, schemas.released, 'table', None)} Rename {path}, or take it out. "
                "What tables there are: onrecord tables"
            )
        if name in found:
            raise OnRecordError(f"{found[name]} and {path} are the same table. Take one of them out.")
        found[name] = path
    return found


def _parquet(path: Path, table: Table) -> pa.Table:
    return pq.read_table(path)


def _in_parts(folder: Path, table: Table) -> pa.Table:
    """All parts, with what only the names of their folders say."""
    found = []
    for path, values in parts_of(folder, table.named):
        part = pq.ParquetFile(path).read()
        for name, value in values.items():
            if name not in part.column_names:
                part = part.append_column(name, pa.repeat(pa.scalar(value, pa.string()), len(part)))
        found.append(part)
    return pa.concat_tables(found)


def _csv(path: Path, table: Table) -> pa.Table:
    """CSV as a release has it: empty cells for nothing, lists as JSON arrays, text guarded for spreadsheets."""
    types = {field.name: _cell_type(field.type) for field in table.fields}
    options = arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    parsing = arrow_csv.ParseOptions(newlines_in_values=True)
    found = arrow_csv.read_csv(path, parse_options=parsing, convert_options=options)
    for field in table.fields:
        if field.name in found.column_names and field.type in ("string", "list"):
            read = unguarded if field.type == "string" else _list
            column = found[field.name]
            suspect = field.type == "list" or pc.any(pc.match_substring(column, "'")).as_py()
            if suspect:
                values = [None if value is None else read(value) for value in column.to_pylist()]
                index = found.column_names.index(field.name)
                found = found.set_column(index, field.name, pa.array(values, arrow_type(field.type)))
    return found


def _cell_type(kind: str) -> pa.DataType:
    return pa.string() if kind == "list" else arrow_type(kind)


def _list(text: str) -> list[str]:
    items: list[str] = json.loads(unguarded(text))
    return items


def _jsonl(path: Path, table: Table) -> pa.Table:
    # Dates are read as text first: Arrow takes no text of JSON for a date.
    kinds = {f.name: pa.string() if f.type == "date" else arrow_type(f.type) for f in table.fields}
    options = arrow_json.ParseOptions(explicit_schema=pa.schema(kinds.items()))
    found = arrow_json.read_json(path, parse_options=options)
    there = [name for name in found.column_names if name not in kinds or found[name].null_count < len(found)]
    return found.select(there)  # what is in no row is only in the schema that was given


READERS: dict[str, Callable[[Path, Table], pa.Table]] = {".parquet": _parquet, ".csv": _csv, ".jsonl": _jsonl}


def _terms(table: Table, schemas: Schemas) -> list[dict[str, Any]]:
    """The vocabularies of the checkout as rows of the table terms."""

    def typed(field: Any, text: str) -> Any:
        if field.type == "list":
            return text.split(field.spec["delimiter"]) if text else []
        if not text:
            return None
        return text == "true" if field.type == "boolean" else int(text) if field.type == "integer" else text

    terms = [term for scheme in schemas.terms.values() for term in scheme]
    return [{field.name: typed(field, term.get(field.name) or "") for field in table.fields} for term in terms]


def _completed(found: pa.Table, table: Table, schema: pa.Schema) -> pa.Table:
    """A table with all columns of its schema, in their order and types, sorted by its key."""
    names = [name for name in found.column_names if name != RELEASE]
    if strange := [name for name in names if name not in schema.names]:
        raise OnRecordError(
            f"{unknown(strange[0], schema.names, 'column', table.name)} Rename it, or take it out. "
            f"What columns there are: onrecord describe {table.name}"
        )
    columns = {name: found[name] for name in names}
    for field in table.fields:
        if field.edtf and field.name in columns and f"{field.name}_precision" not in columns:
            columns |= _bounds(field.name, columns[field.name])
    required = [field.name for field in table.fields if field.required and field.name not in columns]
    if required and found.num_rows:
        raise OnRecordError(
            f"The table {table.name} has no {_and(required)}, and each row needs a value there. "
            f"What columns there are: onrecord describe {table.name}"
        )
    arrays = [_typed(columns.get(field.name), field, len(found), table) for field in schema]
    return pa.table(arrays, schema=schema).sort_by([(name, "ascending") for name in table.key])


def _typed(column: pa.ChunkedArray | None, field: pa.Field, rows: int, table: Table) -> pa.ChunkedArray | pa.Array:
    """A column in the type of its field; a list that is not there is an empty one, as in what is compiled."""
    try:
        values = pa.nulls(rows, field.type) if column is None else column.cast(field.type)
        return pc.coalesce(values, pa.scalar([], field.type)) if pa.types.is_list(field.type) else values
    except pa.ArrowException as error:
        raise OnRecordError(
            f"The column {field.name} of {table.name} does not hold {field.type}: {error}. "
            f"What its values are: onrecord describe {table.name}"
        ) from None


def _bounds(name: str, dates: pa.ChunkedArray) -> Iterator[tuple[str, pa.Array]]:
    """The first and last day that EDTF dates can mean, and how precise they are."""
    coded = pc.dictionary_encode(dates.cast(pa.string())).combine_chunks()
    try:
        spans = [span(value) for value in coded.dictionary.to_pylist()]
    except ValueError as error:
        raise OnRecordError(f"A date in {name} is none of EDTF: {error}. Write it such as 2026-01-03.") from None
    for end, values, kind in zip(("earliest", "latest", "precision"), zip(*spans, strict=True), TYPES, strict=True):
        yield f"{name}_{end}", pa.array(values, kind).take(coded.indices)


TYPES = (pa.date32(), pa.date32(), pa.string())


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

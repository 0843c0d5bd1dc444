"""Begin a record: allocate an identifier, and write a row or a commented template in its place."""

from __future__ import annotations

import argparse
import re
import secrets
import sys
import unicodedata
from collections.abc import Sequence
from itertools import count
from typing import Any

from onrecord.errors import OnRecordError
from onrecord_build import csv_form
from onrecord_build.check import read_typed
from onrecord_build.csv_records import CsvFile, rows_as_written
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault, Span
from onrecord_build.files import replace
from onrecord_build.project import Project
from onrecord_build.records import Place, Records, Row
from onrecord_build.references import check_references
from onrecord_build.reports.as_text import advice, one_line
from onrecord_build.rules.misplaced_file import place_of
from onrecord_build.schema import Field, Schemas, Table, read_schemas
from onrecord_build.template import template, to_fill
from onrecord_build.values import Typist

KINDS = ("statement", "relationship", "event", "actor", "source", "tenure")
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u, which look like others
LEAST_LETTERS = 4
SPARE = 100  # identifiers that there could be for each that there is, so that two people seldom draw the same
# What the words of an identifier are taken from, where none are given.
WORDS = {
    "statements": ("speaker",),
    "relationships": ("subject", "object"),
    "events": ("label",),
    "sources": ("publisher", "title"),
    "tenures": ("holder", "office"),
}
MOST_WORDS = 6
SHOWN_BY_EVIDENCE = {"actors": "actor", "tenures": "tenure"}  # tables in CSV whose records need a row of evidence


def new(project: Project, arguments: Sequence[str]) -> int:
    """Write a new record from options, and from questions where there is somebody to ask; return the exit status."""
    schemas = read_schemas(project.schemas)
    asked = _parser(schemas).parse_args(arguments)
    table = schemas.tables[f"{asked.what}s"]
    dataset, faults = read_typed(project, schemas)
    given = {name: value for name in table.authored if (value := getattr(asked, name, None))}
    _refuse(_faults_of(given, table, dataset))
    if sys.stdin.isatty() and not asked.no_questions:
        _ask(given, table, dataset)
    key = table.key[0]
    ids = _identifiers(dataset)
    given[key] = given.get(key) or _identifier(table, given, asked.words, ids)
    if given[key] in ids:
        raise OnRecordError(f"'{given[key]}' is there already. Give another with --{key.replace('_', '-')}")
    _refuse(_faults_of(given, table, dataset))
    evidence = {"evidence_id": _identifier(schemas.tables["evidence"], {}, [_words(given[key], table)], ids)}
    if asked.source:
        evidence["source"] = asked.source
        _refuse(_faults_of(evidence, schemas.tables["evidence"], dataset))
    written = _write(project, dataset, faults, table, given, evidence)
    print(f"{given[key]}\nWritten: {', '.join(written)}")
    empty = to_fill(given, evidence, table, schemas) if _in_yaml(table) else [f.name for f in _required(table, given)]
    if table.name in SHOWN_BY_EVIDENCE and not asked.source and given.get("kind") != "media-outlet":
        empty += ["source and lang of its evidence"]
    if empty:
        print(f"Still to fill: {', '.join(empty)}")
    if given.get("kind") == "media-outlet":
        print("A publisher is shown by its pages: onrecord new source --publisher " + given[key])
    print("Then run: onrecord fix && onrecord check")
    return 0


def _parser(schemas: Schemas) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onrecord new",
        description="Begin a record: allocate an identifier and write a row or a commented template in its place. "
        "What is not given as an option is asked for on a terminal, or left to be filled in.",
    )
    kinds = parser.add_subparsers(dest="what", metavar="KIND", required=True, help=", ".join(KINDS))
    for kind in KINDS:
        table = schemas.tables[f"{kind}s"]
        one = kinds.add_parser(kind, help=table.spec["description"].partition(". ")[0].replace("%", "%%"))
        one.add_argument("words", nargs="*", metavar="WORD", help="a few words for the identifier")
        one.add_argument("--no-questions", action="store_true", help="ask nothing, even on a terminal")
        for field in table.authored.values():
            codes = f" One of {', '.join(field.codes)}." if field.codes else ""
            one.add_argument(
                f"--{field.name.replace('_', '-')}",
                dest=field.name,
                metavar=field.type.upper(),
                help=(field.spec["description"] + codes).replace("%", "%%"),
            )
        if "source" not in table.authored:
            one.add_argument("--source", metavar="SOURCE", help="the page that shows it (an identifier, src-…)")
        else:
            one.set_defaults(source=None)
    return parser


def _in_yaml(table: Table) -> bool:
    return any("yaml" in place for place in table.places)


def _required(table: Table, given: dict[str, Any]) -> list[Field]:
    return [field for field in table.authored.values() if field.required and not given.get(field.name)]


class _Answers:
    """Stands for the file of a record that is not written yet: its values are options of the command line."""

    name, text, stem, canonical, crc = "onrecord new", "", "", False, ""

    def __init__(self, table: Table) -> None:
        self.table = table

    def span(self, place: Place, column: str, *, key: bool = False) -> Span:
        return Span(1, 1, 2)


def _faults_of(given: dict[str, Any], table: Table, dataset: Dataset) -> list[Fault]:
    """What is wrong with the values as far as they are given, by themselves and as references."""
    lists = {column for column, field in table.authored.items() if field.type == "list"}
    values = {column: value.split(";") if column in lists else value for column, value in given.items()}
    row = Row(table.name, _Answers(table), (), values, partial=True)
    faults = list(Typist(table, dataset.schemas).type(row))
    rows = {name: list(dataset.rows(name)) for name in dataset.schemas.tables}
    rows[table.name] = [*rows[table.name], row]
    with_it = Dataset(Records(rows), dataset.schemas, {}, None)
    with_it.records.unread |= dataset.records.unread
    return faults + [fault for fault in check_references(with_it) if fault.row is row]


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise OnRecordError("\n".join(f"{one_line(fault.message)}. {advice(fault)}" for fault in faults))


def _ask(given: dict[str, Any], table: Table, dataset: Dataset) -> None:
    """Ask for every required value that was not given; an empty answer leaves it to be filled in later."""
    print("An empty answer leaves a field to be filled in later.")
    for field in _required(table, given):
        if field.name in (table.key[0], "lead_evidence"):  # which are allocated
            continue
        print(f"\n{field.spec['title']}: {field.spec['description']}")
        if field.codes:
            print(f"  {', '.join(field.codes)}")
        while answer := input(f"{field.name}: ").strip():
            faults = _faults_of({field.name: answer}, table, dataset)
            if not faults:
                given[field.name] = answer
                break
            print(f"  {one_line(faults[0].message)}. {advice(faults[0])}")


def _identifiers(dataset: Dataset) -> set[str]:
    """Every identifier that is taken, now or once."""
    taken = {row["id"] for row in dataset.rows("retired_ids")}
    for table in dataset.schemas.tables.values():
        taken |= {row[table.key[0]] for row in dataset.rows(table.name)}
    return {identifier for identifier in taken if identifier}


def _identifier(table: Table, given: dict[str, Any], words: Sequence[str], taken: set[str]) -> str:
    """A new identifier: the name itself for an actor; prefix, letters at random and a few words for all others."""
    if table.name == "actors":
        if not (slug := _slug([*words] or [given.get("name", "")])):
            raise OnRecordError("An actor is called by its name. Give it: onrecord new actor --name 'Name Surname'")
        return slug
    if table.month and not given.get(table.month):
        raise OnRecordError(f"The file lies in a folder of its month. Say when: --{table.month} 2026-02-03")
    prefix = table.authored[table.key[0]].constraints["pattern"].partition("-")[0]
    slug = _slug([*words] or [given.get(column) or "" for column in WORDS.get(table.name, ())]) or "unnamed"
    used = {"-".join(identifier.split("-")[:2]) for identifier in taken if identifier.startswith(f"{prefix}-")}
    start = f"{prefix}-{''.join(secrets.choice(LETTERS) for _ in range(_letters(len(used))))}"
    while start in used:  # longer ones are not, at the latest when they are longer than all
        start += secrets.choice(LETTERS)
    return f"{start}-{slug}"


def _letters(taken: int) -> int:
    """How many letters a new identifier needs where so many are taken."""
    return next(number for number in count(LEAST_LETTERS) if len(LETTERS) ** number >= SPARE * (taken + 1))


def _slug(words: Sequence[str]) -> str:
    plain = unicodedata.normalize("NFKD", " ".join(words).casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain)[:MOST_WORDS])


def _words(identifier: str, table: Table) -> str:
    """The words of an identifier, without prefix and letters."""
    return identifier if table.name == "actors" else identifier.split("-", 2)[2]


def _write(
    project: Project,
    dataset: Dataset,
    faults: Sequence[Fault],
    table: Table,
    given: dict[str, Any],
    evidence: dict[str, str],
) -> list[str]:
    """Write the record, and its evidence where that stands elsewhere; return the names of the files."""
    if _in_yaml(table):
        name = place_of(Row(table.name, _Answers(table), (), given), table)
        assert name is not None
        replace(project.root / name, template(given, evidence, table, dataset.schemas))
        return [name]
    rows = [(table, given)]
    if table.name in SHOWN_BY_EVIDENCE and given.get("kind") != "media-outlet":
        source = dataset.get("sources", evidence.get("source"))
        known = {"support": "supports", "rendition": "document-fact", "lang": source["lang"] if source else None}
        rows.append(
            (
                dataset.schemas.tables["evidence"],
                evidence | known | {SHOWN_BY_EVIDENCE[table.name]: given[table.key[0]]},
            )
        )
    texts = {}
    for one, values in rows:
        name = f"dataset/{next(place['csv'] for place in one.places if 'csv' in place)}"
        file = dataset.records.files.get(name)
        if not isinstance(file, CsvFile) or any(
            f.path == name for f in faults if f.code != "not-canonical" and f.row is None
        ):
            raise OnRecordError(
                f"{name} has faults, so nothing was added to it. Mend them first: onrecord check {name}"
            )
        before = [cells for _, cells in rows_as_written(file)]
        texts[name] = csv_form.write([*before, {c: v for c, v in values.items() if v}], one)
    for name, text in texts.items():
        replace(project.root / name, text)
    return list(texts)

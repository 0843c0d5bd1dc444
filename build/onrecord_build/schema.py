"""The Table Schemas and vocabularies in schemas/: the one source of what is valid."""

from __future__ import annotations

import csv
import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import OnRecordError

SUFFIX = ".schema.json"


class Field:
    """One column: its entry in the Table Schema, with the codes of its vocabulary."""

    def __init__(self, spec: dict[str, Any], codes: tuple[str, ...] | None = None) -> None:
        self.spec = spec
        self.codes = codes
        self.name: str = spec["name"]
        self.type: str = spec["type"]
        self.derived = bool(spec.get("derived"))  # computed, and never typed by hand
        self.substantive = bool(spec.get("substantive", True))  # says something, and not only in our own words
        self.edtf = bool(spec.get("edtf"))
        self.delimiter: str = spec.get("delimiter", "")  # between the items of a list in a cell of CSV
        self.basis: str | None = spec.get("basis")  # what its values rest on: a term of the vocabulary `basis`
        self.constraints: dict[str, Any] = spec.get("constraints", {})

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What every value matches from end to end."""
        return re.compile(self.constraints["pattern"]) if "pattern" in self.constraints else None

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def unique(self) -> bool:
        return bool(self.constraints.get("unique"))


class Reference(NamedTuple):
    """A foreign key: a column whose values name records of a table."""

    field: str
    table: str
    key: str


class Table:
    """One table: its Table Schema, as columns that records have and columns that a release adds."""

    def __init__(self, name: str, spec: dict[str, Any], fields: tuple[Field, ...]) -> None:
        self.name = name
        self.spec = spec
        self.fields = fields

    @cached_property
    def authored(self) -> dict[str, Field]:
        """The columns that a person writes."""
        return {f.name: f for f in self.fields if not f.derived}

    @cached_property
    def named(self) -> dict[str, Field]:
        """All columns by name, those included that a release adds."""
        return {f.name: f for f in self.fields}

    @cached_property
    def key(self) -> list[str]:
        return list(self.spec["primaryKey"])

    @property
    def places(self) -> list[dict[str, Any]]:
        """Where its records are written.

        {"csv": file, "generated": true where no person writes it}; {"yaml": folder, "month": column that names the
        folder in it}; or {"nested_in": table, "key": name of the list, "parent": column of the outer record,
        "unordered": true where the order says nothing}.
        """
        return list(self.spec["authored"])

    @property
    def order(self) -> list[str]:
        """The columns by which its rows are sorted in a file."""
        return list(self.spec.get("order", self.key))

    @property
    def unordered(self) -> bool:
        """True where its records are nested in others and their order means nothing."""
        return any(place.get("unordered") for place in self.places)

    @property
    def released(self) -> bool:
        """False where its records serve the checking of others and are in no release."""
        return bool(self.spec.get("released", True))

    @property
    def substantive(self) -> bool:
        """False where its records say nothing of the matter: vocabularies, searches, codings, identifiers given up."""
        return bool(self.spec.get("substantive", True))

    @property
    def citable(self) -> bool:
        """True where releases hold records that stand by themselves, and whose values do not change without a word."""
        by_itself = any("csv" in place or "yaml" in place for place in self.places)
        return self.released and by_itself and self.substantive

    @cached_property
    def folder(self) -> str | None:
        """The folder of dataset/ that holds a file for each of its records, where there is one."""
        return next((place["yaml"] for place in self.places if "yaml" in place), None)

    @cached_property
    def month(self) -> str | None:
        """The column whose month names the folder that a record's file lies in, where there is one."""
        return next((place["month"] for place in self.places if "month" in place), None)

    @cached_property
    def references(self) -> list[Reference]:
        return [
            Reference(k["fields"][0], k["reference"]["resource"] or self.name, k["reference"]["fields"][0])
            for k in self.spec.get("foreignKeys", [])
        ]

    def referred(self, column: str) -> str:
        """The table that a column refers to."""
        return next(reference.table for reference in self.references if reference.field == column)


class Schemas(NamedTuple):
    """All tables by name, and the terms of all vocabularies by scheme."""

    tables: dict[str, Table]
    terms: dict[str, list[dict[str, str]]]

    @property
    def released(self) -> dict[str, Table]:
        """The tables that a release holds."""
        return {name: table for name, table in self.tables.items() if table.released}

    @property
    def citable(self) -> dict[str, Table]:
        """The tables whose released records are kept, and corrected only with an erratum."""
        return {name: table for name, table in self.tables.items() if table.citable}

    def nested_in(self, table: str) -> dict[str, tuple[Table, str]]:
        """The tables whose records stand inside those of `table`, in order: key → table, column of the parent."""
        found = {
            place["key"]: (inner, place["parent"])
            for inner in self.tables.values()
            for place in inner.places
            if place.get("nested_in") == table
        }
        return {key: found[key] for key in self.tables[table].spec.get("nested", [])}


def bounds(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The derived columns that a release puts behind an EDTF column."""
    name, title = spec["name"], spec["title"]
    added = [
        ("earliest", {"type": "date"}, f"First day that {name} can mean. Empty where it is open."),
        ("latest", {"type": "date"}, f"Last day that {name} can mean. Empty where it is open."),
        ("precision", {"type": "string", "vocabulary": "date-precision"}, f"How precise {name} is."),
    ]
    return [
        {"name": f"{name}_{end}", **kind, "derived": True, "title": f"{title}, {end}", "description": text}
        for end, kind, text in added
    ]


def names_of_tables(folder: Path) -> list[str]:
    """The tables that there are Table Schemas for, by the names of these files alone."""
    return sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))


def read_schemas(folder: Path) -> Schemas:
    """Read the Table Schemas and the vocabularies (terms.csv) of a folder.

    The terms are records as well: what is wrong with them is found when they are checked, so here they are only read as
    far as they can be. Raises OnRecordError where a Table Schema is no JSON.
    """
    terms = _read_terms(folder / "terms.csv")
    tables = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        try:
            spec = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise OnRecordError(f"{path} is no JSON: {error}. Mend it, or take it back: git checkout {path}") from None
        specs = [s for own in spec["fields"] for s in (own, *(bounds(own) if own.get("edtf") else ()))]
        tables[name] = Table(name, spec, tuple(Field(s, _codes(terms, s.get("vocabulary"))) for s in specs))
    return Schemas(tables, terms)


def _codes(terms: dict[str, list[dict[str, str]]], vocabulary: str | None) -> tuple[str, ...] | None:
    """The codes of a vocabulary in order; None where the column has none, or none could be read."""
    return tuple(term["code"] for term in terms[vocabulary]) if vocabulary in terms else None


def _read_terms(path: Path) -> dict[str, list[dict[str, str]]]:
    """The terms of each scheme, by rank."""
    terms: dict[str, list[dict[str, str]]] = {}
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for term in csv.DictReader(file):
                if term.get("scheme") and term.get("code"):
                    terms.setdefault(term["scheme"], []).append(term)
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    for scheme in terms.values():
        scheme.sort(key=lambda term: (len(term.get("rank") or ""), term.get("rank") or ""))
    return terms

"""The Table Schemas and vocabularies in schemas/: the one source of what is valid."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

SUFFIX = ".schema.json"


@dataclass(frozen=True)
class Field:
    """One column: its entry in the Table Schema, with the codes of its vocabulary."""

    spec: dict[str, Any]
    codes: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        return str(self.spec["name"])

    @property
    def type(self) -> str:
        return str(self.spec["type"])

    @property
    def derived(self) -> bool:
        """True where the value is computed and never typed by hand."""
        return bool(self.spec.get("derived"))

    @property
    def edtf(self) -> bool:
        return bool(self.spec.get("edtf"))

    @property
    def constraints(self) -> dict[str, Any]:
        return dict(self.spec.get("constraints", {}))

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class Reference:
    """A foreign key: a column whose values name records of a table."""

    field: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """One table: its Table Schema, as columns that records have and columns that a release adds."""

    name: str
    spec: dict[str, Any]
    fields: tuple[Field, ...]

    @cached_property
    def authored(self) -> dict[str, Field]:
        """The columns that a person writes."""
        return {f.name: f for f in self.fields if not f.derived}

    @property
    def key(self) -> list[str]:
        return list(self.spec["primaryKey"])

    @property
    def places(self) -> list[dict[str, str]]:
        """Where its records are written: {"csv": file}, {"yaml": folder} or {"nested_in": table, "key": …}."""
        return list(self.spec["authored"])

    @property
    def references(self) -> list[Reference]:
        return [
            Reference(k["fields"][0], k["reference"]["resource"] or self.name, k["reference"]["fields"][0])
            for k in self.spec.get("foreignKeys", [])
        ]


@dataclass(frozen=True)
class Schemas:
    """All tables by name, and the terms of all vocabularies by scheme."""

    tables: dict[str, Table]
    terms: dict[str, list[dict[str, str]]] = field(repr=False)

    def nested_in(self, table: str) -> dict[str, tuple[Table, str]]:
        """The tables whose records stand inside those of `table`: key in the record → table, column of the parent."""
        return {
            place["key"]: (inner, place["parent"])
            for inner in self.tables.values()
            for place in inner.places
            if place.get("nested_in") == table
        }


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


def read_schemas(folder: Path) -> Schemas:
    """Read the Table Schemas and the vocabularies (terms.csv) of a folder."""
    terms: dict[str, list[dict[str, str]]] = {}
    with open(folder / "terms.csv", encoding="utf-8", newline="") as file:
        for term in csv.DictReader(file):
            terms.setdefault(term["scheme"], []).append(term)
    for scheme in terms.values():
        scheme.sort(key=lambda term: int(term["rank"]))

    tables = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        spec = json.loads(path.read_text(encoding="utf-8"))
        specs = [s for own in spec["fields"] for s in (own, *(bounds(own) if own.get("edtf") else ()))]
        fields = tuple(
            Field(s, tuple(t["code"] for t in terms[s["vocabulary"]]) if "vocabulary" in s else None) for s in specs
        )
        tables[name] = Table(name, spec, fields)
    return Schemas(tables, terms)

"""What every peer checks, read from schemas/: columns, keys, references, and a few rules that one row can break."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from made_up.few import SCHEMAS
from made_up.sizes import TABLES

from onrecord_build.editor_schema import EDTF
from onrecord_build.rules.quotation_given import QUOTED
from onrecord_build.schema import Field, Table, read_schemas
from onrecord_build.values import LONGEST

RELEASE = "release"  # the last column of text files, of which nothing is asked
CONTROL = r"[\x00-\x08\x0B-\x1F\x7F-\x9F]"
SPACE = r"^\s|\s$"
ADDRESS = r"https?://[^\s/]+\S*"


class Count(NamedTuple):
    """So many of the columns are given."""

    code: str
    columns: tuple[str, ...]
    allowed: tuple[int, ...]


class Given(NamedTuple):
    """One column is given exactly where another has one of some values; nothing is said where that is missing."""

    code: str
    column: str
    where: str
    values: tuple[str, ...]


class Positive(NamedTuple):
    """A number is greater than zero."""

    code: str
    column: str


class NotBefore(NamedTuple):
    """A day is not before another, with one day of slack."""

    code: str
    column: str
    other: str


Law = Count | Given | Positive | NotBefore


def tables() -> dict[str, Table]:
    """The tables by name."""
    schemas = read_schemas(SCHEMAS)
    return {name: schemas.tables[name] for name in TABLES}


def laws(table: Table) -> list[Law]:
    """The rules of a row."""
    found: list[Law] = [Count("exactly-one", tuple(columns), (1,)) for columns in table.spec.get("exactlyOne", [])]
    found += [Count("all-or-none", tuple(c), (0, len(c))) for c in table.spec.get("allOrNone", [])]
    return found + LAWS.get(table.name, [])


LAWS: dict[str, list[Law]] = {
    "evidence": [Given("quotation-given", "exact", "rendition", tuple(sorted(QUOTED)))],
    "actors": [Given("region-of-state", "region", "kind", ("state",))],
    "relationships": [Positive("amount-positive", "amount")],
    "sources": [
        Given("unseen-source", "accessed", "access", ("full-text", "excerpt")),
        NotBefore("accessed-before-published", "accessed", "published_earliest"),
    ],
}


def pattern(field: Field) -> tuple[str, str] | None:
    """What a text matches from end to end, with the code of the rule that says so."""
    if field.edtf:
        return "wrong-date", EDTF
    if field.spec.get("format") == "uri":
        return "wrong-address", ADDRESS
    return ("wrong-pattern", str(field.constraints["pattern"])) if "pattern" in field.constraints else None


def longest(field: Field) -> int:
    """How many characters a text has at most; links and quotations may be long."""
    return int(field.constraints.get("maxLength", LONGEST)) if field.type == "string" else LONGEST


def uniques(table: Table) -> list[str]:
    """Columns in which no value occurs twice; a key of several columns is not among them."""
    return [field.name for field in table.fields if field.constraints.get("unique")]


def joint_key(table: Table) -> list[str] | None:
    """The columns of which no combination occurs twice, where there are several."""
    return table.key if len(table.key) > 1 else None


def keys(table: Table) -> list[list[str]]:
    """The columns, one or several, of which no combination occurs twice."""
    joint = joint_key(table)
    return [*([name] for name in uniques(table)), *([joint] if joint else [])]


def holds(law: Law, row: Mapping[str, Any]) -> bool:
    """Whether a row with values of their types keeps a law."""
    match law:
        case Count(_, columns, allowed):
            return sum(row[column] is not None for column in columns) in allowed
        case Given(_, column, where, values):
            return row[where] is None or (row[column] is not None) == (row[where] in values)
        case Positive(_, column):
            return row[column] is None or row[column] > 0
        case NotBefore(_, column, other):
            return None in (row[column], row[other]) or row[column] >= row[other] - timedelta(days=1)

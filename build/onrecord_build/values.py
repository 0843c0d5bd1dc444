"""Give the strings of a record the types and limits that its Table Schema states."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from onrecord_build import edtf
from onrecord_build.faults import Fault, nearest, shown
from onrecord_build.records import Row
from onrecord_build.schema import Field, Table

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INTEGER = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
ALLOWED_CONTROLS = "\n\t"


class Wrong(Exception):
    """A value that its column does not take: what is wrong, why, what to do."""


def type_row(row: Row, table: Table) -> Iterator[Fault]:
    """Turn the row's strings into typed values, in place; yield a fault for each that cannot be."""
    for field in table.authored.values():
        if field.name in row.broken:  # what stands there was never checked, and no rule should see it
            row.values[field.name] = None
            continue
        try:
            value = row.values.get(field.name)
            if value is None or value == []:
                if field.required:
                    raise Wrong(
                        f"{field.name} is missing",
                        f"It is required: {field.spec['description'].rstrip('.')}",
                        f"Add '{field.name}'",
                    )
                row.values[field.name] = [] if field.type == "list" else None
            else:
                row.values[field.name] = _typed(value, field)
        except Wrong as wrong:
            row.values[field.name] = None
            row.broken.add(field.name)
            yield row.fault(field.name, *wrong.args)
    yield from _groups(row, table)


def _typed(value: Any, field: Field) -> Any:
    if field.type == "list":
        return _list(value, field)
    if not isinstance(value, str):
        form = "a list" if isinstance(value, list) else "a mapping"
        raise Wrong(
            f"{field.name} is {form}",
            "It takes one value",
            "Write it as 'name: value', in quotation marks if it holds ': '",
        )
    _text(value, field)
    match field.type:
        case "boolean":
            if value not in ("true", "false"):
                raise Wrong(
                    f"{field.name} is '{shown(value)}'", "It is either true or false", "Write 'true' or 'false'"
                )
            return value == "true"
        case "integer":
            if not INTEGER.fullmatch(value):
                raise Wrong(f"{field.name} is '{shown(value)}'", "It is a whole number", "Write digits only")
            return int(value)
        case "number":
            if not NUMBER.fullmatch(value):
                raise Wrong(
                    f"{field.name} is '{shown(value)}'",
                    "It is a number",
                    "Write digits, with a point before decimals and no separators",
                )
            return float(value)
        case "date":
            return _day(value, field)
    if field.edtf:
        try:
            edtf.parse(value)
        except ValueError as error:
            raise Wrong(
                f"{field.name} is '{shown(value)}', and {error}",
                "Dates are written in EDTF",
                f"Write a date such as {edtf.FORMS}",
            ) from None
    return value


def _text(value: str, field: Field) -> None:
    if value != value.strip():
        raise Wrong(
            f"{field.name} begins or ends with white space",
            "It would count as another value",
            "Take the white space away",
        )
    for character in value:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in ALLOWED_CONTROLS:
            raise Wrong(
                f"{field.name} holds the control character U+{ord(character):04X}",
                "It cannot be seen and breaks other programs",
                "Take it out",
            )
    if field.codes is not None and value not in field.codes:
        fix = nearest(value, field.codes, f"Take one of these: {', '.join(field.codes)}")
        raise Wrong(
            f"{field.name} '{shown(value)}' is not a code of {field.spec['vocabulary']}",
            "Codes and their meaning stand in schemas/terms.csv",
            fix,
        )
    limits = field.constraints
    if field.type == "string" and len(value) > limits.get("maxLength", len(value)):
        raise Wrong(
            f"{field.name} has {len(value)} characters",
            f"At most {limits['maxLength']} are allowed",
            "Shorten it; details can go into the note",
        )
    if "pattern" in limits and not re.fullmatch(limits["pattern"], value):
        raise Wrong(
            f"{field.name} '{shown(value)}' has not the form asked for",
            f"It must match {limits['pattern']}",
            f"See '{field.name}' in: onrecord describe",
        )
    if field.spec.get("format") == "uri" and not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise Wrong(
            f"{field.name} '{shown(value)}' is not an address",
            "An address begins with https:// or http:// and holds no white space",
            "Copy it from the address bar",
        )


def _list(value: Any, field: Field) -> list[str]:
    # In CSV a list is one cell; in YAML it is a list.
    items = value.split(field.spec["delimiter"]) if isinstance(value, str) else value
    if not isinstance(items, list) or any(not isinstance(item, str) for item in items):
        raise Wrong(
            f"{field.name} is not a list of values",
            "It takes one or more plain values",
            f"Write '{field.name}: [one, two]'",
        )
    for item in items:
        _text(item, field)
        if not item:
            raise Wrong(f"{field.name} has an empty item", "Every item says something", "Take the spare separator out")
    if len(set(items)) < len(items):
        raise Wrong(f"{field.name} names an item twice", "Once is enough", "Take one of them out")
    if len(items) > field.constraints.get("maxLength", len(items)):
        raise Wrong(
            f"{field.name} has {len(items)} items",
            f"At most {field.constraints['maxLength']} are allowed",
            "Keep the most important",
        )
    return list(items)


def _day(value: str, field: Field) -> date:
    try:
        if not DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise Wrong(
            f"{field.name} is '{shown(value)}'", "It is a day of the calendar", "Write it as YYYY-MM-DD"
        ) from None


def _groups(row: Row, table: Table) -> Iterator[Fault]:
    """Columns of which exactly one is given, or all or none."""
    for columns in table.spec.get("exactlyOne", []):
        given = [c for c in columns if row[c] is not None or c in row.broken]
        if len(given) != 1:
            what = (
                f"{' and '.join(given) if given else 'none'} of {', '.join(columns)} {'are' if given else 'is'} given"
            )
            yield row.fault(
                given[-1] if given else None, what, "Exactly one of them says what the row is about", "Keep or add one"
            )
    for columns in table.spec.get("allOrNone", []):
        given = [c for c in columns if row[c] is not None or c in row.broken]
        if given and len(given) < len(columns):
            lacking = [c for c in columns if c not in given]
            yield row.fault(
                given[0],
                f"{', '.join(given)} without {', '.join(lacking)}",
                f"{', '.join(columns)} mean something only together",
                "Add what is missing, or take all of them out",
            )

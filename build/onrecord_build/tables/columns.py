"""Which values of a column of text are not of its kind: an expression for an engine, as strict as the Typist.

Texts, identifiers, codes and numbers are looked at by the engine. What takes a calendar or a list apart is asked of
every different value once, in Python, of the Typist itself: there are few of them, however long the table is.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import narwhals as nw
import pyarrow as pa

from onrecord_build import edtf
from onrecord_build.schema import Field
from onrecord_build.tables.engines import ITEMS
from onrecord_build.values import ADDRESS_IN_ENGINES, INTEGER, LONGEST, NUMBER, Typist, Wrong

SPACE = "\t\n\x0b\x0c\r\x1c-\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"  # but line break and tab
# Control characters, and white space at either end.
UNTIDY = f"[{CONTROLS}]|\\A[{SPACE}]|[{SPACE}]\\z"


def is_mapped(field: Field) -> bool:
    """Whether the different values of a column are judged one by one."""
    return field.edtf or field.type in ("date", "list")


def wrong(field: Field) -> nw.Expr:
    """True of values of a text column that are not of its kind; null where there is no value."""
    text = nw.col(field.name)
    match field.type:
        case "boolean":
            return ~text.is_in(["true", "false"])
        case "integer":
            return ~text.str.contains(_whole(INTEGER.pattern))
        case "number":
            return ~text.str.contains(_whole(NUMBER.pattern))
    if field.codes is not None:
        return ~text.is_in(list(field.codes))
    parts = [text.str.len_chars() > field.constraints.get("maxLength", LONGEST)]
    is_address = field.spec.get("format") == "uri"
    if is_address:
        parts.append(~text.str.contains(_whole(ADDRESS_IN_ENGINES.format(space=SPACE + CONTROLS))))
    if field.pattern is not None:
        parts.append(~text.str.contains(_whole(field.pattern.pattern)))
    # An address holds neither white space nor control characters, nor does what a pattern without a space lets pass.
    if not is_address and (field.pattern is None or " " in field.pattern.pattern):
        parts.append(text.str.contains(UNTIDY))
    return nw.any_horizontal(*parts, ignore_nulls=False)


def typed(field: Field) -> nw.Expr:
    """The value that a text column stands for, where it is of its kind."""
    text = nw.col(field.name)
    match field.type:
        case "boolean":
            return text == "true"
        case "integer":
            return text.cast(nw.Int64)
        case "number":
            return text.cast(nw.Float64)
    return text


def judged(values: list[str], field: Field, typist: Typist) -> pa.Table:
    """Different values of a column, whether each is right, and what it stands for: days, or the items of a list."""
    right: list[bool] = []
    items: list[str | None] = []
    ends: tuple[list[date | None], list[date | None]] = ([], [])
    for value in values:
        try:
            found = typist.typed(as_items(value, field) if field.type == "list" else value, field)
        except Wrong:
            found = None
        right.append(found is not None)
        items.append(",".join(found) if isinstance(found, list) and found else None)
        span = edtf.parse(found) if field.edtf and found is not None else None
        ends[0].append(span.earliest if span else found if isinstance(found, date) else None)
        ends[1].append(span.latest if span else None)
    kinds = {
        "value": pa.string(),
        "right": pa.bool_(),
        "joined": pa.string(),
        "earliest": pa.date32(),
        "latest": pa.date32(),
    }
    return pa.table([values, right, items, *ends], schema=pa.schema(list(kinds.items())))


def as_items(text: str, field: Field) -> Any:
    """The items of a list as a file has it: between separators, as a JSON array, or as a cell of CSV."""
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text.split(ITEMS if ITEMS in text or not field.delimiter else field.delimiter)


def _whole(pattern: str) -> str:
    return rf"\A(?:{pattern})\z"

"""Give the strings of a record the types and limits that its Table Schema states."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from onrecord_build import edtf
from onrecord_build.faults import Choice, Fault, shown
from onrecord_build.nearest import near, nearest
from onrecord_build.records import Row
from onrecord_build.schema import Field, Schemas, Table

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INTEGER = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
ADDRESS_IN_ENGINES = "https?://[^{space}/]+[^{space}]*"  # the same, where \s does not mean all white space
ALLOWED_CONTROLS = "\n\t"
LONGEST = 10_000  # characters of any value; the longest quotation is far below


NEW = object()  # stands for what was not typed before


class Wrong(Exception):
    """A value that its column does not take."""

    def __init__(self, code: str, message: str, help: str, suggestions: tuple[Choice, ...] = ()) -> None:
        super().__init__(message)
        self.code, self.message, self.help, self.suggestions = code, message, help, suggestions


class Typist:
    """Types the rows of one table.

    Most values occur many times, codes and identifiers above all: what was found right once is remembered. Of the rest
    most are texts, of which a glance tells that they are right; only what is left is looked at in full.
    """

    def __init__(self, table: Table, schemas: Schemas) -> None:
        self.table = table
        self.schemas = schemas
        self.known: dict[str, dict[str, Any]] = {name: {} for name in table.authored}
        self.glances = {name: glance for name, field in table.authored.items() if (glance := _glance(field))}
        self.required = {name for name, field in table.authored.items() if field.required}
        self.lists = [name for name, field in table.authored.items() if field.type == "list"]
        one, all_ = table.spec.get("exactlyOne", []), table.spec.get("allOrNone", [])
        # Columns, and how many of them may be given.
        self.groups = [(set(c), {1}) for c in one] + [(set(c), {0, len(c)}) for c in all_]

    def type(self, row: Row) -> Iterator[Fault]:
        """Turn the row's strings into typed values, in place; yield a fault for each that cannot be."""
        known, glances = self.known, self.glances
        for name, value in row.items():
            cache = known.get(name)
            if cache is None or value is None:
                continue
            typed = cache.get(value, NEW) if value.__class__ is str else NEW
            if typed is not NEW:
                row[name] = typed
            elif name in row.broken or (name in glances and value.__class__ is str and glances[name](value)):
                continue
            else:
                yield from self._first(row, name, value)
        keys = row.keys()
        simple = not row.broken and None not in row.values()
        if not (simple and self.required <= keys):
            yield from self._missing(row)
        for columns, right in self.groups:
            if not simple or len(keys & columns) not in right:
                yield from groups(row, self.table)
                break
        for name in self.lists:
            if row[name] is None:
                row[name] = []

    def value(self, name: str, value: Any) -> Any:
        """The typed value of a column, of text or a list of texts; raises Wrong where it is none."""
        if name in self.glances and value.__class__ is str and self.glances[name](value):
            return value
        return self.typed(value, self.table.authored[name])

    def complete(self, columns: set[str]) -> bool:
        """Whether a record that has these columns, and no others, lacks nothing that has to be there."""
        return self.required <= columns and all(len(columns & some) in right for some, right in self.groups)

    def _missing(self, row: Row) -> Iterator[Fault]:
        """Faults of required values that are not there."""
        for name in sorted(self.required):
            if row[name] in (None, []) and name not in row.broken and not row.partial:
                row.broken |= {name}
                message, help = lacking(self.table.authored[name])
                yield row.fault(name, message, help, code="missing-value")
        for name in row.broken:  # what stands there was never checked, and no rule should see it
            row[name] = None

    def _first(self, row: Row, name: str, value: Any) -> Iterator[Fault]:
        """Type a value that was not seen before, and remember it if it is right."""
        try:
            # In CSV a list is one cell; in YAML it is a list.
            field, in_cell = self.table.authored[name], row.file.name.endswith(".csv")
            typed = row[name] = self.typed(
                value.split(field.delimiter) if in_cell and field.delimiter else value, field
            )
        except Wrong as wrong:
            row[name] = None
            row.broken |= {name}
            yield row.fault(name, wrong.message, wrong.help, wrong.suggestions, code=wrong.code, value=value)
        else:
            if isinstance(value, str) and not isinstance(typed, list):
                self.known[name][value] = typed

    def typed(self, value: Any, field: Field) -> Any:
        """A value as its column has it, of text or a list of texts; raises Wrong where it is none."""
        if field.type == "list":
            return self._list(value, field)
        if not isinstance(value, str):
            form = "a list" if isinstance(value, list) else "a mapping"
            help = "Write it as 'name: value', in quotation marks if it holds ': '"
            raise Wrong("wrong-shape", f"{field.name} is {form}, and takes one value", help)
        self._text(value, field)
        match field.type:
            case "boolean":
                if value not in ("true", "false"):
                    message = f"{field.name} is '{shown(value)}', and is either true or false"
                    raise Wrong("wrong-type", message, "Write 'true' or 'false'", near(value, ["true", "false"]))
                return value == "true"
            case "integer":
                if not INTEGER.fullmatch(value):
                    message = f"{field.name} is '{shown(value)}', and is a whole number"
                    raise Wrong("wrong-type", message, "Write digits only")
                return int(value)
            case "number":
                if not NUMBER.fullmatch(value):
                    message = f"{field.name} is '{shown(value)}', and is a number"
                    help = "Write digits, with a point before decimals and no separators"
                    raise Wrong("wrong-type", message, help)
                return float(value)
            case "date":
                return _day(value, field)
        if field.edtf:
            try:
                edtf.parse(value)
            except ValueError as error:
                message = f"{field.name} is '{shown(value)}', and {error}"
                raise Wrong("wrong-date", message, f"Write a date of EDTF, such as {edtf.FORMS}") from None
        return value

    def _text(self, value: str, field: Field) -> None:
        limits = field.constraints
        if not value.isprintable():
            for character in value:
                if unicodedata.category(character) in ("Cc", "Cs") and character not in ALLOWED_CONTROLS:
                    message = f"{field.name} holds the control character U+{ord(character):04X}"
                    raise Wrong(
                        "control-character", message, "Take it out; it cannot be seen and breaks other programs"
                    )
        if value != value.strip():
            message = f"{field.name} begins or ends with white space"
            raise Wrong("white-space", message, "Take the white space away, or run: onrecord fix")
        longest = limits.get("maxLength", LONGEST) if field.type == "string" else LONGEST
        if len(value) > longest:
            message = f"{field.name} has {len(value)} characters; at most {longest} are allowed"
            raise Wrong("too-long", message, "Shorten it; details can go into the note")
        if field.codes is not None and value not in field.codes:
            vocabulary = field.spec["vocabulary"]
            suggestions = self._codes(value, vocabulary)
            choice = "" if suggestions else f"Take one of {', '.join(field.codes)}. "
            message = f"{field.name} '{shown(value)}' is not a code of {vocabulary}"
            raise Wrong(
                "unknown-code", message, f"{choice}What each code means stands in schemas/terms.csv", suggestions
            )
        if field.pattern is not None and not field.pattern.fullmatch(value):
            message = f"{field.name} '{shown(value)}' has not the form asked for, {limits['pattern']}"
            raise Wrong("wrong-pattern", message, f"See '{field.name}' in: onrecord describe {self.table.name}")
        if field.spec.get("format") == "uri" and not ADDRESS.fullmatch(value):
            message = f"{field.name} '{shown(value)}' is not an address"
            help = "Copy it from the address bar: it begins with https:// or http:// and holds no white space"
            raise Wrong("wrong-address", message, help)

    def _codes(self, value: str, vocabulary: str) -> tuple[Choice, ...]:
        return nearest(value, [Choice(t["code"], t.get("label") or "") for t in self.schemas.terms[vocabulary]])

    def _list(self, items: Any, field: Field) -> list[str]:
        if not isinstance(items, list) or any(not isinstance(item, str | None) for item in items):
            help = f"Write '{field.name}: [one, two]'"
            raise Wrong("wrong-shape", f"{field.name} is not a list of values", help)
        for item in items:
            if not item:
                message = f"{field.name} has an empty item"
                raise Wrong("wrong-shape", message, "Take the spare separator out")
            self._text(item, field)
        if len(set(items)) < len(items):
            message = f"{field.name} names an item twice"
            raise Wrong("repeated-item", message, "Take one of them out, or run: onrecord fix")
        if len(items) > field.constraints.get("maxLength", len(items)):
            message = f"{field.name} has {len(items)} items; at most {field.constraints['maxLength']} are allowed"
            raise Wrong("too-long", message, "Keep the most important")
        return list(items)


def lacking(field: Field) -> tuple[str, str]:
    """What is said where a value that has to be there is not: message and help."""
    codes = f". One of {', '.join(field.codes)}" if field.codes else ""
    return f"{field.name} is missing", f"Add '{field.name}': {field.spec['description'].rstrip('.')}{codes}"


def _day(value: str, field: Field) -> date:
    try:
        if not DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        message = f"{field.name} is '{shown(value)}', and is a day of the calendar"
        raise Wrong("wrong-date", message, "Write it as YYYY-MM-DD") from None


def _glance(field: Field) -> Callable[[str], object] | None:
    """A quick look that tells of most values of a column that they are right as they are, if there is one."""
    if field.type != "string" or field.edtf or "format" in field.spec or field.codes is not None:
        return None
    if field.pattern is not None:
        return field.pattern.fullmatch
    longest = field.constraints.get("maxLength", LONGEST)
    return lambda text: len(text) <= longest and text.isprintable() and text[0] != " " and text[-1] != " "


def groups(row: Row, table: Table) -> Iterator[Fault]:
    """Faults of columns of which exactly one is given, or all or none."""
    if row.partial:
        return
    for columns in table.spec.get("exactlyOne", []):
        given = [c for c in columns if row[c] is not None or c in row.broken]
        if len(given) != 1:
            verb = "are" if given else "is"
            message = f"{' and '.join(given) if given else 'none'} of {', '.join(columns)} {verb} given"
            help = f"Give exactly one of {', '.join(columns)}: it says what the record is about"
            yield row.fault(given[-1] if given else None, message, help, code="exactly-one", key=True)
    for columns in table.spec.get("allOrNone", []):
        given = [c for c in columns if row[c] is not None or c in row.broken]
        if given and len(given) < len(columns):
            lacking = [c for c in columns if c not in given]
            message = f"{', '.join(given)} without {', '.join(lacking)}"
            help = f"Add {', '.join(lacking)}, or take {', '.join(given)} out: they mean something only together"
            yield row.fault(given[0], message, help, code="all-or-none", key=True)

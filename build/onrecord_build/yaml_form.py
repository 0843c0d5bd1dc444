"""The canonical form of a YAML record: keys in the order of the schema, quotation marks only where they are needed, a
long text folded at 100 columns. One form means that a difference between two versions is a difference in content.

`write` says what the form is. `read` takes text in that form several times faster than a YAML parser; how it does need
not be trusted, because what it took counts only where writing it gives the same text again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from onrecord_build.schema import Schemas, Table

WIDTH = 100
# What may stand without quotation marks: no indicator at its beginning, no ": " or " #" in it.
PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`=<~](?:[^:#]|:(?=\S)|(?<=\S)#)*""")
# What a parser of YAML 1.1 or 1.2 could take for a number, a date, a truth value or nothing.
OTHER_TYPE = re.compile(r"[-+.0-9][-+.,0-9:_a-fxotz ]*(?:inf|nan)?|null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
SPACES = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000])  # can be seen, whatever str.isprintable() says

Record = dict[str, Any]
Render = Callable[[str], str]
Path = tuple[str | int, ...]


class Layout(NamedTuple):
    """The keys of a record in order, each with how its values are written, and the lists of records nested in it."""

    keys: dict[str, Render]
    nested: dict[str, dict[str, Render]]
    sorted_by: dict[str, list[str]]  # nested lists whose order means nothing, with the columns that sort them


class Comments(NamedTuple):
    """Comments by the path of the key that they stand before, or behind on the same line; () is the end of the file."""

    before: dict[Path, list[str]]
    behind: dict[Path, str]


def layout_of(table: Table, schemas: Schemas) -> Layout:
    """The layout of the records of a table whose records have files of their own."""
    inner = schemas.nested_in(table.name)
    return Layout(
        _renders(table),
        {key: _renders(child, parent) for key, (child, parent) in inner.items()},
        {key: [c for c in child.key if c != parent] for key, (child, parent) in inner.items() if child.unordered},
    )


def _renders(table: Table, parent: str = "") -> dict[str, Render]:
    fields = (f for f in table.authored.values() if f.name != parent)
    return {f.name: typed if f.edtf or f.type not in ("string", "list") else text for f in fields}


@lru_cache(maxsize=2**17)
def text(value: str) -> str:
    """A text, in quotation marks where YAML could read something else."""
    return value if _plain(value) and not OTHER_TYPE.fullmatch(value) else quoted(value)


@lru_cache(maxsize=2**14)
def typed(value: str) -> str:
    """A date, number or truth value, whose type the schema knows."""
    return value if _plain(value) else quoted(value)


def quoted(value: str) -> str:
    """A text in quotation marks; what cannot be seen is an escape."""
    if value.isprintable():
        return json.dumps(value, ensure_ascii=False)
    return '"' + "".join(_escape(c) for c in value) + '"'


def _escape(c: str) -> str:
    if c in '"\\':
        return "\\" + c
    if _visible(c):
        return c
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(c)
    return known or (f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")


def _visible(value: str) -> bool:
    return value.isprintable() or value.translate(SPACES).isprintable()


def _plain(value: str) -> bool:
    return PLAIN.fullmatch(value) is not None and value[-1] not in " :" and _visible(value)


def _item(value: str) -> str:
    return quoted(value) if any(c in ",[]{}" for c in value) else text(value)


def _folded(value: str, indent: str) -> str | None:
    """The text on lines of its own, or None where that would not give it back."""
    words = value.split(" ")
    if len(words) == 1 or "" in words or not _visible(value):
        return None
    lines, line = [], indent + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = indent + word
        else:
            line += " " + word
    return "\n".join([*lines, line])


def _pair(lead: str, indent: str, key: str, value: Any, render: Render, comment: str = "") -> str:
    """One key with its value; `lead` is what the line begins with, `indent` what a folded text does."""
    if isinstance(value, list):
        return f"{lead}{key}: [{', '.join(map(_item, value))}]{comment}"
    scalar = render(value)
    if len(lead) + len(key) + 2 + len(scalar) > WIDTH and (lines := _folded(value, indent)):
        return f"{lead}{key}: >-{comment}\n{lines}"
    return f"{lead}{key}: {scalar}{comment}"


def write(record: Record, layout: Layout) -> str:
    """The canonical text of a record without comments."""
    out = [_pair("", "  ", key, value, render) for key, render in layout.keys.items() if (value := record.get(key))]
    for key, renders in layout.nested.items():
        if items := record.get(key):
            out.append(f"{key}:")
            for item in _ordered(items, layout.sorted_by.get(key)):
                lead = "  - "
                for inner, render in renders.items():
                    if value := item.get(inner):
                        out.append(_pair(lead, "      ", inner, value, render))
                        lead = "    "
    out.append("")
    return "\n".join(out)


def _ordered(items: list[Record], columns: list[str] | None) -> list[Record]:
    return sorted(items, key=lambda item: [item.get(c) or "" for c in columns]) if columns else items


def write_with_comments(record: Record, layout: Layout, comments: Comments) -> str:
    """The canonical text of a record with its comments: before their key, or behind its value."""
    out: list[str] = []

    def put(path: Path, lead: str, indent: str, value: Any, render: Render) -> None:
        key = str(path[-1])
        margin = " " * len(lead)
        out.extend(f"{margin if lead != '  - ' else '  '}{comment}" for comment in comments.before.get(path, ()))
        behind = comments.behind.get(path)
        out.append(_pair(lead, indent, key, value, render, f"  {behind}" if behind else ""))

    for key, render in layout.keys.items():
        if value := record.get(key):
            put((key,), "", "  ", value, render)
    for key, renders in layout.nested.items():
        if not (items := record.get(key)):
            continue
        out.extend(comments.before.get((key,), ()))
        out.append(f"{key}:" + (f"  {comments.behind[key,]}" if (key,) in comments.behind else ""))
        places = {id(item): number for number, item in enumerate(items)}
        for item in _ordered(items, layout.sorted_by.get(key)):
            lead = "  - "
            for inner, render in renders.items():
                if value := item.get(inner):
                    put((key, places[id(item)], inner), lead, "      ", value, render)
                    lead = "    "
    return "\n".join([*out, *comments.before.get((), ()), ""])


def read(source: str, layout: Layout) -> Record | None:
    """Read text in canonical form; None where it is in another."""
    try:
        record = _guess(source)
        return record if record and write(record, layout) == source else None
    except (AttributeError, TypeError, ValueError):  # what was guessed is no record
        return None


def can_be_written(record: Record, layout: Layout) -> bool:
    """Whether every value is a text or a list of texts, and every nested list one of such records."""
    return all(
        isinstance(value, list) and all(isinstance(item, dict) and all(map(_is_flat, item.values())) for item in value)
        if key in layout.nested
        else _is_flat(value)
        for key, value in record.items()
    )


def _is_flat(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return value is None or isinstance(value, str)


def _guess(source: str) -> Record:
    """Read text as if it were in canonical form."""
    record: Record = {}
    target, items = record, list[Record]()
    lines = source.split("\n")
    at, last = 0, len(lines) - 1
    while at < last:
        line = lines[at]
        at += 1
        indent = "      "
        if line[:4] == "    ":
            body = line[4:]
        elif line[:4] == "  - ":
            target = {}
            items.append(target)
            body = line[4:]
        else:
            target, body, indent = record, line, "  "
        key, colon, value = body.partition(": ")
        if not colon:
            items = record[body[:-1]] = []
            continue
        first = value[:1]
        if first == '"':
            value = json.loads(value) if "\\" in value else value[1:-1]
        elif first == "[":
            target[key] = value[1:-1].split(", ")
            continue
        elif value == ">-":
            depth, parts = len(indent), []
            while at < last and lines[at][:depth] == indent:
                parts.append(lines[at][depth:])
                at += 1
            value = " ".join(parts)
        target[key] = value
    return record

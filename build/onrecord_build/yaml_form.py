"""The canonical form of a YAML record: keys in the order of the schema, quotation marks only where they are needed, a
long text folded at 100 columns. One form means that a difference between two versions is a difference in content.

`write` says what the form is; what is in it is read by yaml_shapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from onrecord_build.schema import Schemas, Table

WIDTH = 100
DASH = "  - "  # what a nested record begins with
SLUG = re.compile(r"[a-z][a-z0-9]*-[a-z0-9-]*[a-z0-9]")
# What may stand without quotation marks: no indicator at its beginning, no ": " or " #" in it.
PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`=<~][^:#]*(?:(?::(?=\S)|(?<=\S)#)[^:#]*)*""")
# What a parser of YAML 1.1 or 1.2 could take for a number, a date, a truth value or nothing.
OTHER_TYPE = re.compile(r"[-+.0-9][-+.,0-9:_a-fxotz ]*(?:inf|nan)?|null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
OTHER_START = "-+.0123456789nNtTfFyYoO"
SPACES = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000])  # can be seen, whatever str.isprintable() says

SHORT = 64  # characters of a value that may come again
MOST_KEPT = 2**16  # items of lists
FOLD = "\0"  # stands for the line break and the indentation within a folded text; no right text has it

Record = dict[str, Any]
Render = Callable[[str], str]
Path = tuple[str | int, ...]


class Key:
    """One key at its indentation."""

    def __init__(self, lead: str, name: str, render: Render) -> None:
        self.start = f"{lead}{name}:"
        self.room = WIDTH - len(self.start) - 1  # for a value on the same line
        self.lead = lead  # what the line begins with
        self.indent = " " * len(lead) + "  "  # what the lines of a folded text begin with
        self.folded = _lines(WIDTH - len(self.indent))
        self.name = name
        self.render = render

    def read(self, written: str) -> str | list[str]:
        """The value that is written behind the colon, with FOLD where the lines of a folded text break.

        Raises ValueError where a value is not as its key would write it.
        """
        if written[:2] == ">-":
            folded = written[2:]
            text = folded[1:].replace(FOLD, " ")
            right = _can_fold(text) and (len(text) > self.room or len(self.render(text)) > self.room)
            if not right or FOLD + FOLD.join(self.folded.findall(text)) != folded:
                raise ValueError(written)
            return text
        if SLUG.fullmatch(written):
            return written
        value: str | list[str] = written
        if written[:1] == '"':
            value = json.loads(written) if "\\" in written else written[1:-1]
        elif written[:1] == "[":
            value = written[1:-1].split(", ")
        if not value or self.written(value) != written:
            raise ValueError(written)
        return value

    def written(self, value: Any, comment: str = "") -> str:
        """What stands behind the colon for a value, and a comment behind that."""
        if isinstance(value, list):
            return f"[{', '.join(map(_item, value))}]{comment}"
        if len(value) <= self.room and len(scalar := self.render(value)) <= self.room:
            return scalar + comment
        if _can_fold(value):
            return "\n".join([f">-{comment}", *(self.indent + line for line in self.folded.findall(value))])
        return self.render(value) + comment

    def line(self, value: Any, comment: str = "") -> str:
        """The line, or the lines, with a value, and a comment behind it."""
        return f"{self.start} {self.written(value, comment)}"


class Layout:
    """The keys of a record in order, and the lists of records nested in it, whose first key begins otherwise."""

    def __init__(
        self, keys: dict[str, Key], nested: dict[str, dict[str, tuple[Key, Key]]], sorted_by: dict[str, list[str]]
    ) -> None:
        self.keys = keys
        self.nested = nested
        self.sorted_by = sorted_by  # nested lists whose order means nothing, with the columns that sort them


class Comments(NamedTuple):
    """Comments by the path of the key that they stand before, or behind on the same line; () is the end of the file."""

    before: dict[Path, list[str]]
    behind: dict[Path, str]


def layout_of(table: Table, schemas: Schemas) -> Layout:
    """The layout of the records of a table whose records have files of their own."""
    inner = schemas.nested_in(table.name)
    return Layout(
        {name: Key("", name, render) for name, render in _renders(table).items()},
        {
            key: {name: (Key(DASH, name, r), Key("    ", name, r)) for name, r in _renders(child, parent).items()}
            for key, (child, parent) in inner.items()
        },
        {key: [c for c in child.key if c != parent] for key, (child, parent) in inner.items() if child.unordered},
    )


def _renders(table: Table, parent: str = "") -> dict[str, Render]:
    fields = (f for f in table.authored.values() if f.name != parent)
    return {f.name: typed if f.edtf or f.type not in ("string", "list") else text for f in fields}


def text(value: str) -> str:
    """A text, in quotation marks where YAML could read something else."""
    if SLUG.fullmatch(value):  # as most values are
        return value
    other = value[:1] in OTHER_START and OTHER_TYPE.fullmatch(value)
    return value if not other and _plain(value) else quoted(value)


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


@lru_cache(maxsize=MOST_KEPT)
def _item(value: str) -> str:
    return quoted(value) if any(c in ",[]{}" for c in value) else text(value)


def _can_fold(value: str) -> bool:
    """Whether a folded text would give back the text."""
    return " " in value and "  " not in value and value[0] != " " and value[-1] != " " and _visible(value)


@cache
def _lines(room: int) -> re.Pattern[str]:
    """What finds the lines of a folded text: as many words as there is room for, or one that is longer."""
    return re.compile(rf"(.{{1,{room}}}|[^ ]+)(?: |\Z)")


def write(record: Record, layout: Layout) -> str:
    """The canonical text of a record without comments."""
    out = [key.line(value) for name, key in layout.keys.items() if (value := record.get(name))]
    for name, keys in layout.nested.items():
        if items := record.get(name):
            out.append(f"{name}:")
            for item in ordered(items, layout.sorted_by.get(name)):
                given = [inner for inner in keys if item.get(inner)]
                out += [keys[inner][number > 0].line(item[inner]) for number, inner in enumerate(given)]
    out.append("")
    return "\n".join(out)


def ordered(items: list[Record], columns: list[str] | None) -> list[Record]:
    """The records of a nested list, sorted by columns where their order means nothing."""
    return sorted(items, key=lambda item: [item.get(c) or "" for c in columns]) if columns else items


def write_with_comments(record: Record, layout: Layout, comments: Comments) -> str:
    """The canonical text of a record with its comments: before their key, or behind its value.

    A key without a value is left out, and its comments stand before what follows.
    """
    out: list[str] = []
    homeless: list[str] = []

    def put(path: Path, margin: str, line: Callable[[str], str] | None) -> bool:
        before, behind = [*homeless, *comments.before.get(path, ())], comments.behind.get(path)
        homeless.clear()
        if line is None:
            homeless.extend([*before, *([behind] if behind else [])])
            return False
        out.extend(f"{margin}{comment}" for comment in before)
        out.append(line(f"  {behind}" if behind else ""))
        return True

    def line_of(key: Key, value: Any) -> Callable[[str], str] | None:
        return (lambda comment: key.line(value, comment)) if value else None

    for name, key in layout.keys.items():
        put((name,), "", line_of(key, record.get(name)))
    for name, keys in layout.nested.items():
        items = record.get(name) or []
        filled = any(any(item.values()) for item in items)
        put((name,), "", partial("{}:{}".format, name) if filled else None)
        places = {id(item): number for number, item in enumerate(items)}
        for item in ordered(items, layout.sorted_by.get(name)):
            later = False
            for inner, pair in keys.items():
                key = pair[later]
                margin = key.lead.replace("- ", "")  # before an item a comment stands at its dash
                later |= put((name, places[id(item)], inner), margin, line_of(key, item.get(inner)))
    return "\n".join([*out, *homeless, *comments.before.get((), ()), ""])


def can_be_written(record: Record, layout: Layout, *, template: bool = False) -> bool:
    """Whether every value is a text or a list of texts, and every nested list one of such records.

    An item in which nothing is filled in is left out of what is written, which only the items of a template may be.
    """
    return all(
        isinstance(value, list) and all(isinstance(item, dict) and _says_enough(item, template) for item in value)
        if key in layout.nested
        else _is_flat(value)
        for key, value in record.items()
    )


def _says_enough(item: Record, template: bool) -> bool:
    return (template or any(item.values())) and all(map(_is_flat, item.values()))


def _is_flat(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return value is None or isinstance(value, str)

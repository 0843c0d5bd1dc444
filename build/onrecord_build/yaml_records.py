"""Records in a YAML file: one with a file of its own, and those nested in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord_build.faults import Span
from onrecord_build.form import expect_form
from onrecord_build.nearest import near
from onrecord_build.records import Place, Records, Row
from onrecord_build.schema import Table
from onrecord_build.yaml_form import Layout, Record, can_be_written, write_with_comments
from onrecord_build.yaml_shapes import Reader

if TYPE_CHECKING:
    from onrecord_build.yaml_tree import Node, Tree


Inner = dict[str, tuple[Table, str]]  # key of a nested list → its table, and the column that names the outer record


class YamlFile:
    """A YAML file; the place of a record is the path to it: () or (key of the list, number)."""

    def __init__(self, name: str, table: Table, crc: str, read: Callable[[str], str]) -> None:
        self.name = name
        self.table = table
        self.crc = crc
        self.stem = name.rpartition("/")[2].removesuffix(".yaml")
        self._read = read

    @cached_property
    def text(self) -> str:
        """The text of the file; that of a file in order is kept by nobody, and read again where it is asked for."""
        return self._read(self.name)

    @cached_property
    def tree(self) -> Tree:
        # A file in canonical form and without faults is never parsed, so the parser comes in only here.
        from onrecord_build.yaml_tree import parse

        return parse(self.text)

    def span(self, place: Place, column: str, *, key: bool = False) -> Span:
        """Where the value or the key of a record stands; the record, where it has no such key."""
        node = self.tree.root
        for step in place:
            node = node.value[step] if node else None
        if node is None:
            return Span(1, 1, 2)
        found = node.value.get(column) if isinstance(node.value, dict) else None
        span: Span = node.span if found is None else found.key if key else found.span
        return span


def read_yaml(file: YamlFile, text: str, reader: Reader, inner: Inner, records: Records) -> None:
    """Read the record of one YAML file, and the records nested in it."""
    record = reader.read(text)
    if record is not None and reader.typist:
        take(file, record, inner, records)
        return
    file.text = text
    if record is None:
        record = _read_slowly(file, reader.layout, inner, records)
    if record is None:
        records.unread.add(file.stem)
    else:
        _take(file, record, inner, records)


def take(file: YamlFile, record: Record, inner: Inner, records: Records) -> None:
    """Take a record with typed values, all of them right, for that of a file."""
    records.typed[file.name] = record
    _take(file, record, inner, records)


def _take(file: YamlFile, record: Record, inner: Inner, records: Records) -> None:
    """Make rows of the record and of those nested in it, and leave it as it is."""
    table, tree = file.table, file.__dict__.get("tree")  # not parsed, if the file is in canonical form
    partial = tree is not None and bool(tree.left_out)
    identifier = record.get(table.key[0])
    row = Row(table.name, file, (), record, identifier if isinstance(identifier, str) else "", partial=partial)
    records.rows[table.name].append(row)
    if row.id != file.stem:  # a fault of its own; what refers to it is not wrong for that, whichever name it uses
        records.unread.add(file.stem)
    for key, (child, parent) in inner.items():
        items = row.pop(key, None)
        if not items:
            continue
        rows, name = records.rows[child.name], child.name
        own = child.key[0] if len(child.key) == 1 else parent
        numbered = "position" in child.key
        for number, values in enumerate(items):
            if values is None:
                row.partial = True
                continue
            if not values:
                continue
            id = identifier if own == parent else values.get(own)
            nested = Row(name, file, (key, number), values, id if isinstance(id, str) else "", partial=partial)
            nested[parent] = identifier
            if numbered:
                nested["position"] = number + 1
            if not row.id:
                nested.broken |= {parent}  # the record's own fault
            rows.append(nested)


def _read_slowly(file: YamlFile, layout: Layout, inner: Inner, records: Records) -> Record | None:
    """Read a file that is not in canonical form, or has comments, and say what is wrong with it."""
    from onrecord_build.yaml_comments import comments_of, hints

    faults = len(records.faults)
    record = read_as_written(file, inner, records)
    if record is None:
        return None
    if unfinished := hints(file.tree):
        for key in inner:  # an item of the template that nobody filled in is none
            record[key] = [item if item is None or any(item.values()) else {} for item in record.get(key) or []]
        if len(records.faults) == faults:
            message = "hints of the template are still here"
            records.refuse(file, unfinished[0], "unfinished", message, "When every field is filled, run: onrecord fix")
    elif len(records.faults) == faults and can_be_written(record, layout):
        expect_form(file, write_with_comments(record, layout, comments_of(file.tree)), records)
    return record


def read_as_written(file: YamlFile, inner: Inner, records: Records) -> Record | None:
    """The record of a file in whatever form it is written, and the faults of that; None where there is none."""
    tree, table = file.tree, file.table
    for problem in tree.problems:
        records.refuse(file, problem.span, problem.code, problem.message, problem.help)
    if tree.root is None or not isinstance(tree.root.value, dict):
        if not tree.problems:
            help = f"Write '{table.key[0]}: {file.stem}' and the other fields, or begin with: onrecord new"
            records.refuse(file, Span(1, 1, 2), "no-record", "the file holds no record", help)
        return None
    own = {key: node for key, node in tree.root.value.items() if key not in inner}
    record = _mapping(file, own, table, [*inner], records)
    for key, (child, parent) in inner.items():
        node = tree.root.value.get(key)
        if node is not None and node.value is not None:
            record[key] = _items(file, key, node, child, parent, records)
    return record


def _items(file: YamlFile, key: str, node: Node, child: Table, parent: str, records: Records) -> list[Record | None]:
    """The records of a nested list."""
    if not isinstance(node.value, list):
        help = f"Begin each of the {key} with '- '"
        records.refuse(file, node.span, "no-record", f"'{key}' is not a list", help)
        return [None]
    items: list[Record | None] = []
    for item in node.value:
        if isinstance(item.value, dict):
            if parent in item.value:
                message = f"'{parent}' is known from the file"
                records.refuse(
                    file, item.value[parent].key, "computed-field", message, "Leave it out, or run: onrecord fix"
                )
            given = {k: v for k, v in item.value.items() if k != parent}
            items.append(_mapping(file, given, child, [], records))
        else:
            help = f"Write its fields: {', '.join(c for c in child.authored if c != parent)}"
            records.refuse(file, item.span, "no-record", f"an item of '{key}' is not a record", help)
            items.append(None)
    return items


def _mapping(file: YamlFile, nodes: dict[str, Node], table: Table, also: list[str], records: Records) -> Record:
    """The values of a record, of which those that the table does not have are reported and left out."""
    values: Record = {}
    for key, node in nodes.items():
        if key in table.authored:
            values[key] = plain(node) or None
        elif any(f.name == key for f in table.fields):
            message, help = f"'{key}' is computed", "Leave it out, or run: onrecord fix"
            records.refuse(file, node.key, "computed-field", message, help)
        else:
            right = [*table.authored, *also]
            help = f"Leave it out; the fields are {', '.join(right)}"
            message = f"'{key}' is not a field of {table.name}"
            records.refuse(file, node.key, "unknown-field", message, help, near(key, right))
    return values


def plain(node: Node) -> Any:
    """The value of a node without its places."""
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    return [plain(item) for item in node.value] if isinstance(node.value, list) else node.value

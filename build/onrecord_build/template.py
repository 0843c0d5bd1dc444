"""The template of a record in YAML: every field, each under a hint that says what belongs there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord_build.schema import Field, Schemas, Table
from onrecord_build.yaml_comments import HINT
from onrecord_build.yaml_form import quoted, text, typed

WIDTH = 98
START = (
    "Fill in what is empty, and leave empty what no page shows. `onrecord check` says what is missing; when nothing "
    "is, `onrecord fix` takes these hints away."
)

MORE = "For another one, write these fields again under a '- ' of its own."


def template(given: dict[str, Any], evidence: dict[str, Any], table: Table, schemas: Schemas) -> str:
    """The text of a new record; `evidence` is what is known of its first passage."""
    lines = [*_hint(START, ""), *_fields(table, given | _lead(table, evidence), "", schemas)]
    for key, (child, parent) in schemas.nested_in(table.name).items():
        lines += [*_hint(f"{child.spec['title']}: {child.spec['description']} {MORE}", ""), f"{key}:"]
        known = evidence | {"support": "supports"} if child.name == "evidence" else {}
        lines += _fields(child, known, "    ", schemas, parent, "  - ")
    return "\n".join(lines) + "\n"


def to_fill(given: dict[str, Any], evidence: dict[str, Any], table: Table, schemas: Schemas) -> list[str]:
    """The fields that a template leaves to be filled in."""
    known = {*given, *_lead(table, evidence)}
    empty = [field.name for field in table.authored.values() if field.required and field.name not in known]
    for key, (child, parent) in schemas.nested_in(table.name).items():
        there = {parent, "support", *evidence} if child.name == "evidence" else {parent}
        fields = [field.name for field in child.authored.values() if field.required and field.name not in there]
        groups = [" or ".join(c for c in group) for group in _choices(child, parent)]
        empty += [f"{key} ({', '.join([*groups, *fields])})"]
    return empty


def _lead(table: Table, evidence: dict[str, Any]) -> dict[str, Any]:
    return {"lead_evidence": evidence["evidence_id"]} if "lead_evidence" in table.authored else {}


def _choices(child: Table, parent: str) -> list[list[str]]:
    """Groups of columns of which one is given, but for those that the file itself decides."""
    return [group for group in child.spec.get("exactlyOne", []) if parent not in group]


def _fields(
    table: Table, given: dict[str, Any], indent: str, schemas: Schemas, parent: str = "", first: str = ""
) -> Iterator[str]:
    """The lines of a record; of a group that the file decides (whose evidence it is), no other column is offered."""
    decided = {c for group in table.spec.get("exactlyOne", []) if parent in group for c in group}
    for field in table.authored.values():
        if field.name in decided or field.name == parent:
            continue
        yield from _hint(_what(field, table), "  " if first else indent)
        value = given.get(field.name)
        yield f"{first or indent}{field.name}:{f' {_value(value, field)}' if value else ''}"
        first = ""


def _value(value: str, field: Field) -> str:
    if field.type == "list":
        return f"[{', '.join(quoted(v) if ',' in v else text(v) for v in value.split(';'))}]"
    return typed(value) if field.edtf or field.type != "string" else text(value)


def _what(field: Field, table: Table) -> str:
    need = "Required." if field.required else "Where a page shows it."
    refers = next((f" Identifier from {r.table}." for r in table.references if r.field == field.name), "")
    codes = f" One of: {', '.join(field.codes)}." if field.codes else ""
    form = " Write [one, two]." if field.type == "list" else ""
    return f"{field.spec['description']}{refers}{codes}{form} {need}"


def _hint(what: str, indent: str) -> list[str]:
    """A hint as comments, folded."""
    lines, line = [], ""
    for word in what.split():
        if line and len(indent) + len(HINT) + 1 + len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [f"{indent}{HINT} {part}" for part in [*lines, line]]

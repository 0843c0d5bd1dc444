"""What changed in what a release promises: its tables, columns, types, constraints and vocabularies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Resource = Mapping[str, Any]


class SchemaChange(NamedTuple):
    """One change of a table, of a column, or of the package; `step` is what it demands of the version."""

    table: str
    column: str
    what: str
    before: str | None
    after: str | None
    step: str


def schema_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[SchemaChange]:
    """Compare two Data Package descriptors of releases."""
    return [*_package(old, new), *_forms(old, new), *_tables(tables_of(old), tables_of(new))]


def tables_of(descriptor: Mapping[str, Any]) -> dict[str, Resource]:
    """What a descriptor says of each table."""
    return {r["name"]: r for r in descriptor["resources"] if r["format"] == "parquet"}


def _package(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SchemaChange]:
    for key in ("name", "title", "description", "keywords", "contributors", "homepage"):
        if old.get(key) != new.get(key):
            step = "major" if key == "name" else "patch"
            yield SchemaChange("", "", key, _text(old.get(key)), _text(new.get(key)), step)
    before, after = (", ".join(license["name"] for license in d.get("licenses", [])) for d in (old, new))
    if before != after:
        yield SchemaChange("", "", "licence", before, after, "patch")


def _forms(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SchemaChange]:
    before, after = _forms_of(old), _forms_of(new)
    if not before or not after:
        return  # nothing says in which forms one of them is released
    for form in sorted(before - after):
        yield SchemaChange("", "", "form removed", form, None, "major")
    for form in sorted(after - before):
        yield SchemaChange("", "", "form added", None, form, "minor")


def _forms_of(descriptor: Mapping[str, Any]) -> set[str]:
    """The forms of a release: a descriptor says so, or, before 0.2.0, lists files of more than one."""
    found = {r["format"] for r in descriptor["resources"]}
    return set(descriptor.get("forms", found if len(found) > 1 else ()))


def _tables(old: Mapping[str, Resource], new: Mapping[str, Resource]) -> Iterator[SchemaChange]:
    for table in [*old, *(name for name in new if name not in old)]:
        if table not in new:
            yield SchemaChange(table, "", "table removed", None, None, "major")
        elif table not in old:
            yield SchemaChange(table, "", "table added", None, None, "minor")
        else:
            yield from _table(table, old[table], new[table])


def _table(table: str, old: Resource, new: Resource) -> Iterator[SchemaChange]:
    before, after = ({f["name"]: f for f in r["schema"]["fields"]} for r in (old, new))
    for column in before:
        if column not in after:
            yield SchemaChange(table, column, "column removed", None, None, "major")
    # A program that reads columns by their place, or all of them, meets one that it does not know.
    for column in after:
        if column not in before:
            yield SchemaChange(table, column, "column added", None, None, "major")
    common = [[c for c in one if c in other] for one, other in ((before, after), (after, before))]
    if common[0] != common[1]:
        yield SchemaChange(table, "", "columns in another order", ", ".join(common[0]), ", ".join(common[1]), "major")
    for column in common[1]:
        for what, was, is_, step in _column(before[column], after[column]):
            yield SchemaChange(table, column, what, was, is_, step)
    yield from _keys(table, old["schema"], new["schema"])
    for key in ("title", "description"):
        if old.get(key) != new.get(key):
            yield SchemaChange(table, "", key, _text(old.get(key)), _text(new.get(key)), "patch")


def _keys(table: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SchemaChange]:
    if old["primaryKey"] != new["primaryKey"]:
        yield SchemaChange(table, "", "key", _text(old["primaryKey"]), _text(new["primaryKey"]), "major")
    before, after = ({tuple(k["fields"]): k["reference"] for k in s.get("foreignKeys", [])} for s in (old, new))
    for fields in sorted(before.keys() | after.keys()):
        was, is_ = before.get(fields), after.get(fields)
        if was != is_:
            step = "major" if was is None else "minor"  # a new one forbids what was allowed
            yield SchemaChange(table, ", ".join(fields), "reference", _text(was), _text(is_), step)


def _column(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str | None, str]]:
    """What changed in a column: what, before, after, step."""
    if old["onrecordType"] != new["onrecordType"]:
        yield "type", old["onrecordType"], new["onrecordType"], "major"
    yield from _codes(old.get("codes"), new.get("codes"))
    limits = [
        {k: v for k, v in (f.get("constraints", {}) | f.get("limits", {})).items() if k != "enum"} for f in (old, new)
    ]
    for limit in sorted(limits[0].keys() | limits[1].keys()):
        was, is_ = limits[0].get(limit), limits[1].get(limit)
        if was != is_:
            yield limit, _text(was), _text(is_), "major" if _stricter(limit, was, is_) else "minor"
    if old.get("unit") != new.get("unit"):
        # Another unit is another meaning; a unit where none was said describes what was there.
        yield "unit", old.get("unit"), new.get("unit"), "major" if old.get("unit") else "patch"
    for key in ("title", "description", "vocabulary", "derived"):
        if old.get(key) != new.get(key):
            yield key, _text(old.get(key)), _text(new.get(key)), "patch"


def _codes(old: Sequence[str] | None, new: Sequence[str] | None) -> Iterator[tuple[str, str | None, str | None, str]]:
    if old is None or new is None:
        if old != new:
            was, is_ = (None if codes is None else ", ".join(codes) for codes in (old, new))
            yield "codes", was, is_, "major" if old is None else "minor"
        return
    if gone := [code for code in old if code not in new]:
        yield "codes removed", ", ".join(gone), None, "major"
    if more := [code for code in new if code not in old]:
        yield "codes added", None, ", ".join(more), "minor"
    if not gone and not more and list(old) != list(new):
        yield "codes in another order", ", ".join(old), ", ".join(new), "patch"


def _stricter(limit: str, was: Any, is_: Any) -> bool:
    """Whether a constraint forbids what was allowed; of a pattern that changed nobody can say, so it is taken to."""
    if is_ in (None, False):
        return False
    if was in (None, False) or limit == "pattern":
        return True
    return bool(is_ < was if limit.startswith("max") else is_ > was)


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)

"""What changed in the records since a revision of git: which records, which of their fields, and from what to what."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.markdown import cell, cells, table
from onrecord_build.faults import called
from onrecord_build.git import commit_of, git, unpack
from onrecord_build.project import Project
from onrecord_build.read import read_records
from onrecord_build.records import Records, Row
from onrecord_build.schema import Table, read_schemas

MOST = 50  # fields that the summary lists; the counts are of all


class Change(NamedTuple):
    """One record that was added or withdrawn, or one field of a record that changed."""

    table: str
    record: str
    kind: str  # added, withdrawn, or what sort of field changed
    column: str = ""
    before: str = ""
    after: str = ""
    part: bool = False  # not the record itself, but one that it holds and that has no identifier of its own


class Difference(NamedTuple):
    """How the records of a checkout differ from those of a revision."""

    changes: list[Change]
    files: set[str]  # that differ in any way
    schemas: bool  # whether schemas or vocabularies do
    dropped: frozenset[str] = frozenset()  # what was named before and is not where it was, and may be unused now

    @property
    def ids(self) -> set[str]:
        """The records that differ."""
        return {change.record for change in self.changes}


def compare(project: Project, base: str) -> Difference:
    """Compare the records of a checkout with those of a revision; raises OnRecordError where git cannot say."""
    base = commit_of(project, base)
    names = git(project, "diff", "--name-only", "-z", "--relative", base, "--", "dataset", "schemas")
    names += git(project, "ls-files", "--others", "--exclude-standard", "-z", "--", "dataset", "schemas")
    files = {name for name in names.decode("utf-8", "replace").split("\0") if name}
    if not files:
        return Difference([], set(), False)
    with tempfile.TemporaryDirectory() as folder:
        unpack(project, base, Path(folder), "dataset", "schemas")
        before = Project(Path(folder))
        old, new = (read_records(p, read_schemas(p.schemas)) for p in (before, project))
    schemas = read_schemas(project.schemas)
    changes = [change for table in schemas.tables.values() for change in _of_table(table, old, new)]
    dropped = frozenset(name for table in schemas.tables.values() for name in _dropped(table, old, new))
    return Difference(changes, files, any(name.startswith("schemas/") for name in files), dropped)


def _of_table(table: Table, old: Records, new: Records) -> Iterator[Change]:
    """Changes of the records of a table; those nested in others count as changes of the record they stand in."""
    before, after = _by_key(table, old), _by_key(table, new)
    columns = [field for field in table.authored.values() if field.name not in table.key]
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        row = other or one
        assert row is not None
        identifier = row.id or " ".join(key)
        if one is None or other is None:
            kind = "added" if one is None else "withdrawn"
            yield Change(table.name, identifier, kind, part=len(table.key) > 1)
            continue
        for field in columns:
            was, is_ = _shown(one.get(field.name)), _shown(other.get(field.name))
            if was != is_:
                kind = (
                    "date" if field.edtf or field.type == "date" else "quotation" if field.name == "exact" else "field"
                )
                yield Change(table.name, identifier, kind, field.name, was, is_)


def _dropped(table: Table, old: Records, new: Records) -> Iterator[str]:
    """What the records of a table referred to before, and refer to no longer."""
    before, after = _by_key(table, old), _by_key(table, new)
    for key, row in before.items():
        now: Mapping[str, Any] = after.get(key) or {}
        for reference in table.references:
            value = row.get(reference.field)
            if isinstance(value, str) and now.get(reference.field) != value:
                yield value


def _by_key(table: Table, records: Records) -> dict[tuple[str, ...], Row]:
    return {tuple(str(row[c]) for c in table.key): row for row in records.rows.get(table.name, [])}


def _shown(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def summarise_changes(project: Project, base: str) -> str:
    """Say in Markdown what changed: a sentence, then a table of the fields."""
    difference = compare(project, base)
    if not difference.changes:
        return "No record changed." + (" The schemas did." if difference.schemas else "")
    lines = [f"**{_sentence(difference.changes)}**"]
    for kind in ("added", "withdrawn"):
        ids = list(dict.fromkeys(_listed(c) for c in difference.changes if c.kind == kind))
        if ids:
            rest = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
            lines += ["", f"{kind.capitalize()}: {', '.join(ids[:MOST])}{rest}"]
    fields = [c for c in difference.changes if c.column]
    if fields:
        rows = [(cell(c.record), c.column, *cells(c.before, c.after)) for c in fields[:MOST]]
        more = [("…", f"{len(fields) - MOST} more", "", "")] if len(fields) > MOST else []
        lines += ["", *table(("record", "field", "before", "after"), [*rows, *more])]
    return "\n".join(lines)


def _sentence(changes: list[Change]) -> str:
    """Such as: 2 statements added, 1 date corrected."""
    records = Counter((c.kind, c.table) for c in changes if not c.column)
    parts = [
        f"{count} {called(table, count)} {kind}"
        for kind in ("added", "withdrawn")
        for (k, table), count in sorted(records.items())
        if k == kind
    ]
    corrected = Counter(c.kind for c in changes if c.column)
    parts += [f"{count} {kind}{'s' * (count != 1)} corrected" for kind, count in sorted(corrected.items())]
    return ", ".join(parts)


def _listed(change: Change) -> str:
    return cell(change.record) + (f" ({called(change.table, 1)})" if change.part else "")

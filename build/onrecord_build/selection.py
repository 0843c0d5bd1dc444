"""Which faults were asked for: those of some files, or of what has changed and what depends on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault
from onrecord_build.project import Project

Choose = Callable[[Fault], bool]


def within(project: Project, paths: Sequence[Path]) -> Choose:
    """Faults in these files and folders; raises OnRecordError where one holds no records."""
    names = []
    for path in paths:
        place = (Path.cwd() / path).resolve()
        holders = (project.dataset, project.schemas)
        if place == project.root:
            names.append("")
        elif place.exists() and any(place == holder or holder in place.parents for holder in holders):
            names.append(project.name_of(place))
        else:
            raise OnRecordError(f"{path} holds no records. Name a file or a folder: git ls-files dataset schemas")
    return lambda fault: any(not name or fault.path == name or fault.path.startswith(f"{name}/") for name in names)


def changed(project: Project, dataset: Dataset, base: str) -> Choose:
    """Faults of records that differ from those of a revision, and of what refers to them, directly or not."""
    from onrecord_build.changes import compare

    difference = compare(project, base)
    if difference.schemas:
        return lambda fault: True
    concerned = set(difference.ids)
    # Evidence passes on what happens to its source, a target what happens to an actor: from reference to reference.
    open_ends = list(concerned)
    dependents = _dependents(dataset)
    while open_ends:
        for identifier in dependents.get(open_ends.pop(), ()):
            if identifier not in concerned:
                concerned.add(identifier)
                open_ends.append(identifier)
    # Evidence in a table is not within what it bears on, which rests on it all the same.
    bearing = [row for row in dataset.rows("evidence") if row.id in concerned]
    concerned.update(row[column] for row in bearing for column in RECORDS_WITH_EVIDENCE if row[column] is not None)
    named = {f"'{identifier}'" for identifier in difference.ids}

    def chosen(fault: Fault) -> bool:
        if fault.record in concerned or fault.record in difference.dropped:
            return True
        # A file that changed, as one with a record of its own may by its name alone.
        if fault.path in difference.files and (not fault.record or fault.path.endswith(".yaml")):
            return True
        # A row without an identifier of its own, such as one of lineage or a waiver, goes with what it names.
        if (
            fault.row is not None
            and not fault.record
            and any(v in concerned for v in fault.row.values() if isinstance(v, str))
        ):
            return True
        # Of two records that do not go together, the fault is at one and names the other.
        return any(name in fault.message for name in named)

    return chosen


def _dependents(dataset: Dataset) -> dict[str, set[str]]:
    """For each identifier the records that refer to it, and the record that it is a part of, if it is."""
    found: dict[str, set[str]] = {}
    for table in dataset.schemas.tables.values():
        parts = {place["parent"] for place in table.places if "parent" in place}
        for reference in table.references:
            for row in dataset.rows(table.name):
                value = row[reference.field]
                if value is None:
                    continue
                found.setdefault(value, set()).add(row.id or value)
                if reference.field in parts:
                    found.setdefault(row.id, set()).add(value)
    return found

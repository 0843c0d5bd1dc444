"""Mend what can be mended mechanically: what a rule knows the right form of, the form of files, and their place.

Nothing that a record says is changed: a fixer touches a value only where its rule found it at fault and only one other
can be meant, and a file that cannot be read whole is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord_build import csv_form
from onrecord_build.check import check
from onrecord_build.csv_records import CsvFile, rows_as_written
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault
from onrecord_build.files import replace
from onrecord_build.project import Project
from onrecord_build.records import File, Place, Records, Row
from onrecord_build.rules import RULES, rule
from onrecord_build.rules.misplaced_file import place_of
from onrecord_build.selection import within
from onrecord_build.waivers import idle
from onrecord_build.yaml_comments import comments_of, hints, without_hints
from onrecord_build.yaml_form import can_be_written, layout_of, write_with_comments
from onrecord_build.yaml_records import YamlFile, read_as_written

ROUNDS = 5  # what one fixer mends, another may find at fault
# Faults of reading after which everything that is written in the file is nevertheless known.
HARMLESS = {"not-canonical", "computed-field", "unfinished"}
DONE = {"not-canonical": "put in canonical form", "unfinished": "hints of the template taken out"}

Changes = dict[Place, dict[str, Any] | None]  # by record: its columns that change, or None where it goes


def fix(project: Project, paths: Sequence[Path] = ()) -> list[str]:
    """Mend the records of a checkout, or of some of its files; return what was done, a line each."""
    chosen = within(project, paths)
    done: list[str] = []
    for _ in range(ROUNDS):
        dataset, faults = check(project)
        wanted = [fault for fault in faults if not paths or chosen(fault)]
        round_ = _fix_once(project, dataset, wanted, faults)
        done += round_
        if not round_:
            break
    return done


def _fix_once(project: Project, dataset: Dataset, wanted: Sequence[Fault], faults: Sequence[Fault]) -> list[str]:
    unreadable = {fault.path for fault in dataset.records.faults if fault.code not in HARMLESS}
    done = []
    for name in sorted({fault.path for fault in wanted} - unreadable):
        file = dataset.records.files.get(name)
        if file is None:
            continue
        here = [fault for fault in wanted if fault.path == name]
        changes, codes = _changes(dataset, here)
        left = (f for f in faults if f.path == name and f.code not in HARMLESS and f.code not in codes)
        complete = all(fault.severity == "warning" for fault in left)
        if any(fault.code == "unfinished" for fault in here) and not complete:
            continue  # a template that somebody is filling in: its hints are still needed, and its form can wait
        codes |= {fault.code for fault in here if fault.code in HARMLESS}
        written = _written(file, dataset, changes)
        if (codes and written != file.text) or "not-canonical" in codes:
            replace(project.root / name, written)
            done.append(f"{name}: {', '.join(DONE.get(code, f'mended {code}') for code in sorted(codes))}")
        elif any(fault.code == "misplaced-file" for fault in here) and (place := _place(project, dataset, file)):
            place.parent.mkdir(parents=True, exist_ok=True)
            (project.root / name).rename(place)
            done.append(f"{name}: moved to {project.name_of(place)}")
    return done


def _changes(dataset: Dataset, faults: Sequence[Fault]) -> tuple[Changes, set[str]]:
    """What the fixers of the rules say, and the rules that it mends."""
    changes: Changes = {}
    codes = set()
    for fault in faults:
        fixer = rule(fault.code).fix if fault.code in RULES else None
        if fault.row is not None and fixer and (found := fixer(dataset, fault)):
            changes[fault.row.place] = (changes.get(fault.row.place) or {}) | found
            codes.add(fault.code)
        elif fault.row is not None and idle(fault):
            changes[fault.row.place] = None
            codes.add(fault.code)
    return changes, codes


def _written(file: File, dataset: Dataset, changes: Changes) -> str:
    """The canonical text of a file with the changes."""
    if isinstance(file, CsvFile):
        rows = [(line, values) for line, values in rows_as_written(file) if changes.get((line,), {}) is not None]
        return csv_form.write([_merged(values, changes.get((line,))) for line, values in rows], file.table)
    assert isinstance(file, YamlFile)
    layout = layout_of(file.table, dataset.schemas)
    record = read_as_written(file, dataset.schemas.nested_in(file.table.name), Records({}))
    if record is None or not can_be_written(record, layout, template=bool(hints(file.tree))):
        return file.text
    for place, values in changes.items():
        target: Any = record
        for step in place:
            target = target[step]
        target.update(values or {})
    comments = without_hints(comments_of(file.tree))
    return write_with_comments(record, layout, comments)


def _merged(values: dict[str, str], changes: dict[str, Any] | None) -> dict[str, str]:
    return {column: value for column, value in (values | (changes or {})).items() if value is not None}


def _place(project: Project, dataset: Dataset, file: File) -> Path | None:
    """Where a file belongs, if its name is right and nothing is there."""
    row: Row | None = next((r for r in dataset.rows(file.table.name) if r.file is file and not r.place), None)
    name = place_of(row, file.table) if row is not None else None
    if name is None or Path(name).name != Path(file.name).name or (project.root / name).exists():
        return None
    return project.root / name

"""Check a checkout: read its records, give them types, and hold every rule against them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord_build.anchors import FILE, read_anchors, read_texts
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault
from onrecord_build.project import Project
from onrecord_build.read import read_records
from onrecord_build.references import check_references
from onrecord_build.rules import cross_record_rules
from onrecord_build.schema import Schemas, read_schemas
from onrecord_build.values import Typist
from onrecord_build.waivers import without_waived

if TYPE_CHECKING:
    from onrecord_build.memory import Memory


def check(project: Project, texts: Path | None = None, memory: Memory | None = None) -> tuple[Dataset, list[Fault]]:
    """Return the dataset of a checkout and all its faults, sorted; with `texts`, quotations are looked up in them."""
    schemas = read_schemas(project.schemas)
    dataset, faults = read_typed(project, schemas, texts, memory)
    faults += check_references(dataset)
    for rule in cross_record_rules():
        faults += (fault.under(rule.code, rule.severity) for fault in rule.check(dataset))
    faults = sorted(set(without_waived(faults, dataset)))
    if memory is not None:
        _keep(dataset, faults, memory)
    return dataset, faults


def _keep(dataset: Dataset, faults: list[Fault], memory: Memory) -> None:
    """Keep what a check has found; of a state without faults, also what finds records in it."""
    if not faults:
        from onrecord_build.recheck.remembered import remember

        memory.keep(dataset.records)
        remember(dataset, memory)
        memory.close({name: len(rows) for name, rows in dataset.records.rows.items() if rows})
    elif memory.is_near():
        memory.close_since(None)
    else:
        memory.keep(dataset.records)
        memory.close(None)


def read_typed(
    project: Project, schemas: Schemas, texts: Path | None = None, memory: Memory | None = None
) -> tuple[Dataset, list[Fault]]:
    """Read the records and give their values types; return them with the faults found so far."""
    records = read_records(project, schemas, memory, typed=True)
    faults = list(records.faults)
    for table in schemas.tables.values():
        typist = Typist(table, schemas)
        for row in records.rows[table.name]:
            if row.file.name not in records.typed:
                faults += typist.type(row)
    anchors = read_anchors(project.dataset / FILE)
    return Dataset(records, schemas, anchors, read_texts(texts) if texts else None, project.preparing), faults

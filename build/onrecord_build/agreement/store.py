"""Put what a coder wrote for a sample into dataset/codings.csv: all of it, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from onrecord.errors import OnRecordError
from onrecord_build import csv_form
from onrecord_build.agreement.fields import BY_NAME, codings_of_records
from onrecord_build.agreement.sample import Sample, expect_same_units, read_sample
from onrecord_build.agreement.sheet import Codings, read_sheet
from onrecord_build.check import check
from onrecord_build.csv_records import CsvFile, rows_as_written
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault, shown
from onrecord_build.files import replace
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project
from onrecord_build.records import Row
from onrecord_build.reports.as_text import advice, one_line
from onrecord_build.values import Typist

FILE = "dataset/codings.csv"


class Coder(NamedTuple):
    """Who coded, from what, and when, in the words of dataset/codings.csv."""

    coder: str
    coder_kind: str
    material: str
    coded: str


def store_sheet(project: Project, folder: Path, coder: Coder) -> str:
    """Store the sheet that a coder filled in; return what was stored, in words.

    Raises InvalidDataset where the records have faults, OnRecordError with all that is wrong with the sheet.
    """
    dataset, sample = _sound(project), read_sample(folder)
    codings, faults = read_sheet(folder, sample, dataset)
    _refuse(_faults_of(coder, sample, dataset) + [_line(fault) for fault in faults])
    return _store(project, dataset, sample, codings, coder)


def store_records(project: Project, folder: Path, name: str, coder: Coder) -> str:
    """Store how the dataset itself codes the statements of a sample today; return what was stored, in words.

    Raises InvalidDataset where the records have faults, OnRecordError where the sample is another, or its statements
    are not recorded any more.
    """
    dataset, sample = _sound(project), read_sample(folder)
    wrong = _faults_of(coder, sample, dataset)
    if name != sample.name:
        wrong.append(
            f"The sample in {folder} is '{sample.name}', not '{shown(name)}'. Name the folder of the one meant"
        )
    if coder.material != "record-at-hand":
        wrong.append("Who wrote the records had them at hand. Write --material record-at-hand, or leave it out")
    codings = codings_of_records(dataset)
    for unit in sample.units:
        if unit.statement not in codings:
            meant = ", ".join(map(str, dataset.nearest(unit.statement, "statements")))
            hint = f"Did you mean {meant}? " if meant else ""
            wrong.append(f"'{unit.statement}' is not a statement any more. {hint}Draw another sample")
    _refuse(wrong)
    return _store(project, dataset, sample, {unit.statement: codings[unit.statement] for unit in sample.units}, coder)


def _sound(project: Project) -> Dataset:
    dataset, faults = check(project)
    if faults:
        raise InvalidDataset(faults)
    return dataset


def _faults_of(coder: Coder, sample: Sample, dataset: Dataset) -> list[str]:
    """What is wrong with the coder as described, and with another coding of the sample by the same one."""
    table = dataset.schemas.tables["codings"]
    given = {"sample": sample.name, **coder._asdict()}
    options = Row(table.name, CsvFile("", "", table), (), given, partial=True)
    wrong = [f"{one_line(fault.message)}. {advice(fault)}" for fault in Typist(table, dataset.schemas).type(options)]
    if any((row["sample"], row["coder"]) == (sample.name, coder.coder) for row in dataset.rows("codings")):
        wrong.append(
            f"{coder.coder} has coded '{sample.name}' already, in {FILE}. Number the coder anew: --coder coder-N"
        )
    return wrong


def _line(fault: Fault) -> str:
    return f"{fault.path}:{fault.span.line}:{fault.span.column}: {one_line(fault.message)}. {advice(fault)}"


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise OnRecordError("\n".join([*wrong, "Nothing was stored. Mend this, and run the command again."]))


def _store(project: Project, dataset: Dataset, sample: Sample, codings: Codings, coder: Coder) -> str:
    expect_same_units(sample.name, set(codings), dataset)
    file = dataset.records.files[FILE]
    assert isinstance(file, CsvFile)
    rows = [cells for _, cells in rows_as_written(file)]
    for statement, values in codings.items():
        for field, value in values.items():
            keys = {"sample": sample.name, "statement": statement, "field": field, "value": value or ""}
            rows.append({**keys, **coder._asdict()})
    replace(project.root / FILE, csv_form.write(rows, file.table))
    empty = {field: sum(values[field] is None for values in codings.values()) for field in BY_NAME}
    left = ", ".join(f"{field} {count}" for field, count in empty.items() if count)
    return (
        f"Stored in {FILE}: {len(BY_NAME)} fields of {len(codings)} statements by {coder.coder}.\n"
        f"Cells that say that no value can be given: {left or 'none'}.\n"
        f"Then run: onrecord check && onrecord agreement report {sample.name}"
    )

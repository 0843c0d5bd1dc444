"""Read the sheet that a coder filled in, and say everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord_build.agreement.fields import CODED, expect_value
from onrecord_build.agreement.sample import GIVEN, SHEET, Sample, Unit
from onrecord_build.csv_records import CsvFile, read_csv
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault, Span, shown
from onrecord_build.nearest import near
from onrecord_build.records import Records, Row
from onrecord_build.schema import Field, Table
from onrecord_build.values import Wrong

COLUMNS = (*GIVEN, *(field.name for field in CODED))
TABLE = Table(
    "the sheet", {"primaryKey": ["statement"]}, tuple(Field({"name": c, "type": "string"}) for c in COLUMNS)
)  # fmt: skip
Codings = dict[str, dict[str, str | None]]  # statement → field → value, None where the coder found none


def read_sheet(folder: Path, sample: Sample, dataset: Dataset) -> tuple[Codings, list[Fault]]:
    """Return what a sheet says, and all its faults; raises OnRecordError where it is no text in UTF-8."""
    path = folder / SHEET
    try:
        text = path.read_bytes().decode("utf-8-sig")  # with the mark that spreadsheets put in front
    except OSError as error:
        raise OnRecordError(f"{path} cannot be read: {error.strerror}. Put the filled-in sheet there") from None
    except UnicodeDecodeError:
        raise OnRecordError(f"{path} is not UTF-8. Save it again as 'CSV UTF-8'") from None
    file = CsvFile(str(path), text, TABLE)
    records = Records({TABLE.name: []})
    read_csv(file, records)
    # A spreadsheet has its own way with quotation marks and the order of rows, and loses nothing by it.
    faults = [fault for fault in records.faults if fault.code != "not-canonical"]
    rows = records.rows[TABLE.name]
    for row in rows:
        row.update({column: cell.strip() or None for column, cell in row.items()})
    codings: Codings = {}
    units = {unit.statement: unit for unit in sample.units}
    for row in rows:
        if not row.partial:
            faults += _given(row, units, codings)
            faults += _coded(row, dataset)
            if row["statement"] in units:
                faults += _uncoded(row)
            codings[row["statement"]] = {field.name: row[field.name] for field in CODED}
    if TABLE.name not in records.unread:
        faults += _missing(file, [statement for statement in units if statement not in {*codings, *records.unread}])
    return codings, sorted(set(faults))


def _given(row: Row, units: dict[str, Unit], before: Codings) -> Iterator[Fault]:
    """Faults of the columns that a coder leaves as they are."""
    statement = row["statement"]
    unit = units.get(statement)
    if unit is None:
        message = f"'{shown(statement or '')}' is not a statement of the sample"
        yield row.fault(
            "statement", message, "Write it as it was drawn, or take the row out", near(statement or "", units)
        )
        return
    if statement in before:
        yield row.fault("statement", f"'{statement}' has another row above", "Keep one of the two")
    for column, value in unit._asdict().items():
        if (row[column] or "") != value and column not in row.broken:
            message = f"{column} was changed to '{shown(row[column] or '')}'"
            yield row.fault(column, message, f"Put back what was given: {value}")


def _coded(row: Row, dataset: Dataset) -> Iterator[Fault]:
    """Faults of the values that a coder gave."""
    for field in CODED:
        value = row[field.name]
        if value is None or field.name in row.broken:
            continue
        try:
            expect_value(value, field, dataset)
        except Wrong as wrong:
            yield row.fault(field.name, wrong.message, wrong.help, wrong.suggestions)


def _uncoded(row: Row) -> Iterator[Fault]:
    """A row without any value was not coded: of a statement that was, something can be said."""
    columns = [field.name for field in CODED if field.name not in row.broken]
    if columns and not any(row[column] for column in columns):
        help = "Fill the row in; a cell is empty only where no value can be given"
        yield row.fault(columns[0], f"nothing is coded for '{row['statement']}'", help)


def _missing(file: CsvFile, statements: list[str]) -> Iterator[Fault]:
    end = Span(file.text.rstrip().count("\n") + 1, 1, 2)
    for statement in statements:
        yield Fault(file.name, end, "", f"the row of '{statement}' is missing", "Put it back, and fill it in")

"""What is wrong with a file that an engine cannot read, and where: for people, engines tell that in too many ways."""

from __future__ import annotations

import codecs
import csv
import json
import shlex
from collections.abc import Iterator

from onrecord.errors import OnRecordError
from onrecord_build.tables.files import TableFile

BLOCK = 1 << 20
LONGEST = 400  # characters of what an engine says that are repeated
KINDS = {"parquet": "a Parquet file", "csv": "CSV", "jsonl": "JSON Lines"}


def unreadable(file: TableFile, engine: str, error: BaseException) -> OnRecordError:
    """What to say of a file that an engine cannot read; what the engine said itself, where nothing else is found."""
    for refuse in (refuse_empty, refuse_other_encodings, refuse_broken_rows):
        try:
            refuse(file)
        except OnRecordError as found:
            return found
    said = " ".join(str(error).split())
    said = said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
    return OnRecordError(
        f"{file.path} cannot be read as {KINDS[file.form]}. {engine} says: {said.rstrip('.')}. Write the file anew, or "
        f"leave it out. To see how it begins: head -c 300 {_shell(file)}"
    )


def refuse_empty(file: TableFile) -> None:
    """Raises OnRecordError where a file holds nothing, not even the names of columns."""
    if not file.path.stat().st_size:
        raise OnRecordError(
            f"{file.path} is empty, and has not even names of columns. Write the table anew, or take the file away: "
            f"rm {_shell(file)}"
        )


def refuse_other_encodings(file: TableFile) -> None:
    """Raises OnRecordError where a file of text is not UTF-8."""
    if file.form == "parquet":
        return
    decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
    with file.path.open("rb") as stream:
        block = b"-"
        while block:
            block = stream.read(BLOCK)
            try:
                line += decoder.decode(block, final=not block).count("\n")
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                raise _wrong(file, line, "is not UTF-8", "Save the file as UTF-8") from None


def refuse_broken_rows(file: TableFile) -> None:
    """Raises OnRecordError where a line of JSON Lines is no object, or a row of CSV has too many or too few cells."""
    if file.form == "jsonl":
        with file.path.open(encoding="utf-8-sig") as lines:
            for number, text in enumerate(lines, start=1):
                try:
                    row = json.loads(text)
                except ValueError as error:
                    raise _wrong(file, number, f"is no JSON: {error}", "Write one object a line") from None
                if not isinstance(row, dict):
                    raise _wrong(file, number, "is no JSON object", "Write one object a line")
    if file.form == "csv":
        with file.path.open(encoding="utf-8-sig", newline="") as stream:
            rows = _rows(file, csv.reader(stream, strict=True))
            width = next((len(row) for _, row in rows), 0)
            for line, row in rows:
                if row and len(row) != width:
                    cells = f"has {len(row)} cell{'s' * (len(row) != 1)}, and the table {width} columns"
                    raise _wrong(file, line, cells, "Give every row as many cells as there are columns")


def _rows(file: TableFile, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows of CSV, each with the line on which it begins."""
    line = 0
    csv.field_size_limit(1 << 30)
    try:
        for row in reader:
            yield line + 1, row
            line = reader.line_num  # type: ignore[attr-defined]
    except csv.Error as error:
        raise _wrong(file, line + 1, f"is no CSV: {error}", "Put cells with quotation marks between such") from None


def _wrong(file: TableFile, line: int, what: str, help: str) -> OnRecordError:
    return OnRecordError(f"{file.path}, line {line} {what}. {help}; to see it: sed -n {line}p {_shell(file)}")


def _shell(file: TableFile) -> str:
    return shlex.quote(str(file.path))

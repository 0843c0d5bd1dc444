"""Where the rows of each part of a table begin, by what the parts themselves say, before anything of them is read."""

from __future__ import annotations

import shlex
from itertools import accumulate

import pyarrow as pa
from pyarrow import parquet as pq

from onrecord.errors import OnRecordError
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.unreadable import unreadable

FILE, FIRST = "_file", "_first"


def part_rows(file: TableFile) -> pa.Table:
    """A row for each part, in their order: its path, the number of its first row from 0, and its values.

    Its values are those that its folders name and that are not in the part itself. Raises OnRecordError, naming the
    part, where one cannot be read, or has other columns than the first.
    """
    heights: list[int] = []
    columns: dict[str, str] = {}
    for part in file.files():
        try:
            told = pq.read_metadata(part.path)
        except (OSError, pa.ArrowException) as error:
            raise unreadable(part, "pyarrow", error) from None
        found = {
            c.path: f"{c.physical_type} {c.logical_type}" for c in map(told.schema.column, range(told.num_columns))
        }
        columns = columns or found
        if differing := sorted(name for name, _ in found.items() ^ columns.items()):
            first = file.parts[0].path
            raise OnRecordError(
                f"{part.path} and {first} differ in the column '{differing[0]}': one has it not, or in another type. "
                f"Write the table anew, with the same columns in every part; to see what there is: "
                f"ls -R {shlex.quote(str(file.path))}"
            )
        heights.append(told.num_rows)
    there = {name.partition(".")[0] for name in columns}
    names = [name for name in file.parts[0].values if name not in there]
    return pa.table(
        {
            FILE: pa.array([str(part.path.resolve()) for part in file.parts], pa.string()),
            FIRST: pa.array(accumulate(heights[:-1], initial=0), pa.int64()),
            **{name: pa.array([part.values[name] for part in file.parts], pa.string()) for name in names},
        }
    )


def _named_type(column: pq.ColumnSchema) -> tuple[str, str]:
    return column.path, f"{column.physical_type} {column.logical_type}"

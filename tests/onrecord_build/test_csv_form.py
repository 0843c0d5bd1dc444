"""The canonical form of a table says the same whatever order its rows, and the columns of each, come in."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from onrecord_build.csv_form import write, written
from onrecord_build.schema import read_schemas
from sandbox import REPOSITORY

TERMS = read_schemas(REPOSITORY / "schemas").tables["terms"]
COLUMNS = [*TERMS.authored]
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def row(rank: int, others: list[str]) -> list[str]:
    cells = dict(zip(COLUMNS, others, strict=True)) | {"scheme": "topic", "rank": str(rank)}
    return [cells[column] for column in COLUMNS]


rows = st.lists(
    st.builds(row, st.integers(0, 120), st.lists(words, min_size=len(COLUMNS), max_size=len(COLUMNS))),
    unique_by=lambda cells: cells[COLUMNS.index("rank")],
)


@given(rows)
def test_order_does_not_show(found: list[list[str]]) -> None:
    text = written(found, TERMS)
    assert written(found[::-1], TERMS) == text
    assert write([dict(zip(COLUMNS[::-1], cells[::-1], strict=True)) for cells in found], TERMS) == text


@given(rows)
def test_numbers_sort_as_numbers_and_every_cell_is_there(found: list[list[str]]) -> None:
    header, *there = csv.reader(io.StringIO(written(found, TERMS), newline=""))
    assert header == COLUMNS
    assert there == sorted(found, key=lambda cells: int(cells[COLUMNS.index("rank")]))

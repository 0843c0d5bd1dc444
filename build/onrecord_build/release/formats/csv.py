"""Tables as CSV that a spreadsheet can open: marked as UTF-8, with no cell that it would take for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.integrity.forms import RELEASE
from onrecord.integrity.lines import batch_columns, found_in, in_order, joined, json_texts
from onrecord.spreadsheet import guarded
from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent

MARK = b"\xef\xbb\xbf"  # at the beginning, which is what tells Excel that this is UTF-8
QUOTED = re.compile('[",\r\n]')  # what stands in a cell only between quotation marks
MARKED = b'",\r\n'
FORMULAS = b"=+-@\xef"  # bytes without one of which nothing starts a formula; the last begins the wide forms
# Where there may be something to guard. Arrow's expressions have no looking ahead, so this finds a little too much.
SUSPECT = "(^|[;\\t\\r\\n])[\\x09-\\x0d\\x1c-\\x20\\x{85}\\pZ\"]*'*[=+@\\-\uff1d\uff0b\uff20\uff0d]"


def write(store: MemoryStore, folder: Path, step: Step = silent) -> None:
    """Write a file for each table that has rows; every row says in a last column what it is from.

    A missing value is an empty cell, a list is a JSON array. Text is guarded as onrecord.spreadsheet says.
    """
    (folder / "csv").mkdir()
    for name, table in store.tables.items():
        if table.num_rows:  # a file with a header alone could not say what it is from
            step(f"csv/{name}.csv")
            with open(folder / "csv" / f"{name}.csv", "wb") as file:
                file.write(MARK + ",".join([*table.column_names, RELEASE]).encode() + b"\n")
                file.writelines(_rows(table, store.identity.label))


def _rows(table: pa.Table, label: str) -> Iterator[memoryview]:
    end = _marked(label) + "\n"

    def written(batch: pa.RecordBatch) -> memoryview:
        parts: list[Any] = []
        for _, values in batch_columns(batch):
            parts += [_cells(values), ","]
        return joined([*parts, end], nothing="")

    return in_order(written, table)


def _cells(values: pa.Array) -> pa.Array:
    """The values of a column as cells; null stays null."""
    if pa.types.is_list(values.type):
        texts = json_texts(values, ", ")
    elif pa.types.is_string(values.type):
        texts = values
    else:
        return values.cast(pa.string()) if pa.types.is_date(values.type) else json_texts(values)
    found = found_in(texts, MARKED + FORMULAS)
    if found & set(FORMULAS):
        texts = _guarded(texts)
    if found & set(MARKED):
        inner = pc.replace_substring(texts, '"', '""') if ord('"') in found else texts
        marked = pc.binary_join_element_wise('"', inner, '"', "")
        texts = pc.if_else(pc.match_substring_regex(texts, QUOTED.pattern), marked, texts)
    return texts


def _guarded(texts: pa.Array) -> pa.Array:
    suspect = pc.match_substring_regex(texts, SUSPECT)
    if not pc.any(suspect).as_py():
        return texts
    safe = pa.array([guarded(text) for text in texts.filter(suspect).to_pylist()], pa.string())
    return pc.replace_with_mask(texts, pc.fill_null(suspect, False), safe)


def _marked(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text

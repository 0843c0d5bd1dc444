"""A table as lines of JSON, a few thousand rows at a time: what json.dumps writes row by row, to the byte.

Only functions of pyarrow are at work on whose results all its versions agree: the bytes depend on no version of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

ROWS = 8192  # that are put together at a time: few enough that they stay near the processor
ESCAPES = {ord(letter): json.dumps(letter)[1:-1] for letter in ("\\", '"', *map(chr, range(32)))}  # backslash first
TO_ESCAPE = bytes(ESCAPES)


def lines(table: pa.Table, also: Mapping[str, str] | None = None) -> Iterator[memoryview]:
    """The rows of a table as JSON Lines without white space, piece by piece.

    All columns in their order, null where there is nothing, dates as YYYY-MM-DD; after them what every row says `also`.
    """
    end = "".join(f",{_plain(name)}:{_plain(value)}" for name, value in (also or {}).items()) + "}\n"

    def written(batch: pa.RecordBatch) -> memoryview:
        parts: list[Any] = []
        for name, values in batch_columns(batch):
            parts += [f"{',' if parts else '{'}{_plain(name)}:", *_written(values)]
        return joined([*parts, end])

    return in_order(written, table)


def in_order(written: Callable[[pa.RecordBatch], memoryview], table: pa.Table) -> Iterator[memoryview]:
    """What becomes of each batch of a table, in order; all processors work ahead, and few batches are held."""
    batches = table.to_batches(max_chunksize=ROWS)
    if len(batches) <= 1:
        yield from map(written, batches)
        return
    from collections import deque
    from concurrent.futures import ThreadPoolExecutor

    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        ahead = deque(pool.submit(written, batch) for batch in batches[: 2 * workers])
        try:
            for batch in batches[2 * workers :]:
                yield ahead.popleft().result()
                ahead.append(pool.submit(written, batch))
            while ahead:
                yield ahead.popleft().result()
        finally:
            for left in ahead:
                left.cancel()


def batch_columns(batch: pa.RecordBatch) -> Iterator[tuple[str, pa.Array]]:
    """The columns of a batch by name; texts as plain text, however they are kept."""
    import pyarrow as pa

    for field, values in zip(batch.schema, batch.columns, strict=True):
        kept = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        text = pa.types.is_string(kept) or pa.types.is_large_string(kept)
        yield field.name, values.cast(pa.string()) if text else values


def json_texts(values: pa.Array, comma: str = ",") -> pa.Array:
    """Each value as JSON; null stays null."""
    import pyarrow.compute as pc

    before, texts, after = _pieces(values, comma)
    return pc.binary_join_element_wise(before, texts, after, "") if before else texts


def found_in(texts: pa.Array, sought: bytes) -> set[int]:
    """Which of some bytes there are in an array of texts."""
    return set(letters(texts).tobytes().translate(None, bytes(set(range(256)) - set(sought))))


def letters(texts: pa.Array) -> npt.NDArray[np.uint8]:
    """All bytes of an array of texts, one after the other."""
    import numpy as np

    _, offsets, data = texts.buffers()
    if data is None or not len(texts):
        return np.empty(0, np.uint8)
    ends = np.frombuffer(offsets, np.int32, len(texts) + 1, texts.offset * 4)
    return np.frombuffer(data, np.uint8, int(ends[-1] - ends[0]), int(ends[0]))


def joined(parts: Iterable[Any], nothing: str = "null") -> memoryview:
    """Row by row, the parts one after the other: arrays of texts, and texts that are the same in every row.

    In the place of null stands `nothing`.
    """
    import pyarrow.compute as pc

    merged: list[Any] = []
    for part in parts:
        if merged and isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    rows = pc.binary_join_element_wise(*merged, "", null_handling="replace", null_replacement=nothing)
    return letters(rows).data


def _written(values: pa.Array) -> list[Any]:
    """The parts that a column puts into each line."""
    return [json_texts(values)] if values.null_count else list(_pieces(values, ","))


def _pieces(values: pa.Array, comma: str) -> tuple[str, pa.Array, str]:
    """What stands before each value, the values as texts, and what stands behind."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = values.type
    if pa.types.is_string(kind):
        return '"', _escaped(values), '"'
    if pa.types.is_date32(kind):
        return '"', values.cast(pa.string()), '"'
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind):
        return "", values.cast(pa.string()), ""
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        items = pc.fill_null(json_texts(values.flatten()), "null")
        ends = pc.cumulative_sum(pc.fill_null(pc.list_value_length(values), 0))
        lists = pa.ListArray.from_arrays(pa.concat_arrays([pa.array([0], ends.type), ends]), items)
        none = pa.scalar(None, pa.string())
        return "[", pc.if_else(values.is_valid(), pc.binary_join(lists, comma), none), "]"
    return "", pa.array([None if value is None else _plain(value) for value in values.to_pylist()], pa.string()), ""


def _escaped(texts: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    found = found_in(texts, TO_ESCAPE)
    for letter, written in ESCAPES.items():
        if letter in found:
            texts = pc.replace_substring(texts, chr(letter), written)
    return texts


def _plain(value: Any) -> str:
    from onrecord.integrity.content import day

    return json.dumps(value, ensure_ascii=False, default=day)

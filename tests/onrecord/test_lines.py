"""Tables as lines of JSON, many rows at a time, are to the byte what json.dumps and Polars write."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

import polars
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.integrity import lines as module
from onrecord.integrity.content import content_digest, day, table_digest
from onrecord.integrity.lines import lines

TEXTS = st.text(
    st.sampled_from("\"\\\n\r\t\b\f\x00\x1f\x7f\u2028/'é語😀") | st.characters(exclude_categories=["Cs"]), max_size=8
)
KINDS: dict[str, tuple[pa.DataType, st.SearchStrategy[Any]]] = {
    "text": (pa.string(), TEXTS),
    "list": (pa.list_(pa.string()), st.lists(st.none() | TEXTS, max_size=3)),
    "day": (pa.date32(), st.dates(min_value=datetime.date(1, 1, 1))),
    "flag": (pa.bool_(), st.booleans()),
    "count": (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    "share": (pa.float64(), st.floats(allow_nan=False, allow_infinity=False)),
}
SCHEMA = pa.schema([(name, kind) for name, (kind, _) in KINDS.items()])
ROWS = st.lists(st.fixed_dictionaries({name: st.none() | values for name, (_, values) in KINDS.items()}), max_size=12)


def dumped(rows: list[dict[str, Any]], **also: str) -> bytes:
    ordered = [{name: row[name] for name in SCHEMA.names} | also for row in rows]
    plain = [json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=day) for row in ordered]
    return "".join(f"{line}\n" for line in plain).encode()


@pytest.fixture(params=[1, 3, 8192], scope="module")
def together(request: pytest.FixtureRequest) -> Any:
    """However many rows are put together at a time."""
    before, module.ROWS = module.ROWS, request.param
    yield
    module.ROWS = before


@given(ROWS, TEXTS, st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_as_json_dumps_writes_them(together: None, rows: list[dict[str, Any]], label: str, first: int) -> None:
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    assert b"".join(lines(table, {"release": label})) == dumped(rows, release=label)
    assert b"".join(lines(table.slice(first))) == dumped(rows[first:])
    assert b"".join(lines(pa.concat_tables([table, table]))) == dumped(rows + rows)
    assert table_digest(table) == content_digest(rows)


@given(ROWS)
@settings(deadline=None)
def test_as_polars_writes_them(rows: list[dict[str, Any]]) -> None:
    """But for numbers that are not whole, of which it has another notion than Python."""
    table = pa.Table.from_pylist(rows, schema=SCHEMA).drop_columns(["share"])
    if rows:
        buffer = io.BytesIO()
        frame = polars.from_arrow(table)
        assert isinstance(frame, polars.DataFrame)
        frame.write_ndjson(buffer)
        assert b"".join(lines(table)) == buffer.getvalue()


@given(st.lists(st.none() | TEXTS, min_size=1, max_size=5))
@settings(deadline=None)
def test_however_texts_are_kept(values: list[str | None]) -> None:
    plain = pa.table({"text": pa.array(values, pa.string())})
    for kept in (pa.large_string(), pa.dictionary(pa.int32(), pa.string())):
        assert b"".join(lines(pa.table({"text": plain["text"].cast(kept)}))) == b"".join(lines(plain))

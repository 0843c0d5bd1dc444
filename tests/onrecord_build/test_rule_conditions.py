"""A condition is true of the same rows, whether it is asked of records or of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord_build.conditions import Condition, col, known, missing, some
from onrecord_build.conditions import given as has
from onrecord_build.conditions.in_frames import beginning
from onrecord_build.conditions.in_python import matching
from onrecord_build.dataset import Dataset
from onrecord_build.project import Project
from onrecord_build.records import Records, Row
from onrecord_build.schema import read_schemas
from onrecord_build.tables.engines import Engine, open_engine
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.frames import Frames
from onrecord_build.tables.rows import TableRows

SCHEMAS = read_schemas(Project.of_this_code().schemas)
KINDS: dict[str, Any] = {
    "accessed": pl.Date,
    "contested": pl.Boolean,
    "amount": pl.Float64,
    "shows": pl.List(pl.String),
}

KEYS = st.sampled_from(["one", "two", "three"])
MAYBE_KEYS = st.none() | KEYS
TEXTS = st.none() | st.sampled_from(
    ["en", "en-GB", "pt-BR", "“So”  it…", "so it", "Ünter", "U\u0308nter", "not «so»", "a-b-c"]
)
DATES = st.none() | st.sampled_from(
    ["2026-01-03", "2026-01", "2026-01-05?", "2026-01-02/..", "../2026-01-04", "[2026-01-01,2026-01-09]", "9999-12-31"]
)
DAYS = st.none() | st.sampled_from([date(2026, 1, 2), date(2026, 1, 4), date(1, 1, 1), date(9999, 12, 31)])

TABLES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "actors": {"actor_id": KEYS, "name": TEXTS, "country": MAYBE_KEYS},
    "sources": {"source_id": KEYS, "publisher": MAYBE_KEYS, "lang": TEXTS, "published": DATES, "accessed": DAYS},
    "evidence": {
        "evidence_id": KEYS,
        "source": MAYBE_KEYS,
        "statement": MAYBE_KEYS,
        "exact": TEXTS,
        "lang": TEXTS,
        "shows": st.lists(st.sampled_from(["said", "venue", "start"]), max_size=2, unique=True),
    },
    "statements": {
        "statement_id": KEYS,
        "speaker": MAYBE_KEYS,
        "said": DATES,
        "summary": TEXTS,
        "lead_evidence": MAYBE_KEYS,
    },
    "relationships": {
        "relationship_id": KEYS,
        "subject": MAYBE_KEYS,
        "amount": st.none() | st.sampled_from([-1.5, 0.0, 7.0]),
    },
    "tenures": {"tenure_id": KEYS, "holder": MAYBE_KEYS, "contested": st.none() | st.booleans(), "start": DATES},
}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """A few rows of each table, whose keys are different, and whose references may lead nowhere."""
    found = {}
    for name, columns in TABLES.items():
        key = next(iter(columns))
        rows = draw(st.lists(st.fixed_dictionaries(dict(columns)), max_size=3))
        found[name] = list({row[key]: row for row in rows}.values())
    return found


def leaves(table: str) -> list[Condition]:
    """Conditions on a table that ask each thing that can be asked, also by way of references."""
    texts = {
        "actors": ["name", "country.name"],
        "sources": ["lang", "publisher.name"],
        "evidence": ["exact", "lang", "source.lang", "statement.summary", "statement.speaker.name"],
        "statements": ["summary", "speaker.country.name", "lead_evidence.exact", "lead_evidence.source.lang"],
        "relationships": ["subject.name"],
        "tenures": ["holder.name"],
    }[table]
    dates = {
        "sources": ["published"],
        "evidence": ["source.published", "statement.said"],
        "statements": ["said"],
        "tenures": ["start"],
    }
    found: list[Condition] = []
    for name in texts:
        text = col(name)
        found += [
            has(name),
            missing(name),
            text == "en",
            text != "so it",
            text.among("en", "pt-BR"),
            text.holds("[ü-]"),
        ]
        found += [text.language == "en", text.lower == "ünter", text.start(2) == "en", text.without("[^a-z]") == "soit"]
        found += [text.otherwise("en") == "en", text.normal == '"So" it...', text > "f", text <= text.lower]
        found += [text.within(col(other)) for other in texts] + [
            text.normal.within(col(other).normal) for other in texts
        ]
    for name in dates.get(table, []):
        day = col(name)
        found += [known(day.latest), day.earliest < day.latest, day.latest.plus(1) < day.earliest]
        found += [day.earliest.plus(-3) >= col(other).latest for other in dates[table]]
    if table == "sources":
        found += [col("accessed").plus(1) < col("published").earliest, has("accessed"), missing("accessed")]
    if table == "tenures":
        found += [col("contested").is_(True), col("contested").is_(False)]
    if table == "relationships":
        found += [col("amount") <= 0, missing("amount")]
    if table == "statements":
        said = some("evidence", "statement", has("exact") & (col("source.lang") != "en"))
        found += [some("evidence", "statement"), said, ~said, ~some("evidence", "statement", missing("exact"))]
    if table == "evidence":
        found += [has("shows"), missing("shows"), col("shows").joined.holds("^(said|venue)(,|$)")]
        found += [~some("evidence", "statement", missing("shows"), of="statement")]
        found += [some("statements", "lead_evidence"), ~some("sources", "source_id", col("lang") == "en", of="source")]
    if table == "actors":
        found += [
            ~some("statements", "speaker") & ~some("sources", "publisher"),
            some("tenures", "holder", col("contested").is_(True)),
        ]
    return found


def conditions(table: str) -> st.SearchStrategy[Condition]:
    """Conditions of any depth."""
    return st.recursive(
        st.sampled_from(leaves(table)),
        lambda inner: (
            st.builds(lambda a, b: a & b, inner, inner)
            | st.builds(lambda a, b: a | b, inner, inner)
            | st.builds(lambda a: ~a, inner)
        ),
        max_leaves=5,
    )


@pytest.fixture(scope="module", params=["polars", "duckdb"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    running = open_engine(request.param)
    yield running
    running.close()


def as_records(found: Mapping[str, list[dict[str, Any]]]) -> Dataset:
    """Tables as records; what leads nowhere is taken out, as the check of references does."""
    records = Records({name: [] for name in SCHEMAS.tables})
    keys = {name: {row[next(iter(TABLES[name]))] for row in rows} for name, rows in found.items()}
    for name, rows in found.items():
        file = TableRows(name, SCHEMAS.tables[name], list(TABLES[name]))
        for number, values in enumerate(rows):
            row = Row(name, file, (number,), dict(values))
            for reference in SCHEMAS.tables[name].references:
                if row[reference.field] is not None and row[reference.field] not in keys[reference.table]:
                    row[reference.field] = None
            # What has to be there and is not is broken, and not merely missing. A reference that is broken may be one
            # to any record, which tables leave aside.
            references = {reference.field for reference in SCHEMAS.tables[name].references}
            required = {f.name for f in SCHEMAS.tables[name].fields if f.required} - references
            row.broken |= {column for column in required if row[column] is None}
            records.rows[name].append(row)
    return Dataset(records, SCHEMAS, {}, None)


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_records_and_frames_agree(engine: Engine, tmp_path: Path, table: str, data: st.DataObject) -> None:
    found = data.draw(tables())
    asked = data.draw(conditions(table))
    dataset = as_records(found)
    files = {}
    for name, columns in TABLES.items():
        path = tmp_path / f"{name}.parquet"
        schema = {column: KINDS.get(column, pl.String) for column in columns}
        rows = [{column: row[column] for column in columns} for row in dataset.rows(name)]
        pl.DataFrame(rows, schema=schema).write_parquet(path)
        files[name] = TableFile(name, path, "parquet")
    expected = [row.place[0] for row in matching(dataset, table, asked)]
    frames = Frames(engine, files, SCHEMAS)
    for one in frames.tables.values():  # these rows need not be good ones
        one.leading, one.known, one.texts = (
            set(one.texts),
            {n: set() for n in one.texts},
            {n: f for n, f in one.texts.items() if f in one.mapped},
        )
    assert frames.rows_where(table, [asked], None) == [expected]
    assert frames.rows_where(table, [asked], beginning(asked)) == [expected]

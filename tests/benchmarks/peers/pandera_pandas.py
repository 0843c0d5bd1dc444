"""pandera on pandas."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from onrecord_build.schema import Field, Table
from peers.laws import (
    CONTROL,
    RELEASE,
    SPACE,
    Count,
    Given,
    Law,
    NotBefore,
    Positive,
    joint_key,
    laws,
    longest,
    pattern,
    tables,
)
from peers.telling import files, tell

TYPES: dict[str, Any] = {
    "string": "str",
    "date": "datetime64[s]",
    "boolean": "boolean",
    "integer": "Int64",
    "number": "float64",
}


def check(folder: Path) -> Counter[str]:
    """Validate every table, and look references up."""
    known, found = tables(), Counter[str]()
    frames = {name: _read(path, known[name]) for name, path in files(folder).items()}
    for name, frame in frames.items():
        try:
            frames[name] = _schema(known[name]).validate(frame, lazy=True)
        except SchemaErrors as errors:
            cases = errors.failure_cases  # that of a row is told once for each of its columns
            whole = cases["schema_context"] == "DataFrameSchema"
            cases = pd.concat([cases[~whole], cases[whole].drop_duplicates(["check", "index"])])
            found.update(cases["check"].str.partition("(")[0].tolist())
    for name, frame in frames.items():
        for reference in known[name].references:
            named = frame[reference.field].dropna()
            found["unknown-record"] += int((~named.isin(frames[reference.table][reference.key])).sum())
    return +found


def _read(path: Path, table: Table) -> pd.DataFrame:
    """A table; from CSV as texts, to which the schema gives types."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    if path.suffix == ".jsonl":
        return pd.read_json(path, lines=True, dtype=False).drop(columns=RELEASE, errors="ignore")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig", engine="pyarrow")
    for field in table.fields:
        if field.type == "list":
            frame[field.name] = frame[field.name].map(json.loads, na_action="ignore").astype(object)
        elif field.type == "boolean":
            frame[field.name] = (
                frame[field.name].map({"true": True, "false": False}.get, na_action="ignore").astype(object)
            )
    return frame.drop(columns=RELEASE, errors="ignore")


def _schema(table: Table) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {field.name: _column(field) for field in table.fields},
        checks=[pa.Check(_holds(law), error=law.code) for law in laws(table)],
        unique=joint_key(table),
        coerce=True,
    )


def _column(field: Field) -> pa.Column:
    checks = _checks(field)
    if field.constraints.get("unique"):  # `unique=True` takes missing values for repeated ones
        checks.append(pa.Check(lambda values: ~values.duplicated(), error="repeated-value"))
    return pa.Column(TYPES.get(field.type), checks=checks, nullable=not field.required)


def _checks(field: Field) -> list[pa.Check]:
    if field.type == "list":
        limits, codes = field.constraints, frozenset(field.codes or ())
        return [
            pa.Check(lambda v: codes.issuperset(v) or not codes, element_wise=True, error="unknown-code"),
            pa.Check(lambda v: len(set(v)) == len(v), element_wise=True, error="repeated-item"),
            pa.Check(lambda v: all(v), element_wise=True, error="wrong-shape"),
            pa.Check(lambda v: len(v) <= limits.get("maxLength", len(v)), element_wise=True, error="too-long"),
            pa.Check(lambda v: len(v) >= limits.get("minLength", 0), element_wise=True, error="missing-value"),
        ]
    if field.type != "string":
        return []
    if field.codes is not None:
        return [pa.Check.isin(list(field.codes), error="unknown-code")]
    form = pattern(field)
    checks = [pa.Check(lambda s: s.str.fullmatch(form[1]), error=form[0])] if form else []
    return [
        *checks,
        pa.Check(lambda s: s.str.len() <= longest(field), error="too-long"),
        pa.Check(lambda s: ~s.str.contains(CONTROL), error="control-character"),
        pa.Check(lambda s: ~s.str.contains(SPACE), error="white-space"),
    ]


def _holds(law: Law) -> Callable[[pd.DataFrame], Any]:
    match law:
        case Count(_, columns, allowed):
            return lambda frame: frame[list(columns)].notna().sum(axis="columns").isin(allowed)
        case Given(_, column, where, values):
            return lambda frame: (frame[column].notna() == frame[where].isin(values)) | frame[where].isna()
        case Positive(_, column):
            return lambda frame: (frame[column] > 0) | frame[column].isna()
        case NotBefore(_, column, other):
            return lambda frame: ~(frame[column] < frame[other] - timedelta(days=1))


if __name__ == "__main__":
    tell(check)

"""Tables that stay small: vocabularies, propositions, retired identifiers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from made_up.chance import numbered, where
from made_up.sizes import PROPOSITIONS, Sizes
from onrecord_build.schema import read_schemas

SCHEMAS = Path(__file__).resolve().parents[3] / "schemas"
TOPICS = tuple(term["code"] for term in read_schemas(SCHEMAS).terms["topic"])


def terms() -> pl.DataFrame:
    """The vocabularies as they are."""
    frame = pl.read_csv(SCHEMAS / "terms.csv", infer_schema=False)
    lists = pl.col("subject_kinds", "object_kinds").str.split(";").fill_null([])
    return frame.with_columns(pl.col("rank").cast(pl.Int64), pl.col("symmetric") == "true", lists)


def propositions(sizes: Sizes) -> pl.DataFrame:
    """Rows of propositions, in pairs."""
    rows = np.arange(PROPOSITIONS)
    columns = [
        sizes.proposition(rows).alias("proposition_id"),
        numbered("The demand in matter ", rows // 2, " binds the one side or the other.").alias("text"),
        sizes.proposition(rows ^ 1).alias("reciprocal"),
        sizes.chance.pick("topic", TOPICS, rows // 2).alias("topic"),
        sizes.event(rows // 2 % 8)
        .zip_with(pl.Series(rows % 4 < 2), pl.Series([None] * len(rows), dtype=pl.String))
        .alias("about_event"),
        pl.Series("note", [None] * len(rows), dtype=pl.String),
    ]
    return pl.DataFrame(columns)


def retired(sizes: Sizes) -> pl.DataFrame:
    """Rows of retired_ids: statements that are no more."""
    rows = np.arange(sizes.retired)
    later = sizes.statement(sizes.statements + np.maximum(0, rows - 1))
    replaced = sizes.statement(rows).zip_with(pl.Series(rows % 3 > 0), later)
    columns = [
        sizes.statement(sizes.statements + rows).alias("id"),
        where((rows % 3 < 2) & (rows > 0), replaced).alias("replaced_by"),
        numbered("The words were those of case ", rows, ".").alias("reason"),
        numbered("0.", rows % 7, ".0").alias("version"),
    ]
    return pl.DataFrame(columns)

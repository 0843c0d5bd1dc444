"""What breaks the rules about vocabularies, propositions and retired identifiers."""

from __future__ import annotations

import polars as pl

from faulty.twin import Rows, Twin, breaks

ORDINARY = pl.col("scheme") != "relationship-type"


@breaks("term-inverse", "terms", ORDINARY)
def inverse_of_no_type(twin: Twin, rows: Rows) -> str:
    twin.set("terms", "inverse", rows, "read-backwards")
    return "inverse"


@breaks("term-rank", "terms", ORDINARY & pl.col("scheme").ne(pl.col("scheme").shift(-1)))
def gap(twin: Twin, rows: Rows) -> str:
    twin.set("terms", "rank", rows, 99)
    return "rank"


@breaks("straight-quotes", "terms", ORDINARY)
def straight_label(twin: Twin, rows: Rows) -> str:
    twin.set("terms", "label", rows, 'The "term"')
    return "label"


@breaks("reciprocal-pair", "propositions")
def own_reciprocal(twin: Twin, rows: Rows) -> str:
    twin.set("propositions", "reciprocal", rows, twin.values("propositions", "proposition_id", rows))
    return "reciprocal"


@breaks("replacement-exists", "retired_ids")
def replaced_by_nothing(twin: Twin, rows: Rows) -> str:
    twin.set("retired_ids", "replaced_by", rows, "st-0000-nowhere")
    return "replaced_by"


@breaks("retired-in-use", "retired_ids")
def retired_and_there(twin: Twin, rows: Rows) -> str:
    statements = twin.choose("statements", None, len(rows))
    twin.set("retired_ids", "id", rows, twin.values("statements", "statement_id", statements))
    return "id"


@breaks("no-cycle", "retired_ids")
def replaced_by_itself(twin: Twin, rows: Rows) -> str:
    twin.set("retired_ids", "replaced_by", rows, twin.values("retired_ids", "id", rows))
    return "replaced_by"

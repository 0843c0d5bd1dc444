"""What breaks the rules about vocabularies, propositions and retired identifiers."""

from __future__ import annotations

import polars as pl

from faulty.twin import Places, Rows, Twin, breaks, places, puts

ORDINARY = pl.col("scheme") != "relationship-type"


puts("term-inverse", "terms", ORDINARY, inverse="read-backwards")
puts("term-rank", "terms", ORDINARY & pl.col("scheme").ne(pl.col("scheme").shift(-1)), rank=99)
puts("straight-quotes", "terms", ORDINARY, label='The "term"')
puts("reciprocal-pair", "propositions", reciprocal=pl.col("proposition_id"))
puts("replacement-exists", "retired_ids", replaced_by="st-0000-nowhere")


@breaks("retired-in-use", "retired_ids")
def retired_and_there(twin: Twin, rows: Rows) -> Places:
    statements = twin.choose("statements", None, len(rows))
    retired = rows[: len(statements)]
    twin.set("retired_ids", "id", retired, twin.values("statements", "statement_id", statements))
    return places("retired_ids", "id", retired)


puts("no-cycle", "retired_ids", replaced_by=pl.col("id"))

"""What breaks the rules about evidence, and about what rests on a passage."""

from __future__ import annotations

import numpy as np
import polars as pl

from faulty.twin import Places, Rows, Twin, breaks, places, puts, same

QUOTED, FACT = pl.col("exact").is_not_null(), pl.col("rendition") == "document-fact"
SUPPORTS = pl.col("support") == "supports"
AFTER = pl.col("statement").eq(pl.col("statement").shift(1))  # a row of the same statement stands before it
WORDS = "we said this once and for all and nobody shall ever say that we had not said it"


puts("denial-of-statement", "evidence", FACT & pl.col("tenure").is_null() & SUPPORTS, support="denies-attribution")
puts("evidence-language", "evidence", FACT, lang="nl")
SAME = same("source", "support", "rendition", "exact", "locator", "lang")
puts("evidence-twice", "evidence", AFTER, after=True, **SAME)
puts("own-translation-original", "evidence", FACT & SUPPORTS, rendition="own-translation", exact=WORDS)
puts("prefix-alone", "evidence", FACT, prefix="line")
puts(
    "quotation-given",
    "evidence",
    (pl.col("rendition") == "verbatim") & pl.col("prefix").is_null(),
    at="rendition",
    exact=None,
)
puts("quotation-given", "evidence", FACT, exact=WORDS)
puts("quotation-segments", "evidence", QUOTED, exact=pl.col("exact") + " […]")
puts("shown-field", "evidence", AFTER, after=True, shows=["sayd"])
puts(
    "translation-not-verbatim",
    "evidence",
    AFTER & (pl.col("rendition") == "source-translation"),
    after=True,
    rendition="verbatim",
)


@breaks("undeclared-copy", "evidence", AFTER & QUOTED, after=True)
def same_translation(twin: Twin, rows: Rows) -> str:
    both = np.concatenate([rows - 1, rows])
    for column, value in (("rendition", "source-translation"), ("lang", "en"), ("exact", WORDS)):
        twin.set("evidence", column, both, value)
    return "exact"


puts("neutral-words", "evidence", note="Printed after the abduction.")


@breaks(
    "lead-quoted",
    "evidence",
    AFTER
    & SUPPORTS
    & (pl.col("rendition") == "indirect-speech")
    & pl.col("exact").shift(1).is_not_null()
    & SUPPORTS.shift(1),
    after=True,
)
def led_by_a_report(twin: Twin, rows: Rows) -> Places:
    statements = twin.named_by("evidence", "statement", rows)
    twin.set("statements", "lead_evidence", statements, twin.values("evidence", "evidence_id", rows))
    return places("statements", "lead_evidence", statements)


@breaks("copy-as-evidence", "source_lineage", pl.col("relation") == "syndicates")
def copy_beside_its_source(twin: Twin, rows: Rows) -> Places:
    quoted = QUOTED & SUPPORTS
    copies = twin.choose("evidence", AFTER & quoted & quoted.shift(1), len(rows), after=True)
    lineage = rows[: len(copies)]
    twin.set("evidence", "source", copies, twin.values("source_lineage", "child", lineage))
    twin.set("evidence", "source", copies - 1, twin.values("source_lineage", "parent", lineage))
    twin.set("evidence", "exact", copies, twin.values("evidence", "exact", copies - 1))
    return places("evidence", "source", copies)


@breaks("passage-of-statement", "statement_positions")
def passage_of_another(twin: Twin, rows: Rows) -> Places:
    return _another(twin, "statement_positions", rows)


@breaks("passage-of-statement", "designations", pl.col("voice") == "reporter")
def words_of_another(twin: Twin, rows: Rows) -> Places:
    return _another(twin, "designations", rows)


def _another(twin: Twin, table: str, rows: Rows) -> Places:
    elsewhere = twin.choose("evidence", FACT, len(rows))
    broken = rows[: len(elsewhere)]
    twin.set(table, "evidence", broken, twin.values("evidence", "evidence_id", elsewhere))
    return places(table, "evidence", broken)


puts("designation-words", "designations", pl.col("voice") == "speaker", words="what nobody ever said")
puts("designation-words", "designations", pl.col("voice") == "speaker", voice="reporter")
puts("frame-fits", "designations", pl.col("target_actor").is_not_null(), frame="military-action")

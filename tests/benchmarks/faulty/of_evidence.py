"""What breaks the rules about evidence, and about what rests on a passage."""

from __future__ import annotations

import numpy as np
import polars as pl

from faulty.twin import Rows, Twin, breaks

QUOTED, FACT = pl.col("exact").is_not_null(), pl.col("rendition") == "document-fact"
SUPPORTS = pl.col("support") == "supports"
AFTER = pl.col("statement").eq(pl.col("statement").shift(1))  # a row of the same statement stands before it
WORDS = "we said this once and for all and nobody shall ever say that we had not said it"
Elsewhere = list[tuple[str, str, int]]


@breaks("denial-of-statement", "evidence", FACT & pl.col("tenure").is_null() & SUPPORTS)
def denied_fact(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "support", rows, "denies-attribution")
    return "support"


@breaks("evidence-language", "evidence", FACT)
def another_language(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "lang", rows, "nl")
    return "lang"


@breaks("evidence-twice", "evidence", AFTER, after=True)
def cited_twice(twin: Twin, rows: Rows) -> str:
    for column in ("source", "support", "rendition", "exact", "locator", "lang"):
        twin.set("evidence", column, rows, twin.values("evidence", column, rows - 1))
    return "source"


@breaks("own-translation-original", "evidence", FACT & SUPPORTS)
def without_original(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "rendition", rows, "own-translation")
    twin.set("evidence", "exact", rows, WORDS)
    return "rendition"


@breaks("prefix-alone", "evidence", FACT)
def words_before_nothing(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "prefix", rows, "line")
    return "prefix"


@breaks("quotation-given", "evidence", (pl.col("rendition") == "verbatim") & pl.col("prefix").is_null())
def no_quotation(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "exact", rows, None)
    return "rendition"


@breaks("quotation-given", "evidence", FACT)
def quotation_of_nobody(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "exact", rows, WORDS)
    return "exact"


@breaks("quotation-segments", "evidence", QUOTED)
def mark_at_the_end(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "exact", rows, [f"{words} […]" for words in twin.values("evidence", "exact", rows)])
    return "exact"


@breaks("shown-field", "evidence", AFTER, after=True)
def no_such_field(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "shows", rows, [["sayd"]] * len(rows))
    return "shows"


@breaks("translation-not-verbatim", "evidence", AFTER & (pl.col("rendition") == "source-translation"), after=True)
def translation_verbatim(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "rendition", rows, "verbatim")
    return "rendition"


@breaks("undeclared-copy", "evidence", AFTER & QUOTED, after=True)
def same_translation(twin: Twin, rows: Rows) -> str:
    both = np.concatenate([rows - 1, rows])
    for column, value in (("rendition", "source-translation"), ("lang", "en"), ("exact", WORDS)):
        twin.set("evidence", column, both, value)
    return "exact"


@breaks("neutral-words", "evidence")
def loaded_note(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "note", rows, "Printed after the abduction.")
    return "note"


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
def led_by_a_report(twin: Twin, rows: Rows) -> Elsewhere:
    statements = twin.named_by("evidence", "statement", rows)
    twin.set("statements", "lead_evidence", statements, twin.values("evidence", "evidence_id", rows))
    return [("statements", "lead_evidence", int(row)) for row in statements]


@breaks("copy-as-evidence", "source_lineage", pl.col("relation") == "syndicates")
def copy_beside_its_source(twin: Twin, rows: Rows) -> Elsewhere:
    quoted = QUOTED & SUPPORTS
    copies = twin.choose("evidence", AFTER & quoted & quoted.shift(1), len(rows), after=True)
    lineage = rows[: len(copies)]
    twin.set("evidence", "source", copies, twin.values("source_lineage", "child", lineage))
    twin.set("evidence", "source", copies - 1, twin.values("source_lineage", "parent", lineage))
    twin.set("evidence", "exact", copies, twin.values("evidence", "exact", copies - 1))
    return [("evidence", "source", int(row)) for row in copies]


@breaks("passage-of-statement", "statement_positions")
def passage_of_another(twin: Twin, rows: Rows) -> str:
    return _another(twin, "statement_positions", rows)


@breaks("passage-of-statement", "designations", pl.col("voice") == "reporter")
def words_of_another(twin: Twin, rows: Rows) -> str:
    return _another(twin, "designations", rows)


def _another(twin: Twin, table: str, rows: Rows) -> str:
    elsewhere = twin.choose("evidence", FACT, len(rows))
    twin.set(table, "evidence", rows[: len(elsewhere)], twin.values("evidence", "evidence_id", elsewhere))
    return "evidence"


@breaks("designation-words", "designations", pl.col("voice") == "speaker")
def words_not_said(twin: Twin, rows: Rows) -> str:
    twin.set("designations", "words", rows, "what nobody ever said")
    return "words"


@breaks("designation-words", "designations", pl.col("voice") == "speaker")
def words_of_the_speaker(twin: Twin, rows: Rows) -> str:
    twin.set("designations", "voice", rows, "reporter")
    return "voice"


@breaks("frame-fits", "designations", pl.col("target_actor").is_not_null())
def actor_as_an_event(twin: Twin, rows: Rows) -> str:
    twin.set("designations", "frame", rows, "military-action")
    return "frame"

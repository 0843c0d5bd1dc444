"""What breaks the rules about sources and their lineage."""

from __future__ import annotations

import datetime

import numpy as np
import polars as pl

from faulty.twin import Rows, Twin, breaks, twos

NEWS, READ = pl.col("kind") == "news-report", pl.col("accessed").is_not_null()
Elsewhere = list[tuple[str, str, int]]


@breaks("accessed-before-published", "sources", READ & (pl.col("published_precision") == "day"))
def read_too_early(twin: Twin, rows: Rows) -> str:
    days = twin.values("sources", "published_earliest", rows)
    twin.set("sources", "accessed", rows, [day - datetime.timedelta(days=5) for day in days])
    return "accessed"


@breaks("archived-in-full", "sources", pl.col("text_sha256").is_not_null())
def archived_excerpt(twin: Twin, rows: Rows) -> str:
    twin.set("sources", "access", rows, "excerpt")
    return "access"


@breaks("unseen-source", "sources", READ & (pl.col("access") == "excerpt"))
def unseen_and_read(twin: Twin, rows: Rows) -> str:
    twin.set("sources", "access", rows, "unseen")
    return "accessed"


@breaks("speaker-speaks", "sources", pl.col("publisher").is_not_null())
def published_by_nobody(twin: Twin, rows: Rows) -> str:
    twin.set("sources", "publisher", rows, "official-0")
    return "publisher"


@breaks("same-page-twice", "sources", pl.col("url").is_not_null(), pairs=True)
def same_page(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    addresses = [url.replace("https://", "http://www.") for url in twin.values("sources", "url", first)]
    twin.set("sources", "url", second, [f"{url}/?utm_source=feed" for url in addresses])
    return [("sources", "url", int(row)) for row in second]


@breaks("neutral-words", "sources")
def loaded_note(twin: Twin, rows: Rows) -> str:
    twin.set("sources", "note", rows, "The page praises the liberators.")
    return "note"


@breaks("published-after-said", "sources", NEWS)
def published_before(twin: Twin, rows: Rows) -> Elsewhere:
    evidence = np.concatenate([*twin.naming("evidence", "source", rows), np.array([], np.int64)]).astype(np.int64)
    twin.set("sources", "published", rows, "2025-11-05")
    given = twin.values("evidence", "statement", evidence)
    return [("evidence", "source", int(row)) for row, statement in zip(evidence, given, strict=True) if statement]


@breaks("aggregator-alone", "relationships")
def only_an_aggregator(twin: Twin, rows: Rows) -> Elsewhere:
    return _of_its_source(twin, rows, "kind", "aggregator")


@breaks("retracted-alone", "relationships")
def only_a_withdrawn_page(twin: Twin, rows: Rows) -> Elsewhere:
    return _of_its_source(twin, rows, "retracted", datetime.date(2026, 7, 1))


def _of_its_source(twin: Twin, rows: Rows, column: str, value: object) -> Elsewhere:
    evidence = np.array([found[0] for found in twin.naming("evidence", "relationship", rows)], np.int64)
    sources = np.unique(twin.named_by("evidence", "source", evidence))
    twin.use("sources", sources)
    twin.set("sources", column, sources, value)
    return [("relationships", "", int(row)) for row in rows]


@breaks("lineage-dates", "source_lineage")
def parent_came_later(twin: Twin, rows: Rows) -> str:
    for column, day in (("parent", "2026-06-30"), ("child", "2026-01-20")):
        twin.set("sources", "published", twin.named_by("source_lineage", column, rows), day)
    return "parent"


@breaks("lineage-language", "source_lineage", pl.col("relation") == "syndicates")
def translation_in_the_same_language(twin: Twin, rows: Rows) -> str:
    twin.set("source_lineage", "relation", rows, "translates")
    return "relation"


@breaks("translation-flag", "source_lineage", pl.col("relation") == "translates")
def not_marked(twin: Twin, rows: Rows) -> Elsewhere:
    children = twin.named_by("source_lineage", "child", rows)
    twin.set("sources", "is_translation", children, False)
    return [("sources", "is_translation", int(row)) for row in children]


@breaks("no-cycle", "source_lineage", pl.col("relation") == "cites")
def own_parent(twin: Twin, rows: Rows) -> str:
    twin.set("source_lineage", "parent", rows, twin.values("source_lineage", "child", rows))
    return "parent"


@breaks("neutral-words", "source_lineage")
def loaded_lineage(twin: Twin, rows: Rows) -> str:
    twin.set("source_lineage", "note", rows, "The regime printed it.")
    return "note"


@breaks("unused-record", "source_lineage", pairs=True, alone=True)
def nobody_draws_on_it(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    left = twin.named_by("source_lineage", "parent", second)
    twin.set("source_lineage", "parent", second, twin.values("source_lineage", "parent", first))
    return [("sources", "", int(row)) for row in left]

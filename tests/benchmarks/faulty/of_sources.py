"""What breaks the rules about sources and their lineage."""

from __future__ import annotations

import datetime

import numpy as np
import polars as pl

from faulty.twin import Places, Rows, Twin, breaks, places, puts, twos

NEWS, READ = pl.col("kind") == "news-report", pl.col("accessed").is_not_null()


FIVE_DAYS_BEFORE = pl.col("published_earliest") - pl.duration(days=5)
OF_A_DAY = READ & (pl.col("published_precision") == "day")
puts("accessed-before-published", "sources", OF_A_DAY, accessed=FIVE_DAYS_BEFORE)
puts("archived-in-full", "sources", pl.col("text_sha256").is_not_null(), access="excerpt")
puts("unseen-source", "sources", READ & (pl.col("access") == "excerpt"), at="accessed", access="unseen")
puts("speaker-speaks", "sources", pl.col("publisher").is_not_null(), publisher="official-0")
SAME_PAGE = pl.col("url").str.replace("https://", "http://www.", literal=True) + "/?utm_source=feed"
puts("same-page-twice", "sources", pl.col("url").is_not_null(), pairs=True, url=SAME_PAGE)
puts("neutral-words", "sources", note="The page praises the liberators.")


@breaks("published-after-said", "sources", NEWS)
def published_before(twin: Twin, rows: Rows) -> Places:
    evidence = np.concatenate([*twin.naming("evidence", "source", rows), np.array([], np.int64)]).astype(np.int64)
    twin.set("sources", "published", rows, "2025-11-05")
    statements = twin.named_by("evidence", "statement", evidence)
    # Where something is wrong with the statement itself, nobody can say when it was made.
    whole = (statements >= 0) & ~twin.before["statements"][statements]
    twin.use("evidence", evidence[whole])
    return places("evidence", "source", evidence[whole])


@breaks("aggregator-alone", "relationships")
def only_an_aggregator(twin: Twin, rows: Rows) -> Places:
    return _of_its_source(twin, rows, "kind", "aggregator")


@breaks("retracted-alone", "relationships")
def only_a_withdrawn_page(twin: Twin, rows: Rows) -> Places:
    return _of_its_source(twin, rows, "retracted", datetime.date(2026, 7, 1))


def _of_its_source(twin: Twin, rows: Rows, column: str, value: object) -> Places:
    relationships, evidence = twin.all_naming("evidence", "relationship", rows)
    sources = np.unique(twin.named_by("evidence", "source", evidence))
    twin.use("sources", sources)
    twin.set("sources", column, sources, value)
    return places("relationships", "", relationships)


@breaks("lineage-dates", "source_lineage")
def parent_came_later(twin: Twin, rows: Rows) -> str:
    for column, day in (("parent", "2026-06-30"), ("child", "2026-01-20")):
        twin.set("sources", "published", twin.named_by("source_lineage", column, rows), day)
    return "parent"


puts("lineage-language", "source_lineage", pl.col("relation") == "syndicates", relation="translates")


@breaks("translation-flag", "source_lineage", pl.col("relation") == "translates")
def not_marked(twin: Twin, rows: Rows) -> Places:
    children = twin.named_by("source_lineage", "child", rows)
    twin.set("sources", "is_translation", children, False)
    return places("sources", "is_translation", children)


puts("no-cycle", "source_lineage", pl.col("relation") == "cites", parent=pl.col("child"))
puts("neutral-words", "source_lineage", note="The regime printed it.")


@breaks("unused-record", "source_lineage", pairs=True, alone=True)
def nobody_draws_on_it(twin: Twin, rows: Rows) -> Places:
    first, second = twos(rows)
    left = twin.named_by("source_lineage", "parent", second)
    twin.set("source_lineage", "parent", second, twin.values("source_lineage", "parent", first))
    return places("sources", "", left)

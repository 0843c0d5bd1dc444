"""Sources, and which of them draw on which."""

from __future__ import annotations

import numpy as np
import polars as pl

from made_up.chance import Numbers, numbered, where
from made_up.dates import dated, day, usual
from made_up.sizes import Sizes
from made_up.texts import LANGUAGES, TAGS, text

# What a page is and how near it stands; most pages are news.
KINDS = [("news-report", "first-hand")] * 5 + [("wire-report", "second-hand"), ("broadcast-report", "first-hand")]
KINDS += [("official-communique", "primary"), ("recording", "primary"), ("interview-text", "first-hand")]
OWN_TEXT = 8  # which of them shows the words themselves
PRIMARY = 7  # the first that is primary; those two are
RELATIONS = ("syndicates", "translates", "rewrites", "excerpts", "cites")
TAG_LANGUAGE = np.array([LANGUAGES.index(tag[:2]) for tag in TAGS])
EVERY = 10  # page of which one draws on another


def language(sizes: Sizes, pages: Numbers) -> Numbers:
    """The language of pages, by number."""
    return TAG_LANGUAGE[_tag(sizes, pages)]


def tag(sizes: Sizes, pages: Numbers) -> pl.Series:
    """The language of pages as they name it."""
    return pl.Series(TAGS).gather(_tag(sizes, pages))


def _tag(sizes: Sizes, pages: Numbers) -> Numbers:
    return sizes.chance.below("language", len(TAGS), pages)


def kind(sizes: Sizes, pages: Numbers) -> Numbers:
    """The kind of pages, by number."""
    return sizes.chance.below("kind of page", len(KINDS), pages)


def publisher(sizes: Sizes, pages: Numbers) -> pl.Series:
    """The publisher of pages, where it is known; that of those which draw on another is."""
    known = (pages % EVERY == 0) | ~sizes.chance.happens("no publisher", 0.05, pages)
    return where(known, sizes.outlet(sizes.chance.below("publisher", sizes.outlets, pages)))


def archived(sizes: Sizes, pages: Numbers) -> Numbers:
    """Whether the text of a page is archived."""
    return sizes.chance.happens("archived", 0.1, pages)


def url(sizes: Sizes, pages: Numbers) -> pl.Series:
    """The address of pages that have one."""
    address = pl.concat_str(
        pl.lit("https://times-"), sizes.outlet(sizes.chance.below("publisher", sizes.outlets, pages)).str.slice(14),
        pl.lit(".example/"), numbered("", pages),
    )  # fmt: skip
    return where(~sizes.chance.happens("no address", 0.03, pages), pl.select(address.alias("url"))["url"])


def sources(sizes: Sizes, rows: Numbers) -> pl.DataFrame:
    """Rows of sources: pages, and behind them the parents, each of which takes after the page that draws on it."""
    chance = sizes.chance
    parent = rows >= sizes.pages
    page = np.where(parent, (rows - sizes.pages) * EVERY, rows)
    relation = chance.below("relation", len(RELATIONS), page)
    child = ~parent & (rows % EVERY == 0) & (rows // EVERY < sizes.parents)
    translated = relation == RELATIONS.index("translates")
    own_tag = np.where(parent & translated, (_tag(sizes, page) + 5) % len(TAGS), _tag(sizes, page))
    published = sizes.published(page) - np.where(parent, chance.below("earlier", 5, rows), 0)
    unseen = parent & chance.happens("unseen", 0.5, rows)
    full = archived(sizes, rows) & ~parent
    kinds, proximities = (pl.Series(column).gather(kind(sizes, rows)) for column in zip(*KINDS, strict=True))
    titles = text(chance, "title", TAG_LANGUAGE[own_tag], rows, 2, 3)
    digest = pl.Series("d", [f"{n:064x}" for n in chance.bits("text", rows).tolist()])
    columns = [
        sizes.source(rows).alias("source_id"),
        kinds.alias("kind"),
        proximities.alias("proximity"),
        publisher(sizes, page).alias("publisher"),
        where(chance.happens("author", 0.4, rows), numbered("Byline ", chance.below("author", 90, rows))).alias(
            "author"
        ),
        where(chance.happens("title", 0.97, rows), titles["text"]).alias("title"),
        url(sizes, rows).alias("url"),
        *dated("published", published, usual(chance, "published", rows), chance.happens("dated", 0.97, rows)),
        pl.Series(TAGS).gather(own_tag).alias("lang"),
        pl.Series("is_translation", (child & translated) | chance.happens("translation", 0.02, rows)),
        pl.Series("access", np.select([unseen, full], ["unseen", "full-text"], "excerpt")),
        where(~unseen, day(125 + chance.below("accessed", 60, rows))).alias("accessed"),
        where(full, digest).alias("text_sha256"),
        where(parent & ~unseen & chance.happens("retracted", 0.05, rows), day(130 + rows % 9)).alias("retracted"),
        where(
            chance.happens("note of page", 0.1, rows), numbered("The page names its author in line ", rows % 40, ".")
        ).alias("note"),
    ]
    return pl.DataFrame(columns)


def lineage(sizes: Sizes, rows: Numbers) -> pl.DataFrame:
    """Rows of source_lineage: one page of ten and its parent. Where a copy is meant, both have one language."""
    child = rows * EVERY
    relation = sizes.chance.below("relation", len(RELATIONS), child)
    columns = [
        sizes.source(child).alias("child"),
        sizes.source(rows + sizes.pages).alias("parent"),
        pl.Series(RELATIONS).gather(relation).alias("relation"),
        where(rows % 3 > 0, numbered("The page credits it in line ", rows % 30, ".")).alias("note"),
    ]
    return pl.DataFrame(columns)

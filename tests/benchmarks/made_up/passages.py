"""Rows of evidence, whatever record they bear on."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl

from made_up import pages
from made_up.chance import Numbers, numbered, where
from made_up.sizes import Sizes
from made_up.texts import LANGUAGES, MOST, OMISSION, text

RECORDS = ("actor", "event", "relationship", "statement", "tenure")


def passages(
    sizes: Sizes,
    number: Numbers,
    record: tuple[str, pl.Series],
    page: Numbers,
    support: pl.Series,
    rendition: pl.Series,
    lang: pl.Series | None = None,
    shows: pl.Series | None = None,
) -> pl.DataFrame:
    """Rows of evidence with all columns, and the first phrase of each quotation as a last one, `first`."""
    chance = sizes.chance
    quoted = rendition.is_in(["verbatim", "partial", "source-translation", "own-translation"]).to_numpy()
    lang = pages.tag(sizes, page) if lang is None else lang
    language = lang.str.head(2).replace_strict(list(LANGUAGES), list(range(len(LANGUAGES))), return_dtype=pl.Int64)
    marked = chance.happens("omission", 0.04, number)
    words = text(chance, "quotation", language.to_numpy(), number, 3, np.where(marked, MOST // 2, MOST))
    rest = text(chance, "rest", language.to_numpy(), number, 3, MOST // 2)
    beside = chance.happens("beside", 0.03, number) & quoted
    start = chance.below("start", 20_000, number)
    frame = words.hstack(rest.select(rest="text", rest_encoded="encoded"))
    url = pages.url(sizes, page)
    frame = frame.with_columns(
        url.alias("url"),
        pl.Series("marked", marked),
        where(beside, numbered("line ", number % 50)).alias("prefix"),
        where(beside & (number % 2 == 0), numbered("end ", number % 50)).alias("suffix"),
        pl.Series("quoted", quoted),
    ).with_columns(
        exact=pl.when("quoted").then(
            pl.when("marked").then(pl.concat_str("text", pl.lit(OMISSION), "rest")).otherwise("text")
        ),
        target=pl.when("marked").then(pl.concat_str("encoded", pl.lit(","), "rest_encoded")).otherwise("encoded"),
    )
    link = pl.concat_str(
        "url",
        pl.lit("#:~:text="),
        pl.concat_str(pl.col("prefix").str.replace(" ", "%20"), pl.lit("-,")).fill_null(""),
        "target",
        pl.concat_str(pl.lit(",-"), pl.col("suffix").str.replace(" ", "%20")).fill_null(""),
    )
    frame = frame.with_columns(link=pl.when("quoted").then(link).otherwise("url"))
    placed = quoted & pages.archived(sizes, page)
    columns = [
        sizes.evidence(number).alias("evidence_id"),
        *(record[1].alias(r) if r == record[0] else pl.Series(r, [None] * len(number), pl.String) for r in RECORDS),
        sizes.source(page).alias("source"),
        support.alias("support"),
        rendition.alias("rendition"),
        frame["exact"],
        frame["prefix"],
        frame["suffix"],
        lang.alias("lang"),
        where(chance.happens("locator", 0.15, number), numbered("paragraph ", 1 + number % 30)).alias("locator"),
        (pl.Series([[]] * len(number), dtype=pl.List(pl.String)) if shows is None else shows).alias("shows"),
        where(chance.happens("note of passage", 0.05, number), numbered("The wording differs in line ", number % 30, ".")).alias("note"),
        where(placed, pl.Series(start)).alias("start"),
        where(placed, pl.Series(start + frame["exact"].str.len_chars().fill_null(0).to_numpy())).alias("end"),
        _digests(frame["exact"]).alias("exact_sha256"),
        frame["link"],
        where(quoted, frame["first"]).alias("first"),
    ]  # fmt: skip
    return pl.DataFrame(columns)


def _digests(texts: pl.Series) -> pl.Series:
    """The digests of quotations, which are in the normal form but for the mark of words left out."""
    normal = texts.str.replace_all("…", "...", literal=True).to_list()
    return pl.Series([None if t is None else hashlib.sha256(t.encode()).hexdigest() for t in normal], dtype=pl.String)


def document(sizes: Sizes, number: Numbers, column: str, records: pl.Series, support: str = "supports") -> pl.DataFrame:
    """A passage for each record that shows a fact without quoting anybody."""
    page = number * 7 % sizes.pages
    same = [pl.Series([text]).new_from_index(0, len(number)) for text in (support, "document-fact")]
    return passages(sizes, number, (column, records), page, *same)


def count_of(page: Numbers, sizes: Sizes) -> list[pl.Series]:
    """The derived columns of records with one passage each, which shows a fact."""
    one = [pl.Series(name, np.ones(len(page), np.int64)) for name in COUNTS]
    primary = pages.kind(sizes, page) >= pages.PRIMARY
    primary &= pages.kind(sizes, page) <= pages.OWN_TEXT
    return [*one, pl.Series("verification", np.where(primary, "verified-primary", "single-source"))]


COUNTS = ("n_sources", "n_publishers", "n_origins", "n_witnesses")

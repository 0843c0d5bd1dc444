"""Chance that needs no memory: what is drawn for a row depends on the seed, on what is drawn, and on the row alone."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import polars as pl

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
PAIRS = pl.Series([one + other for one in LETTERS for other in LETTERS])
Numbers: TypeAlias = "np.ndarray[Any, Any]"


class Chance:
    """Draws for whole columns at once."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def bits(self, what: str, *rows: Numbers) -> Numbers:
        """64 bits for each row, which may be named by several numbers."""
        mixed = np.full(1, zlib.crc32(f"{self.seed} {what}".encode()), dtype=np.uint64)
        for numbers in rows:
            mixed = _mixed(mixed + numbers.astype(np.uint64))
        return mixed

    def below(self, what: str, limit: int | Numbers, *rows: Numbers) -> Numbers:
        """A number from 0 to below the limit for each row."""
        drawn: Numbers = (self.bits(what, *rows) >> np.uint64(11)) % np.asarray(limit, dtype=np.uint64)
        return drawn.astype(np.int64)

    def happens(self, what: str, share: float, *rows: Numbers) -> Numbers:
        """True for about that share of the rows."""
        happens: Numbers = self.below(what, 10_000, *rows) < share * 10_000
        return happens

    def pick(self, what: str, values: Sequence[str | None], *rows: Numbers) -> pl.Series:
        """One of the values for each row."""
        return pl.Series(values).gather(self.below(what, len(values), *rows))


def _mixed(numbers: Numbers) -> Numbers:
    """The finaliser of SplitMix64."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Numbers = numbers ^ (numbers >> np.uint64(31))
    return mixed


class Identifiers:
    """The identifiers of one table: prefix, characters that look random and are used once, and a word to read."""

    WORDS = pl.Series(["own-laws", "no-demand", "treaty", "meeting", "border-2026", "the-answer", "water", "report"])

    def __init__(self, prefix: str, most: int) -> None:
        self.prefix = prefix
        self.pairs = 2  # of characters; more than four where four cannot tell all rows apart
        while len(PAIRS) ** self.pairs < most:
            self.pairs += 1

    def __call__(self, rows: Numbers) -> pl.Series:
        """The identifiers of rows."""
        numbers = rows.astype(np.uint64)
        # An odd factor exchanges the numbers below a power of two among each other.
        mixed = (numbers * np.uint64(2654435761) + np.uint64(40503)) % np.uint64(len(PAIRS) ** self.pairs)
        parts = [
            PAIRS.gather((mixed >> np.uint64(10 * n)) % np.uint64(len(PAIRS))).alias(str(n)) for n in range(self.pairs)
        ]
        words = self.WORDS.gather(numbers % np.uint64(len(self.WORDS))).alias("words")
        joined = pl.concat_str(pl.lit(f"{self.prefix}-"), *(part.name for part in parts), pl.lit("-"), "words")
        return pl.select(*parts, words).select(joined.alias("id"))["id"]


def numbered(before: str, rows: Numbers, after: str = "") -> pl.Series:
    """A text with the number of each row in it."""
    number = pl.Series("n", rows.astype(np.int64)).cast(pl.String)
    return pl.select(pl.concat_str(pl.lit(before), number, pl.lit(after)).alias("n"))["n"]


def where(given: Numbers, values: pl.Series) -> pl.Series:
    """The values where they are given, and nothing elsewhere."""
    return pl.select(pl.when(pl.Series("given", given)).then(values.alias("values")).alias("v"))["v"]

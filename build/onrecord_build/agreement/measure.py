"""How far codings of the same units agree: percent agreement, Krippendorff's alpha with an interval, confusions.

Alpha is that for nominal data (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011). Its interval is the
percentile bootstrap over units: units are drawn with replacement, alpha is computed anew, and the interval holds the
middle 95 % of those values. Draws in which alpha is undefined are left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from math import comb
from typing import NamedTuple

import krippendorff
import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
SEED = 2026
LEVEL = 95

Units = Mapping[str, Mapping[str, str]]  # unit → coder → value; a coder who did not code a unit is not there
Counts = npt.NDArray[np.int_]


class Confusion(NamedTuple):
    """Two coders of the same units: how often the one gave the code of the row and the other that of the column."""

    rows: str
    columns: str
    codes: list[str]
    counts: list[list[int]]


class Agreement(NamedTuple):
    """What the codings of one field come to; alpha is None where it is undefined, and the interval with it."""

    units: int
    percent: float | None
    alpha: float | None
    interval: tuple[float, float] | None
    left_out: int  # draws of the bootstrap in which alpha was undefined
    confusions: list[Confusion]


def measure(units: Units) -> Agreement:
    """Measure the agreement on one field; units that fewer than two coders coded say nothing and are left out."""
    coded = [units[unit] for unit in sorted(units) if len(units[unit]) > 1]
    codes = sorted({code for unit in coded for code in unit.values()})
    counts = np.array([[list(unit.values()).count(code) for code in codes] for unit in coded], dtype=int)
    coders = sorted({coder for unit in coded for coder in unit}, key=_number)
    confusions = [_confusion(rows, columns, coded, codes) for rows, columns in combinations(coders, 2)]
    alpha = _alpha(counts)
    interval, left_out = (None, 0) if alpha is None else _interval(counts)
    return Agreement(len(coded), _percent(counts), alpha, interval, left_out, confusions)


def _percent(counts: Counts) -> float | None:
    """The pairs of codings of the same unit that are the same, in per cent of all such pairs."""
    pairs = sum(comb(int(unit.sum()), 2) for unit in counts)
    return 100 * sum(comb(int(count), 2) for unit in counts for count in unit) / pairs if pairs else None


def _alpha(counts: Counts) -> float | None:
    """Alpha of units by codes; None where fewer than two codes occur, so that no disagreement can be expected."""
    if np.count_nonzero(counts.any(axis=0)) < 2:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def _interval(counts: Counts) -> tuple[tuple[float, float], int]:
    """The interval, and how many draws were left out."""
    draws = np.random.default_rng(SEED).integers(len(counts), size=(RESAMPLES, len(counts)))
    alphas = [alpha for draw in draws if (alpha := _alpha(counts[draw])) is not None]
    low, high = np.percentile(alphas, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return (float(low), float(high)), RESAMPLES - len(alphas)


def _confusion(rows: str, columns: str, coded: list[Mapping[str, str]], codes: list[str]) -> Confusion:
    pairs = Counter((unit[rows], unit[columns]) for unit in coded if rows in unit and columns in unit)
    here = [code for code in codes if any(code in pair for pair in pairs)]
    return Confusion(rows, columns, here, [[pairs[row, column] for column in here] for row in here])


def _number(coder: str) -> tuple[int, str]:
    """Coders in the order of their numbers: coder-10 comes after coder-9."""
    return len(coder), coder

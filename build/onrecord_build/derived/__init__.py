"""What a release says beyond what a person wrote: columns computed from records, and tables computed whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from onrecord_build.dataset import Dataset
from onrecord_build.derived import balance, position_matrix, provenance, renderings

TABLES: dict[str, Callable[[Dataset], Iterable[dict[str, Any]]]] = {
    "balance": balance.rows,
    "position_matrix": position_matrix.rows,
    "provenance": provenance.rows,
    "renderings": renderings.rows,
}

"""Who took which position on which proposition when: the table position_matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord_build.dataset import Dataset


def rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """One row for each proposition, principal, date and position, whatever the order of the records."""
    cells: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for taken in dataset.rows("statement_positions"):
        statement = dataset.get("statements", taken["statement"])
        assert statement is not None  # checked before
        key = (taken["proposition"], statement["principal"], statement["said"], taken["position"])
        cells.setdefault(key, []).append(statement)
    for (proposition, actor, said, position), statements in cells.items():
        sides = sorted({s["on_behalf_of"] for s in statements if s["on_behalf_of"]})
        yield {
            "proposition": proposition,
            "actor": actor,
            "said": said,
            "position": position,
            "on_behalf_of": sides[0] if sides else None,
            "n_statements": len(statements),
            "statements": sorted(s["statement_id"] for s in statements),
        }

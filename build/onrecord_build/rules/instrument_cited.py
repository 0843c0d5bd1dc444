"""Sanctions and charges name the order or docket that they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        if row["type"] in ("sanctions", "charges") and row["instrument"] is None and "instrument" not in row.broken:
            yield row.fault(
                "type",
                f"'{row['type']}' without an instrument",
                "Sanctions and charges exist by an order or a docket",
                "Add 'instrument', as a source names it",
            )

"""The records of this repository, and the same records in another order."""

from __future__ import annotations

from functools import cache
from random import Random

from onrecord_build.check import check
from onrecord_build.dataset import Dataset
from onrecord_build.project import Project
from onrecord_build.records import Records
from sandbox import REPOSITORY


@cache
def published() -> Dataset:
    dataset, faults = check(Project(REPOSITORY))
    assert faults == []
    return dataset


def shuffled(seed: int) -> Dataset:
    """Drawn from a seed: every choice of a shuffle is too much for hypothesis to keep."""
    random, dataset = Random(seed), published()
    rows = {name: random.sample(found, len(found)) for name, found in dataset.records.rows.items()}
    return Dataset(Records(rows), dataset.schemas, {}, None)

"""Which step a change demands of the version, and whether a version takes it.

The steps are those of the Data Package recipe (https://datapackage.org/recipes/data-package-version/). While the first
number is 0, a change that breaks something raises the second, as Semantic Versioning has it (https://semver.org, 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.errors import OnRecordError

STEPS = ("none", "patch", "minor", "major")  # the least first
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(\.dev\d+)?")


def largest(steps: Iterable[str]) -> str:
    """The largest of some steps."""
    return max(steps, key=STEPS.index, default="none")


def least_version(old: str, step: str) -> str:
    """The least version that takes a step from `old`; where that was never released, the version it was to be."""
    (major, minor, patch), unreleased = _parts(old)
    if step == "none" or unreleased:
        return f"{major}.{minor}.{patch}"
    if step == "major" and major > 0:
        return f"{major + 1}.0.0"
    if step == "patch":
        return f"{major}.{minor}.{patch + 1}"
    return f"{major}.{minor + 1}.0"


def is_version(text: str) -> bool:
    """Whether a text is a version such as 1.2.3 or 1.3.0.dev0."""
    return VERSION.fullmatch(text) is not None


def takes(old: str, new: str, step: str) -> bool:
    """Whether the version `new`, or the release that it prepares, is far enough from `old`."""
    return _parts(new)[0] >= _parts(least_version(old, step))[0]


def _parts(version: str) -> tuple[tuple[int, int, int], bool]:
    """The three numbers, and whether it is a version between two releases."""
    found = VERSION.fullmatch(version)
    if found is None:
        raise OnRecordError(f"'{version}' is no version such as 1.2.3. Name two releases that have one.")
    return (int(found[1]), int(found[2]), int(found[3])), bool(found[4])

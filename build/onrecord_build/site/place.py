"""Put a site in its place, so that there is always a whole one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import OnRecordError

BESIDE = ".site-"
MARK = "objects.inv"  # every site that Sphinx writes has it


@contextmanager
def beside(place: Path) -> Iterator[Path]:
    """A folder to write a site into, which takes its place when all went well.

    Whatever goes wrong, what was there before is there still. Raises OnRecordError where that is no site.
    """
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise OnRecordError(f"{place} is no folder. Name another: python -m onrecord_build.site site")
    if place.is_dir() and any(place.iterdir()) and not (place / MARK).is_file():
        raise OnRecordError(
            f"{place} holds something else than a site, and would be replaced. Name another: "
            "python -m onrecord_build.site site"
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=BESIDE, dir=place.parent))
    try:
        yield aside / "new"
        _put(aside / "new", place, aside / "old")
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put(new: Path, place: Path, old: Path) -> None:
    there = place.exists()
    if there:
        place.rename(old)
    try:
        new.rename(place)
    except BaseException:
        if there:
            old.rename(place)
        raise

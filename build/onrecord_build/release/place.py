"""Put a release in its place: a folder, and a zip of it beside it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from onrecord_build.compile import MemoryStore
from onrecord_build.project import Project
from onrecord_build.release.archive import write_archive
from onrecord_build.release.contents import write_contents

FOLDER = "release"
LOCK = ".lock"


def write_release(store: MemoryStore, project: Project) -> Path:
    """Write release/onrecord-VERSION/ and release/onrecord-VERSION.zip, and return the folder.

    Both are written beside their places and renamed into them: whatever interrupts the build, the last release stays
    whole. Of two builds at the same time, one waits for the other.
    """
    place = project.root / FOLDER / f"{store.identity.name}-{store.identity.version}"
    place.parent.mkdir(exist_ok=True)
    with _alone(place.parent / LOCK):
        aside = place.with_name(f".{place.name}.old")
        if aside.exists() and not place.exists():  # a build was ended between the two renames below
            aside.rename(place)
        for left in place.parent.glob(f".{place.name}.*"):  # by builds that were ended
            shutil.rmtree(left)
        beside = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
        try:
            folder, packed = beside / place.name, beside / f"{place.name}.zip"
            folder.mkdir(mode=0o755)
            write_contents(store, project, folder)
            write_archive(store.identity, folder, packed)
            _put(folder, place, aside, packed)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return place


def _alone(path: Path) -> FileLock:
    """A lock that ends with the process that holds it."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("Another build is writing a release; waiting for it.", file=sys.stderr)
        lock.acquire()
    return lock


def _put(folder: Path, place: Path, aside: Path, packed: Path) -> None:
    """Exchange the release in its place for the one just written; the zip of the old one never lies beside the new."""
    archive = place.with_name(packed.name)
    archive.unlink(missing_ok=True)
    if place.exists():
        place.rename(aside)
    try:
        folder.rename(place)
    except BaseException:
        if aside.exists():
            aside.rename(place)
        raise
    packed.replace(archive)
    shutil.rmtree(aside, ignore_errors=True)

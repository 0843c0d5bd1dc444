"""Put a release in its place: a folder, and a zip of it beside it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent
from onrecord_build.project import Project
from onrecord_build.release.archive import write_archive
from onrecord_build.release.contents import write_contents
from onrecord_build.release.wanted import Wanted

FOLDER = "release"
LOCK = ".lock"
BESIDE, ASIDE = ".writing-", ".before-"  # what the names of folders for a while begin with


def write_release(
    store: MemoryStore, project: Project, wanted: Wanted | None = None, home: Path | None = None, step: Step = silent
) -> Path:
    """Write release/NAME-VERSION/ and release/NAME-VERSION.zip, and return the folder.

    `home` is where CITATION.cff and the text of the licence are, if not in the checkout.

    Both are written beside their places and renamed into them: whatever interrupts the build, the last release stays
    whole. Of two builds at the same time, one waits for the other.
    """
    name = f"{store.identity.name}-{store.identity.version}"
    place = project.root / FOLDER / name
    place.parent.mkdir(exist_ok=True)
    with _alone(place.parent / LOCK):
        _recover(place.parent)
        beside = Path(tempfile.mkdtemp(prefix=BESIDE, dir=place.parent))
        try:
            folder = beside / name
            folder.mkdir()
            write_contents(store, home or project.root, folder, wanted, step)
            write_archive(store.identity, folder, beside / f"{name}.zip", step)
            _put(beside, place, place.parent / f"{ASIDE}{name}")
        finally:
            _remove(beside)
    return place


def _recover(root: Path) -> None:
    """Clear up after builds that were ended: what was taken aside goes back where nothing new has come."""
    for aside in root.glob(f"{ASIDE}*"):
        name = aside.name.removeprefix(ASIDE)
        if not all((root / part).exists() for part in _parts(name)):
            for part in _parts(name):
                if (aside / part).exists():
                    _remove(root / part)
                    (aside / part).rename(root / part)
        _remove(aside)
    for left in root.glob(f"{BESIDE}*"):
        _remove(left)


def _alone(path: Path) -> FileLock:
    """A lock that ends with the process that holds it."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("Another build is writing a release; waiting for it.", file=sys.stderr)
        lock.acquire()
    return lock


def _put(beside: Path, place: Path, aside: Path) -> None:
    """Exchange the release in its place, folder and zip, for the one just written."""
    aside.mkdir()
    try:
        for part in _parts(place.name):
            if (there := place.parent / part).exists() or there.is_symlink():
                there.rename(aside / part)
        for part in _parts(place.name):
            (beside / part).rename(place.parent / part)
    except BaseException:
        for part in _parts(place.name):
            if (aside / part).exists() or (aside / part).is_symlink():
                _remove(place.parent / part)
                (aside / part).rename(place.parent / part)
        raise
    finally:
        _remove(aside)


def _parts(name: str) -> tuple[str, str]:
    """What a release consists of."""
    return name, f"{name}.zip"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

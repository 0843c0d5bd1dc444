"""Open a release by path or address: read in place, each file verified before it is used."""

from __future__ import annotations

import contextlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from onrecord.errors import OnRecordError
from onrecord.integrity.admission import admit
from onrecord.naming import told
from onrecord.release import Release
from onrecord.releases.container import MANIFEST, Container, container
from onrecord.store import INSTALLED, ContainerStore, Store

INSTALLED_NAME = "installed"
VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(?:\.dev[0-9]+)?")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")  # of two letters or more: C: is a drive


def open_release(
    release: str | Path, *, sha256: str | None = None, refresh: bool = False, whole: bool = False
) -> Release:
    """What `onrecord.open` returns."""
    if _is_version(release):
        found_by_number = _of_version(str(release))
        if whole and isinstance(store := found_by_number.store, ContainerStore):
            admit(store.container, names=store.container.sizes())  # of what came from a folder, not all files are kept
        return found_by_number
    if _on_the_web(release):
        from onrecord.releases.fetching import anew, fetch

        address = str(release)
        return Release(ContainerStore(fetch(address, sha256=sha256, refresh=refresh, whole=whole), anew(address)))
    found = container(_path(release))
    admit(found, sha256, whole=whole)
    return Release(ContainerStore(found))


def release_at(version: str | Path | Release) -> Release:
    """The release of that version, or whatever else names one: a folder, a zip, an address, "installed", a revision.

    Raises OnRecordError where it is not at hand.
    """
    if isinstance(version, Release):
        return version
    if _is_version(version):
        return _of_version(str(version))
    return Release(store_of(version))


@cache
def _of_version(version: str) -> Release:
    """The installed release, one that was fetched before or, in a clone of the project, one that is tagged."""
    if (installed := Release()).version == version:
        return installed
    with contextlib.suppress(OnRecordError):  # the libraries to fetch with, which know where that is, may be missing
        from onrecord.releases.fetching import kept

        if (found := kept(version)) is not None:
            return found
    try:
        return Release(_of_revision(f"v{version}"))
    except OnRecordError as error:
        raise OnRecordError(
            f"The release {version} is not at hand; the installed one is {installed.version}. Give the file or the "
            f'address where it is: version="https://…". What is fetched once is found by its number from then on.'
        ) from error


def reached(release: str | Path) -> Container:
    """The files of a release, not verified; raises OnRecordError where there is none."""
    if _on_the_web(release):
        from onrecord.releases.fetching import fetch

        return fetch(str(release), whole=True)
    if str(release) == INSTALLED_NAME and not Path(release).exists():
        return container(INSTALLED)
    return container(_path(_of_environment(release)))


def store_of(release: str | Path | Release) -> Store:
    """The tables of a release, however it is named."""
    if isinstance(release, Release):
        return release.store
    if not str(release):
        raise OnRecordError("A release has no name. Name a folder, a zip or an address, or 'installed'.")
    path = Path(release) if isinstance(release, str | Path) else _path(release)
    if str(release) == INSTALLED_NAME and not _is_there(path):
        return Release().store
    if not _is_there(path) and not SCHEME.match(str(release)):
        return _of_revision(str(release))
    if (path / "dataset").is_dir() and (path / "schemas").is_dir():
        try:
            from onrecord_build.compile import compile_project
            from onrecord_build.project import Project
        except ModuleNotFoundError as error:
            raise OnRecordError(
                f"{release} is a clone of the project, and {error.name} is missing to compile it. "
                "In the clone, run: pip install -e '.[dev]'"
            ) from None
        return compile_project(Project(path.resolve()))
    return open_release(_of_environment(release)).store


def _of_revision(name: str) -> Store:
    """The tables of a revision of git, where this runs in a clone of the project."""
    nothing = f"There is no {name}. Name a folder, a zip or an address of a release, or 'installed'"
    try:
        from onrecord_build.project import Project
        from onrecord_build.revision import NoRevision, tables_of
    except ModuleNotFoundError:
        raise OnRecordError(f"{nothing}.") from None
    try:
        project = Project.around(Path.cwd())
    except OnRecordError:
        raise OnRecordError(f"{nothing}; or run it in a clone of the project, and name a revision of git.") from None
    try:
        return tables_of(project, name)
    except NoRevision as error:
        raise OnRecordError(f"There is no file or folder {name}, nor such a revision: {error}") from None


def _is_version(release: str | Path) -> bool:
    return isinstance(release, str) and VERSION.fullmatch(release) is not None and not _is_there(release)


def _is_there(path: str | Path) -> bool:
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise OnRecordError(
            f"{told(str(path))} names no release ({type(error).__name__}). Give a folder, a zip or an address."
        ) from None
    return True


def _on_the_web(release: str | Path) -> bool:
    scheme = SCHEME.match(str(release))
    return isinstance(release, str) and scheme is not None and scheme[1].lower() in ("http", "https")


def _path(release: str | Path) -> Path:
    """The path that a name or a file: address means."""
    if isinstance(release, Path):
        return release
    if not isinstance(release, str):
        raise OnRecordError(f"{release!r} names no release. Give a folder, a zip or an address.")
    scheme = SCHEME.match(release)
    if scheme is None or Path(release).exists():
        return Path(release)
    if scheme[1].lower() != "file":
        raise OnRecordError(
            f"{release} has an address of the kind {scheme[1]}:, and releases are fetched by https:, http: or file: "
            "only. Download it, and name the file."
        )
    parts = urlsplit(release)
    if parts.netloc not in ("", "localhost"):
        raise OnRecordError(f"{release} is on another machine ({parts.netloc}). Download it, and name the file.")
    return Path(url2pathname(parts.path))


def _of_environment(release: str | Path) -> str | Path:
    """The tables of another Python environment, or of a package in one, where the folder is that; else the name."""
    path, package = Path(release), f"{INSTALLED.parent.name}/{INSTALLED.name}"
    with contextlib.suppress(OSError, ValueError):  # what cannot be looked at is told of when it is opened
        if path.is_dir() and not (path / MANIFEST).is_file():
            for place in (path / INSTALLED.name, *path.glob(f"lib*/python*/site-packages/{package}")):
                if (place / MANIFEST).is_file():
                    return place
    return release

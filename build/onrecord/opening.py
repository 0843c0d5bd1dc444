"""Open a release by path or address: verified before use, read in place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from onrecord.container import MANIFEST, Archive, Container, Finding, container, read
from onrecord.errors import OnRecordError
from onrecord.integrity.manifest import SUMS, file_findings, read_manifest, sums_findings
from onrecord.release import Release
from onrecord.store import INSTALLED, ContainerStore, Store

if TYPE_CHECKING:
    from collections.abc import Iterable

INSTALLED_NAME = "installed"
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")  # of two letters or more: C: is a drive
MOST_FINDINGS = 20


def open_release(release: str | Path, *, sha256: str | None = None, refresh: bool = False) -> Release:
    """What `onrecord.open` returns."""
    if _on_the_web(release):
        from onrecord.fetching import fetch

        return Release(ContainerStore(fetch(str(release), sha256=sha256, refresh=refresh)))
    found = container(_path(release))
    verify(found, sha256)
    return Release(ContainerStore(found))


def reached(release: str | Path) -> Container:
    """The files of a release, not verified; raises OnRecordError where there is none."""
    if _on_the_web(release):
        from onrecord.fetching import fetch

        return fetch(str(release), whole=True)
    return container(_path(_of_environment(release)))


def store_of(release: str | Path | Release) -> Store:
    """The tables of a release, however it is named."""
    if isinstance(release, Release):
        return release.store
    if not str(release):
        raise OnRecordError("A release has no name. Name a folder, a zip or an address, or 'installed'.")
    path = Path(release)
    if str(release) == INSTALLED_NAME and not path.exists():
        return Release().store
    if not path.exists() and not SCHEME.match(str(release)):
        return _of_revision(str(release))
    if (path / "dataset").is_dir() and (path / "schemas").is_dir():
        from onrecord_build.compile import compile_project
        from onrecord_build.project import Project

        return compile_project(Project(path.resolve()))
    return open_release(_of_environment(release)).store


def _of_revision(name: str) -> Store:
    """The tables of a revision of git, where this runs in a clone of the project."""
    nothing = f"There is no {name}. Name a folder, a zip or an address of a release, or 'installed'"
    try:
        from onrecord_build.project import Project
        from onrecord_build.revision import tables_of
    except ModuleNotFoundError:
        raise OnRecordError(f"{nothing}.") from None
    try:
        project = Project.around(Path.cwd())
    except OnRecordError:
        raise OnRecordError(f"{nothing}; or run it in a clone of the project, and name a revision of git.") from None
    return tables_of(project, name)


def verify(found: Container, sha256: str | None = None, names: Iterable[str] | None = None) -> None:
    """Hold every file of a release, or those named, against its manifest.

    Raises OnRecordError, with all that differs, where something does.
    """
    manifest = read_manifest(found)
    findings = [*_pinned(found, sha256), *file_findings(found, manifest, names)]
    if names is None and SUMS in found.sizes():  # releases before 0.2.0 had none
        findings += sums_findings(found, manifest)
    if findings:
        raise OnRecordError(refusal(found.place, findings))


def refusal(place: str, findings: list[Finding]) -> str:
    """Why a release was not opened."""
    told = "".join(f"\n  {f.file}: {f.what}" for f in findings[:MOST_FINDINGS])
    more = f"\n  and {len(findings) - MOST_FINDINGS} more" if len(findings) > MOST_FINDINGS else ""
    return f"{place} was not opened, because it is not as its manifest says:{told}{more}\n{findings[0].help}."


def _pinned(found: Container, sha256: str | None) -> list[Finding]:
    """Whether the zip, or the list of digests of a folder, is the one that somebody has the digest of."""
    if sha256 is None:
        return []
    import hashlib

    if isinstance(found, Archive):
        with Path(found.place).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        name = found.place
    else:
        digest, name = hashlib.sha256(read(found, SUMS)).hexdigest(), SUMS
    if digest == sha256.lower():
        return []
    return [Finding(name, f"has the SHA-256 {digest} and not {sha256}", "Get the release that you have the digest of")]


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
    path = Path(release)
    if path.is_dir() and not (path / MANIFEST).is_file():
        package = f"{INSTALLED.parent.name}/{INSTALLED.name}"
        for place in (path / INSTALLED.name, *path.glob(f"lib*/python*/site-packages/{package}")):
            if (place / MANIFEST).is_file():
                return place
    return release

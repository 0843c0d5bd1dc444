"""Fetch a release from the web, verify it, and keep it, so that it can be opened without the web afterwards."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord.integrity.admission import admit
from onrecord.integrity.manifest import SUMS, read_manifest
from onrecord.release import Release
from onrecord.releases.container import (
    MANIFEST,
    MOST_BYTES,
    MOST_OF_A_DOCUMENT,
    NAME,
    Container,
    container,
    seal,
    unsealed,
)
from onrecord.store import DESCRIPTOR, ContainerStore

if TYPE_CHECKING:
    from requests import Response

SCHEMES = {"http": ("http", "https"), "https": ("https",)}  # where an address may lead on to
MOST_REDIRECTS = 10
SECONDS = 60  # without a byte
LONGEST_NAME = 200  # characters of a path in a release
LONGEST = 7200  # seconds for a file
ZIP = b"PK\x03\x04"


def fetch(url: str, *, sha256: str | None = None, refresh: bool = False, whole: bool = False) -> Container:
    """The release at an address, from the cache where it is there; raises OnRecordError where it cannot be had.

    Of a folder only the files that tables are loaded from are fetched, unless `whole`; then what is kept is verified as
    a whole, too, as what was fetched always is.
    """
    try:
        zipped = _looks_like_zip(url)
    except ValueError as error:
        raise OnRecordError(f"{url!r} cannot be fetched: {error}. Look whether the address is right.") from None
    part = not (whole or zipped)
    named = url if part or zipped else f"{url} whole"
    kept = cache_folder() / hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    try:
        if refresh or not kept.is_file():
            _fetch_to(kept, url, sha256, whole)
        found = container(kept)
    except OSError as error:
        raise OnRecordError(
            f"{url} cannot be kept in {kept.parent}: {error.strerror or error}. Make room or permission for it there, "
            "or name another folder in the environment variable ONRECORD_CACHE."
        ) from None
    try:
        admit(found, sha256, _needed(found) if part else None, unpacked=not zipped, whole=whole)
    except OnRecordError as error:
        raise OnRecordError(f"{error}{anew(url)}") from None
    return found


def anew(address: str) -> str:
    """What to do where a release that is kept was altered."""
    return f"\nIt is what is kept of {address}; get it anew: onrecord.open(…, refresh=True)"


def kept(version: str) -> Release | None:
    """The release of that version that was fetched before, where there is one."""
    for path in sorted(cache_folder().glob("*")):
        with contextlib.suppress(OnRecordError, OSError):
            found = container(path)
            if read_manifest(found)["version"] == version:
                admit(found, None, _needed(found), whole=False)
                return Release(ContainerStore(found, anew("its address")))
    return None


def cache_folder() -> Path:
    """Where fetched releases are kept: ONRECORD_CACHE, or what the system has for it."""
    if named := os.environ.get("ONRECORD_CACHE"):
        return Path(named).expanduser().absolute()
    with needed_for("Opening a release from the web", "web"):
        import pooch
    return Path(pooch.os_cache("onrecord"))


def _fetch_to(kept: Path, url: str, sha256: str | None, whole: bool) -> None:
    """Fetch into a folder of its own, verify, and only then put it into its place."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=kept.parent, ignore_cleanup_errors=True) as place:
        got = Path(place, "release")
        if _looks_like_zip(url):
            download(url, got, MOST_BYTES)
            if not _is_zip(got):
                raise OnRecordError(f"{url} gave no zip. Give the address of a zip, or of the folder of a release.")
            admit(container(got), sha256)
        else:
            _fetch_folder(url.rstrip("/") + "/", got, whole)
            found = container(got)
            admit(found, sha256, None if whole else _needed(found))
            _pack(got, Path(place, "packed"))
            got = Path(place, "packed")
        got.replace(kept)


def _pack(folder: Path, to: Path) -> None:
    """Make one file of a folder: it can be put into the place of another while somebody reads that."""
    manifest = read_manifest(container(folder))
    with zipfile.ZipFile(to, "w") as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            packed.write(path, path.relative_to(folder).as_posix())
        packed.comment = unsealed(f"{manifest['name']} {manifest['version']}")
    seal(to)


def _fetch_folder(url: str, to: Path, whole: bool) -> None:
    """Fetch all files, or what is needed to load the tables: manifest, descriptor and Parquet files."""
    to.mkdir()
    for name in (MANIFEST, SUMS):
        download(url + name, to / name, MOST_OF_A_DOCUMENT)
    found = container(to)
    listed = read_manifest(found)["files"]
    for name in listed if whole else _needed(found):
        if not NAME.fullmatch(name) or {".", ".."} & set(name.split("/")) or len(name) > LONGEST_NAME:
            raise OnRecordError(f"{url}: the manifest names {name!r}, which leads out of the release. It is none.")
        try:
            (to / name).parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise OnRecordError(
                f"{url}: the manifest names {name!r}, in what is no folder. It is no release."
            ) from None
        download(url + name, to / name, listed[name]["bytes"])


def _needed(found: Container) -> list[str]:
    """The files that the tables are loaded from."""
    listed = read_manifest(found)["files"]
    return [DESCRIPTOR, *sorted(name for name in listed if name.endswith(".parquet"))]


def download(url: str, to: Path, most: int) -> None:
    """Fetch a file of at most that many bytes; nothing is left of one that cannot be fetched whole."""
    with needed_for("Opening a release from the web", "web"):
        import pooch
        import requests
        import urllib3

    def save(address: str, output: str, pup: object, check_only: bool = False) -> None:
        left, end = most, time.monotonic() + LONGEST
        with _get(address) as response, Path(output).open("wb") as file:
            for piece in response.iter_content(1 << 16):
                left -= len(piece)
                if left < 0:
                    raise OnRecordError(
                        f"{url} is larger than {most:,} bytes, which it should not be. It was not opened."
                    )
                if time.monotonic() > end:
                    raise OnRecordError(
                        f"{url} was not there after {LONGEST / 3600:.0f} hours. Download it by other means."
                    )
                file.write(piece)

    pooch.get_logger().setLevel("ERROR")  # it warns that no digest was given; the manifest has them
    try:
        pooch.retrieve(url, known_hash=None, fname=to.name, path=to.parent, downloader=save)
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
        raise OnRecordError(
            f"{url!r} cannot be fetched: {_reason(error)}. Look whether the address is right and the web is there; "
            "or download the release by other means and name the file."
        ) from None


@contextlib.contextmanager
def _get(url: str) -> Iterator[Response]:
    """The answer of an address, after as many redirects as are allowed, none of them to a less safe kind of address."""
    import requests

    class Plain(requests.Session):
        """One that leaves redirects alone: to prepare the next request it would read all that this one answers."""

        def get_redirect_target(self, resp: Response) -> None:
            return None

    with Plain() as session:
        for _ in range(MOST_REDIRECTS):
            response = session.get(url, stream=True, allow_redirects=False, timeout=SECONDS)
            target = response.headers.get("Location")
            if not (response.is_redirect and target):
                response.raise_for_status()
                yield response
                return
            response.close()
            onward = urljoin(url, target)
            if urlsplit(onward).scheme.lower() not in SCHEMES[urlsplit(url).scheme.lower()]:
                raise OnRecordError(
                    f"{url} leads on to {onward}, which is not followed. Give the address that you trust."
                )
            url = onward
    raise OnRecordError(f"{url}: more than {MOST_REDIRECTS} redirects. Give the address where they end.")


def _is_zip(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(ZIP)) == ZIP


def _looks_like_zip(url: str) -> bool:
    return urlsplit(url).path.lower().endswith(".zip")


def _reason(error: Any) -> str:
    response = getattr(error, "response", None)
    if response is not None:
        return f"{response.status_code} {response.reason}"
    return type(error).__name__

"""Where the files of a release are: a folder, or a zip that is read in place and never unpacked."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, Protocol

from onrecord.errors import OnRecordError

MANIFEST = "manifest.json"
MOST_BYTES = 8 * 10**9  # of all files of a release together; what claims more is taken for a bomb
MOST_OF_A_DOCUMENT = 256 * 10**6  # of a manifest or a descriptor, which are read whole
CHUNK = 1 << 20
NAME = re.compile(r"[^/\\\x00-\x1f:]+(?:/[^/\\\x00-\x1f:]+)*")
# The comment of a zip that `onrecord build` wrote: what it is, and the digest of all bytes before that digest.
SEAL = re.compile(rb"(?P<label>[^\n]+)\nsha256 (?P<sha256>[0-9a-f]{64})")
NO_DIGEST = "0" * 64
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What reading a damaged file or archive raises.
UNREADABLE = (OSError, EOFError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error, struct.error)


class Finding(NamedTuple):
    """Something that is not as it should be: which file or table, what is wrong, and what to do."""

    file: str
    what: str
    help: str


class Container(Protocol):
    """The files of a release by name, such as "parquet/statements.parquet"."""

    place: str  # what messages call it
    irregular: list[Finding]  # what is in it and cannot be the file of a release

    @property
    def seal(self) -> bytes | None:
        """The label that a zip carries under a digest that fits."""
        ...

    def sizes(self) -> dict[str, int]:
        """The size of each file in bytes, sorted by name."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """One of the files."""
        ...


def read(container: Container, name: str, most: int = MOST_OF_A_DOCUMENT) -> bytes:
    """All bytes of a file; raises OnRecordError where there are more than `most` or it cannot be read."""
    pieces, size = [], 0
    try:
        for piece in chunks(container, name):  # not all at once: what `most` allows need not fit
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise OnRecordError(
                    f"{container.place}: {name} has more than {most} bytes. It is no file of a release."
                )
    except KeyError:
        raise OnRecordError(f"{container.place} has no {name}. Get the release again.") from None
    except UNREADABLE as error:
        raise OnRecordError(f"{container.place}: {name} cannot be read: {error}. Get the release again.") from None
    return b"".join(pieces)


def chunks(container: Container, name: str) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with container.open(name) as file:
        while piece := file.read(CHUNK):
            yield piece


class Folder:
    """A release in a folder."""

    seal: bytes | None = None

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()  # whatever folder is the current one later
        self.place = str(path)
        self.irregular: list[Finding] = []
        self._files: dict[str, int] = {}
        folders = [self.path]
        while folders:
            self._look_into(folders.pop(), folders)
        self._files = dict(sorted(self._files.items()))

    def _look_into(self, folder: Path, folders: list[Path]) -> None:
        """Take down the files of a folder, and the folders in it."""
        try:
            found = [(Path(entry.path), entry.stat(follow_symlinks=False)) for entry in os.scandir(folder)]
        except OSError as error:
            name = folder.relative_to(self.path).as_posix()
            self.irregular.append(Finding(name, f"cannot be read ({error.strerror})", "Give yourself leave to read it"))
            return
        if not found:
            name = folder.relative_to(self.path).as_posix()
            self.irregular.append(Finding(name, "is an empty folder", "A release has none: take it out"))
        for path, status in found:
            name, mode = path.relative_to(self.path).as_posix(), status.st_mode
            if stat.S_ISREG(mode):
                self._files[name] = status.st_size
            elif stat.S_ISDIR(mode):
                folders.append(path)
            else:
                kind = "a link" if stat.S_ISLNK(mode) else "no regular file"
                self.irregular.append(Finding(name, f"is {kind}", "A release holds plain files only: take it out"))

    def sizes(self) -> dict[str, int]:
        return dict(self._files)

    def open(self, name: str) -> IO[bytes]:
        if name not in self._files:  # and so no path can climb out of the folder
            raise KeyError(name)
        return (self.path / name).open("rb")


class Archive:
    """A release in a zip. Nothing of it is written to disk, so nothing in it can land where it should not."""

    def __init__(self, path: Path) -> None:
        self.place = str(path)
        path = path.absolute()
        try:
            self._zip = zipfile.ZipFile(path)
            entries = self._zip.infolist()
            if not all(entry.filename for entry in entries):
                raise zipfile.BadZipFile("an entry has no name")
        except UNREADABLE as error:
            raise OnRecordError(f"{path} is no zip, or a damaged one: {error}. Get the release again.") from None
        if hostile := list(_hostile(entries, path.stat().st_size)):
            told = "".join(f"\n  {finding.file}: {finding.what}" for finding in hostile[:20])
            more = f"\n  and {len(hostile) - 20} more" if len(hostile) > 20 else ""
            raise OnRecordError(
                f"{path} was not opened, because it holds what no release does:{told}{more}\n"
                "Do not unpack it. Get the release from where the project publishes it."
            )
        self.irregular: list[Finding] = []
        self._path = path
        files = sorted((entry for entry in entries if not entry.is_dir()), key=lambda entry: entry.filename)
        self._entries = {entry.filename: entry for entry in files}
        manifests = [PurePosixPath(name) for name in self._entries if PurePosixPath(name).name == MANIFEST]
        if not manifests:
            raise OnRecordError(f"{path} has no {MANIFEST}, so it is no release. Get one that `onrecord build` wrote.")
        # All files lie in one folder, named after the release, unless somebody packed them otherwise.
        top = min(manifests, key=lambda name: (len(name.parts), name)).parent.as_posix()
        self._top = "" if top == "." else f"{top}/"
        for name in self._entries:
            if not name.startswith(self._top):
                self.irregular.append(Finding(name, f"lies outside {self._top}", "Take it out of the zip"))

    @cached_property
    def seal(self) -> bytes | None:
        """All bytes of the zip are read for it."""
        return _seal(self._path, self._zip.comment)

    def sizes(self) -> dict[str, int]:
        start = len(self._top)
        return {n[start:]: entry.file_size for n, entry in self._entries.items() if n.startswith(self._top)}

    def open(self, name: str) -> IO[bytes]:
        # zipfile gives no more bytes than the entry declares, and _hostile() has added those up.
        return self._zip.open(self._entries[self._top + name])


def _hostile(entries: list[zipfile.ZipInfo], length: int) -> Iterator[Finding]:
    """What makes an archive one not to be touched."""
    seen: set[str] = set()
    for entry in entries:
        name, shown = entry.filename.removesuffix("/"), repr(entry.filename)
        if not NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
            yield Finding(shown, "is a path that leads out of the archive, or no path at all", "")
        if name.casefold() in seen:
            yield Finding(shown, "is in it twice", "")
        seen.add(name.casefold())
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
            yield Finding(shown, "is a link" if kind == stat.S_IFLNK else "is no regular file", "")
        if entry.flag_bits & 0x1:
            yield Finding(shown, "is encrypted", "")
        if entry.compress_type not in METHODS:
            yield Finding(shown, f"is packed with method {entry.compress_type}", "")
    if (size := sum(entry.file_size for entry in entries)) > MOST_BYTES:
        yield Finding("all files", f"would have {size:,} bytes, and at most {MOST_BYTES:,} are read", "")
    # A small archive that many entries share the bytes of, each of which unpacks to much.
    if sum(entry.compress_size for entry in entries) > length:
        yield Finding("its entries", "overlap", "")


def _seal(path: Path, comment: bytes) -> bytes | None:
    """The label in the comment of a zip, where the digest behind it is that of all bytes before."""
    seal = SEAL.fullmatch(comment)
    return seal["label"] if seal and _digest_before(path, len(seal["sha256"])) == seal["sha256"] else None


def unsealed(label: str) -> bytes:
    """The comment of a zip that is still to be sealed."""
    return f"{label}\nsha256 {NO_DIGEST}".encode()


def seal(path: Path) -> None:
    """Write the digest of all bytes before it into the comment at the end of a zip."""
    digest = _digest_before(path, len(NO_DIGEST))
    with path.open("r+b") as file:
        file.seek(-len(NO_DIGEST), os.SEEK_END)
        file.write(digest)


def _digest_before(path: Path, end: int) -> bytes:
    """The digest of a file but for its last bytes."""
    digest, left = hashlib.sha256(), path.stat().st_size - end
    with path.open("rb") as file:
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest().encode()


def container(path: Path) -> Container:
    """Open the folder or the zip of a release; raises OnRecordError where it is neither, or is not to be touched."""
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError) as error:
        raise OnRecordError(f"{str(path)[:200]} cannot be looked at: {error}. Name a folder or a zip.") from None
    if is_folder:
        if not (path / MANIFEST).is_file():
            raise OnRecordError(f"{path} has no {MANIFEST}, so it is no release. Name a folder that has one, or a zip.")
        return Folder(path)
    if is_file:
        return Archive(path)
    raise OnRecordError(f"There is no {path}. Name the folder, the zip or the address of a release.")

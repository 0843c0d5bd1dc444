"""What checks of a checkout remember from one to the next, in its folder .onrecord/.

Kept are the records of every YAML file that is right in itself and, where a whole check found no fault, that it found
none: the clean state. It stays as it is while checks of what has changed since are compared with it (see
onrecord_build.recheck); of those is kept how the files were, and what was found. A file is the same if its content has
the same digest, which is known without reading the file if the file system says that nothing has touched it since. All
of it holds only for the same code, the same schemas and the same Python, so that what is remembered is what reading
again would give. The folder can be deleted at any time; where it is damaged, or cannot be written, nothing is
remembered.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from onrecord_build.files import content
from onrecord_build.project import Project

if TYPE_CHECKING:
    from onrecord_build.records import Records

FOLDER = ".onrecord"
SEEN = "seen"
SINCE = "since"  # what checks have seen that compared a state with a clean one
SHARDS = 64  # files that records are kept in: after a change few of them are written again
FEW = 200  # changed files, of which a check looks only at what they concern
# Nanoseconds. A file can be written twice within one tick of the clock of its file system and look as if it was not:
# what changed just before it was looked at is read again next time, as git does.
TICK = 2 * 10**9
# Elsewhere the time of the last change of a file can be set at will.
TRUSTED = os.name == "posix"

Signature = tuple[int, int, int, int]  # size, times of the last change of the content and of anything, inode
NO_FILE: Signature = (0, 0, 0, 0)  # of a folder
Seen = tuple[Signature | None, bytes]  # a file as it was: None if it may have changed since without a trace; its digest


class Kept(NamedTuple):
    """What is kept of a file: its digests, and its record as the reader of canonical YAML gives it, typed."""

    digest: bytes
    crc: str
    record: dict[str, Any]


class Memory:
    """What is remembered of a checkout, and of the archived texts that a check is to look at."""

    def __init__(self, project: Project, texts: Path | None = None) -> None:
        self.root = f"{project.root}{os.sep}"
        self.folder = project.root / FOLDER
        self.began = time.time_ns()
        code, schemas = _signatures("", _code()), _signatures(self.root, ["schemas"])
        self.basis = [*code, *schemas]  # files that the reading of all others depends on
        self.outside = code | _signatures("", [] if texts is None else [str(texts.resolve())])
        self.has_texts = texts is not None
        self.now = {**self.outside, **schemas, **_signatures(self.root, ["dataset", "CHANGELOG.md"])}
        kept = self._load(SEEN, sys.version) or {}
        self.stamp: str = kept.get("stamp", "")
        self.clean: dict[str, Seen] = kept.get("files", {})  # if anything was found in it
        self.found: dict[str, int] | None = kept.get("found")
        since = self._load(SINCE, self.stamp) or {}
        other: dict[str, Seen | None] = since.get("files", {})
        self.before: dict[str, Seen] = self.clean | {name: seen for name, seen in other.items() if seen is not None}
        for name, seen in other.items():
            if seen is None:
                self.before.pop(name, None)
        self.found_before: dict[str, int] | None = since.get("found") if since else self.found
        self.next_stamp = ""
        self.digests: dict[str, bytes] = {}
        self.shards: dict[int, dict[str, tuple[bytes, str, dict[str, Any]]]] = {}

    def unchanged(self) -> bool:
        """Whether the last check found no fault, and everything is as it was then."""
        if self.found_before is None or self.before.keys() != self.now.keys():
            return False
        return all(
            self.now[name] == seen or self._digest(name) == digest for name, (seen, digest) in self.before.items()
        )

    @cached_property
    def changed(self) -> set[str] | None:
        """The names of files that are not as in the last clean state; None where there is no such state."""
        if self.found is None:
            return None
        same = {name for name in self.touched if name in self.clean and self.clean[name][1] == self._digest(name)}
        return (self.touched - same) | (self.clean.keys() - self.now.keys())

    @cached_property
    def touched(self) -> set[str]:
        """The names of files that are there, and may not be as in the last clean state."""
        clean = self.clean
        return {name for name, signature in self.now.items() if name not in clean or clean[name][0] != signature}

    def is_near(self) -> bool:
        """Whether the state is like the last clean one, but for few files of the dataset: that one is worth keeping."""
        changed = self.changed
        return changed is not None and len(changed) <= FEW and all(name.startswith("dataset/") for name in changed)

    def is_folder(self, name: str) -> bool:
        """Whether a name is, or was, that of a folder."""
        return NO_FILE in (self.now.get(name), self.clean.get(name, (None,))[0])

    def recall(self, name: str, data: bytes | None = None) -> Kept | None:
        """The CRC-32 and the record of a file as it was read before, if it is still the same.

        Without its content it is known to be the same only if nothing has touched it.
        """
        if data is not None:
            self.digests[name] = _digest_of(data)
        elif self._untouched(name):
            self.digests[name] = self.before[name][1]
        else:
            return None
        kept = self._shard(_shard_of(name)).get(name)
        return Kept(*kept) if kept and kept[0] == self.digests[name] else None

    def keep(self, records: Records) -> None:
        """Keep the records of the files that were read now, and are right in themselves."""
        touched = set()
        for name, record in records.typed.items():
            if name not in records.recalled:
                number = _shard_of(name)
                self._shard(number)[name] = (self.digests[name], records.files[name].crc, record)
                touched.add(number)
        for number in touched:
            there = {name: kept for name, kept in self.shards[number].items() if name in self.now}
            self._write(f"{number:02x}", self.key, there)

    def close(self, found: dict[str, int] | None) -> None:
        """Keep what files there were, and the number of records of each table if no fault was found in them."""
        files = {name: (self._lasting(name), self._digest(name)) for name in self.now}
        if files != self.clean or found != self.found or self.next_stamp != self.stamp:
            self._write(SEEN, sys.version, {"files": files, "found": found, "stamp": self.next_stamp})

    def close_since(self, found: dict[str, int] | None) -> None:
        """The same of a state that was compared with the clean one, which stays."""
        files: dict[str, Seen | None] = dict.fromkeys(self.clean.keys() - self.now.keys())
        files |= {name: (self._lasting(name), self._digest(name)) for name in self.touched}
        self._write(SINCE, self.stamp, {"files": files, "found": found})

    def keep_beside(self, name: str, value: Any) -> None:
        """Keep something else of the clean state that is about to be kept."""
        self.next_stamp = f"{self.began} {os.getpid()}"
        self._write(name, self.next_stamp, value)

    def kept_beside(self, name: str) -> Any:
        """What else was kept of the clean state; None if it is not there any more."""
        return self._load(name, self.stamp)

    def clean_record(self, name: str) -> Kept | None:
        """The record of a file of the clean state; None if it is not there any more."""
        kept = self._shard(_shard_of(name)).get(name)
        return Kept(*kept) if kept and name in self.clean and kept[0] == self.clean[name][1] else None

    def _path(self, name: str) -> str:
        return name if name in self.outside else self.root + name

    def _untouched(self, name: str) -> bool:
        return name in self.before and name in self.now and self.before[name][0] == self.now[name]

    def _lasting(self, name: str) -> Signature | None:
        """The signature of a file, if a change from now on would change it as well."""
        signature = self.now[name]
        return signature if TRUSTED and max(signature[1:3]) + TICK < self.began else None

    def _digest(self, name: str) -> bytes:
        if name not in self.digests:
            self.digests[name] = self.before[name][1] if self._untouched(name) else self._digest_now(name)
        return self.digests[name]

    def _digest_now(self, name: str) -> bytes:
        if self.now[name] == NO_FILE:
            return b""
        try:
            return _digest_of(content(self._path(name)))
        except OSError:
            return b""

    @cached_property
    def key(self) -> str:
        """Stands for everything that the reading of a record depends on, besides its file."""
        parts = [sys.version, *(f"{name} {self._digest(name).hex()}" for name in sorted(self.basis))]
        return _digest_of("\n".join(parts).encode("utf-8", "surrogateescape")).hex()

    def _shard(self, number: int) -> dict[str, tuple[bytes, str, dict[str, Any]]]:
        if number not in self.shards:
            self.shards[number] = self._load(f"{number:02x}", self.key) or {}
        return self.shards[number]

    def _load(self, name: str, key: str) -> Any:
        """What was written under a name and a key; None where there is no such thing, or it is damaged."""
        try:
            data = content(f"{self.folder}{os.sep}{name}")
            if int.from_bytes(data[:4], "big") != crc32(data[4:]):
                return None
            written, value = marshal.loads(data[4:])
        except (OSError, ValueError, EOFError, TypeError):
            return None
        return value if written == key else None

    def _write(self, name: str, key: str, value: Any) -> None:
        data = marshal.dumps((key, value))
        beside = self.folder / f"{name}.{os.getpid()}.new"
        try:
            self.folder.mkdir(exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("# Made by onrecord check; can be deleted at any time.\n*\n", encoding="utf-8")
            try:
                beside.write_bytes(crc32(data).to_bytes(4, "big") + data)
                beside.replace(self.folder / name)
            finally:
                beside.unlink(missing_ok=True)
        except OSError:
            return


def _shard_of(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogateescape")) % SHARDS


def _digest_of(data: bytes) -> bytes:
    digest: bytes = _sha256()(data).digest()
    return digest


@cache
def _sha256() -> Callable[[bytes], Any]:
    from hashlib import sha256  # takes a while to import, and is not needed where nothing has changed

    return sha256


def _code() -> list[str]:
    """The folders of the code that reads and checks."""
    here = Path(__file__).parent
    return [str(here), str(here.with_name("onrecord"))]


def _signatures(root: str, names: list[str]) -> dict[str, Signature]:
    """What the file system says of files, and of everything in folders but compiled code."""
    found: dict[str, Signature] = {}
    folders = []
    for name in names:
        path = Path(root + name)
        if path.is_dir():
            folders.append(name)
        elif path.exists():
            found[name] = _signature(path.stat())
    while folders:
        folder = folders.pop()
        found[folder] = NO_FILE
        try:
            with os.scandir(root + folder) as entries:
                for entry in entries:
                    name = f"{folder}/{entry.name}"
                    if not entry.is_dir():
                        found[name] = _signature(entry.stat())
                    elif entry.name != "__pycache__":
                        folders.append(name)
        except OSError:  # a link to nowhere, or a folder that cannot be read: not twice the same
            found[folder] = (-1, time.time_ns(), 0, 0)
    return found


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino

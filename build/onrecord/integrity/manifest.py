"""The manifest of a release, and the list of digests beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.releases.container import MANIFEST, MOST_BYTES, UNREADABLE, Container, Finding, chunks, read

SUMS = "SHA256SUMS"
AGAIN = "Get the release again, or build it again: onrecord build"


def read_manifest(container: Container) -> dict[str, Any]:
    """The manifest of a release; raises OnRecordError where it is not one."""
    try:
        manifest = json.loads(read(container, MANIFEST))
        texts = [manifest["name"], manifest["version"], manifest["content_sha256"], manifest.get("label", "")]
        tables, files = manifest["tables"], manifest["files"]
        numbers = [*(table["rows"] for table in tables.values()), *(file["bytes"] for file in files.values())]
        texts += [*tables, *files, *(entry["sha256"] for entry in files.values())]
        texts += [table["content_sha256"] for table in tables.values()]
        "".join(texts).encode()  # which lone surrogates cannot be
        if not tables or not files or not all(type(number) is int and number >= 0 for number in numbers):
            raise ValueError("a size or a number of rows is none")
        if sum(file["bytes"] for file in files.values()) > MOST_BYTES:
            raise ValueError(f"all files have more than {MOST_BYTES:,} bytes")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OnRecordError(
            f"{container.place}: {MANIFEST} is not that of a release ({type(error).__name__}: {error}). {AGAIN}."
        ) from None
    found: dict[str, Any] = manifest
    return found


def file_findings(
    container: Container,
    manifest: Mapping[str, Any],
    names: Iterable[str] | None = None,
    read: Iterable[str] | None = None,
) -> list[Finding]:
    """What of the files is not as the manifest says: missing, not listed, of another size, with other bytes.

    With `names`, only those files are looked at; with `read`, the bytes of those alone.
    """
    only, of_bytes = (None if some is None else set(some) for some in (names, read))
    return [*container.irregular, *_files(container, manifest, only, of_bytes)]


def altered(name: str, found: str, expected: str) -> Finding:
    """What to say of a file whose digest is another."""
    return Finding(name, f"was altered: its SHA-256 is {found} and not {expected}", AGAIN)


def _files(
    container: Container, manifest: Mapping[str, Any], names: set[str] | None, read: set[str] | None
) -> Iterator[Finding]:
    listed, sizes = manifest["files"], container.sizes()
    for name, file in listed.items():
        if names is not None and name not in names:
            continue
        if name not in sizes:
            yield Finding(name, "is missing", AGAIN)
        elif sizes[name] != file["bytes"]:
            yield Finding(name, f"has {sizes[name]:,} bytes and not {file['bytes']:,}", AGAIN)
        elif (read is None or name in read) and (found := sha256(container, name)) != file["sha256"]:
            yield altered(name, found, file["sha256"])
    if names is None:
        for name in sizes.keys() - listed.keys() - {MANIFEST, SUMS}:
            yield Finding(name, "is not in the manifest", "Take it out: it is no part of the release")


def sums_findings(container: Container, manifest: Mapping[str, Any]) -> list[Finding]:
    """Whether SHA256SUMS is to the byte what it has to be: the digests of all files, that of the manifest included."""
    if SUMS not in container.sizes():
        return [Finding(SUMS, "is missing", AGAIN)]
    found, expected = read(container, SUMS), sums(manifest, sha256(container, MANIFEST)).encode()
    if found == expected:
        return []
    if (own := _line(sha256(container, MANIFEST), MANIFEST)) not in found.decode("utf-8", "replace").splitlines():
        return [Finding(MANIFEST, f"or {SUMS} was altered: there is no line '{own}'", AGAIN)]
    return [Finding(SUMS, "was altered: it is not what follows from the manifest", AGAIN)]


def sums(manifest: Mapping[str, Any], own: str) -> str:
    """The text of SHA256SUMS, which `sha256sum --check SHA256SUMS` understands."""
    digests = {name: file["sha256"] for name, file in manifest["files"].items()} | {MANIFEST: own}
    return "\n".join([f"# {manifest.get('label')}", *(_line(digests[name], name) for name in sorted(digests)), ""])


def _line(digest: str, name: str) -> str:
    return f"{digest}  {name}"


def sha256(container: Container, name: str) -> str:
    """The SHA-256 of a file; where it cannot be read, why."""
    digest = hashlib.sha256()
    try:
        for piece in chunks(container, name):
            digest.update(piece)
    except UNREADABLE as error:
        return f"unknown, because it cannot be read ({error})"
    return digest.hexdigest()

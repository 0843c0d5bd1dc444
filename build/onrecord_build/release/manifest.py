"""The manifest of a release: content of every table, bytes of every file, and what wrote them."""

from __future__ import annotations

import hashlib
import json
import platform
import sqlite3
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord import normal_form
from onrecord.integrity.content import release_digest
from onrecord.integrity.manifest import sums
from onrecord.origin import digest_of
from onrecord_build.compile import MemoryStore

if TYPE_CHECKING:
    from onrecord_build.release.file import File


def manifest(store: MemoryStore, files: Mapping[str, File]) -> str:
    """The text of manifest.json for a release that has those files beside it and SHA256SUMS."""
    identity = store.identity
    tables = {name: {"rows": t.num_rows, "content_sha256": digest_of(store, name)} for name, t in store.tables.items()}
    document = {
        "name": identity.name,
        "version": identity.version,
        "released": identity.released and identity.released.isoformat(),
        "license": identity.license_name,
        "label": identity.label,
        "normal_form": normal_form.NAME,
        "content_sha256": release_digest({name: str(table["content_sha256"]) for name, table in tables.items()}),
        "tables": tables,
        "files": {file.path: {"bytes": file.bytes, "sha256": file.sha256} for file in files.values()},
        "environment": environment(),
    }
    return json.dumps(document, indent=1) + "\n"


def environment() -> dict[str, str]:
    """The programs whose versions show in the bytes of files, and in nothing else."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "machine": platform.machine(),
        "pyarrow": pa.__version__,
        "sqlite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def sums_of(text: str) -> str:
    """The text of SHA256SUMS for a manifest."""
    document: dict[str, Any] = json.loads(text)
    return sums(document, sha256(text.encode()))


def sha256_of(path: Path) -> str:
    """The digest of a file, which need not fit into memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256(data: bytes) -> str:
    """The digest of bytes."""
    return hashlib.sha256(data).hexdigest()

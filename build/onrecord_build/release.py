"""Write a release: every table as Parquet and JSON, a descriptor, its balance, a manifest with digests."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord import normal_form
from onrecord_build.balance_page import balance_page
from onrecord_build.compile import MemoryStore
from onrecord_build.descriptor import render

DATA_LICENSE = "LICENSE-DATA"


def write_release(store: MemoryStore, root: Path) -> Path:
    """Write release/onrecord-VERSION/ under `root` and return it.

    It is written beside its place and renamed into it: whatever interrupts the build, the last release stays whole.
    """
    place = root / "release" / f"onrecord-{store.descriptor['version']}"
    place.parent.mkdir(exist_ok=True)
    aside = place.with_name(f".{place.name}.old")
    if aside.exists() and not place.exists():  # a build was ended between the two renames below
        aside.rename(place)
    shutil.rmtree(aside, ignore_errors=True)
    written = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    try:
        write_files(store, written)
        _write(written / "balance.md", balance_page(store))
        shutil.copyfile(root / DATA_LICENSE, written / f"{DATA_LICENSE}.txt")
        write_manifest(store, written)
        written.chmod(0o755)
        _put(written, place, aside)
    finally:
        shutil.rmtree(written, ignore_errors=True)
    return place


def write_files(store: MemoryStore, folder: Path) -> None:
    """Write the descriptor and every file that it names; the same records give the same bytes."""
    for resource in store.descriptor["resources"]:
        table, path = store.read(resource["path"].partition(".")[0]), folder / resource["path"]
        if resource["format"] == "parquet":
            # One chunk: the layout of chunks would show in the bytes.
            pq.write_table(table.combine_chunks(), path, compression="zstd")
        else:
            rows = ",\n".join(json.dumps(row, ensure_ascii=False, default=_day) for row in table.to_pylist())
            _write(path, f"[\n{rows}\n]\n")
    _write(folder / "datapackage.json", render(store.descriptor))


def write_manifest(store: MemoryStore, folder: Path) -> None:
    """Write manifest.json: rows and content of every table, bytes of every file, and what wrote them."""
    tables = {name: {"rows": t.num_rows, "content_sha256": content_digest(t)} for name, t in store.tables.items()}
    whole = "".join(f"{tables[name]['content_sha256']}  {name}\n" for name in sorted(tables))
    manifest = {
        "name": "onrecord",
        "version": store.descriptor["version"],
        "normal_form": normal_form.NAME,
        "content_sha256": _sha256(whole.encode()),
        "tables": tables,
        "files": {
            p.name: {"bytes": p.stat().st_size, "sha256": _sha256(p.read_bytes())} for p in sorted(folder.iterdir())
        },
        "written_with": {"pyarrow": pa.__version__},
    }
    _write(folder / "manifest.json", json.dumps(manifest, indent=1) + "\n")


def content_digest(table: pa.Table) -> str:
    """SHA-256 of the rows of a table, independent of how and by what they are stored.

    Each row is one line of JSON in UTF-8: keys sorted, no white space, dates as YYYY-MM-DD, lines ended by a line feed.
    """
    lines = hashlib.sha256()
    for row in table.to_pylist():
        line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_day)
        lines.update(line.encode("utf-8") + b"\n")
    return lines.hexdigest()


def _put(written: Path, place: Path, aside: Path) -> None:
    """Exchange the release in its place for the one just written."""
    if place.exists():
        place.rename(aside)
    try:
        written.rename(place)
    except BaseException:
        if aside.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _day(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

"""Whether a release is whole: every byte, every table in every form, and what they add up to."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from onrecord.errors import OnRecordError
from onrecord.integrity.content import content_digest, release_digest, table_digest
from onrecord.integrity.forms import ROWS, Expected
from onrecord.integrity.manifest import AGAIN, file_findings, read_manifest, sums_findings
from onrecord.integrity.partitions import FOLDER as PARTITIONED
from onrecord.integrity.partitions import files_of, whole
from onrecord.records.rows import INDEX, NOT_INDEXED
from onrecord.releases.container import MANIFEST, MOST_BYTES, UNREADABLE, Archive, Container, Finding, read
from onrecord.store import DESCRIPTOR

TABULAR = ("parquet", "csv", "jsonl", "sqlite")  # what files that hold tables end in
# What reading a damaged or hostile table raises, beside what reading its bytes does.
DAMAGED = (
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
    csv.Error,
    sqlite3.Error,
)


class Integrity(NamedTuple):
    """What was recomputed of a release, and what differs."""

    version: str
    content_sha256: str
    files: int
    tables: int
    forms: list[str]
    findings: list[Finding]


def examine(container: Container) -> Integrity:
    """Recompute every digest of a release. Raises OnRecordError where it has no manifest that can be read."""
    manifest = read_manifest(container)
    findings = [*sums_findings(container, manifest), *file_findings(container, manifest)]
    if isinstance(container, Archive) and container.seal is None:
        what = "does not end with the digest of its bytes, so it was altered, or packed by another program"
        findings.append(Finding(container.place, what, AGAIN))
    forms: list[str] = []
    # What was altered says so above; the tables of such a file are not looked into.
    damaged = {finding.file for finding in findings}
    try:
        forms, contents = _contents(container, manifest, damaged)
        findings += contents
    except (OnRecordError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if DESCRIPTOR not in damaged:
            findings.append(Finding(DESCRIPTOR, f"does not describe the files ({error})", AGAIN))
    return Integrity(
        manifest["version"],
        manifest["content_sha256"],
        len(manifest["files"]),
        len(manifest["tables"]),
        forms,
        findings,
    )


def _contents(container: Container, manifest: Mapping[str, Any], damaged: set[str]) -> tuple[list[str], list[Finding]]:
    descriptor = json.loads(read(container, DESCRIPTOR))
    resources = [r for r in descriptor["resources"] if r["format"] in ROWS]
    fields = {r["name"]: r["schema"]["fields"] for r in resources if r["format"] == "parquet"}
    read_back: dict[str, str] = {}  # the digest of each table, from its Parquet file
    partitioned = descriptor.get("partitioned", [])
    findings = list(_unread(manifest, resources, fields, partitioned))
    for resource in resources:
        if resource["path"] not in damaged:
            findings += _tables(container, manifest, resource, fields, read_back)
    keys = {r["name"]: r["schema"]["primaryKey"] for r in resources if r["format"] == "parquet"}
    for entry in partitioned:
        if not damaged.intersection(files_of(entry, manifest["files"])):
            findings += _parts(container, manifest, entry, fields[entry["table"]], keys[entry["table"]])
    told = damaged | {finding.file for finding in findings}
    if not told and (whole := release_digest(read_back)) != manifest["content_sha256"]:
        findings.append(Finding(MANIFEST, f"the tables add up to {whole}, and it says something else", AGAIN))
    for key in ("name", "version"):
        if descriptor[key] != manifest[key]:
            findings.append(Finding(DESCRIPTOR, f"has the {key} {descriptor[key]} and not {manifest[key]}", AGAIN))
    return sorted({*(r["format"] for r in resources), *([PARTITIONED] if partitioned else [])}), findings


def _unread(
    manifest: Mapping[str, Any],
    resources: Sequence[Mapping[str, Any]],
    fields: Mapping[str, Any],
    partitioned: Sequence[Mapping[str, Any]],
) -> Iterator[Finding]:
    """Tables and files that the descriptor leaves out, so that nobody would look into them."""
    for table in manifest["tables"].keys() - fields.keys():
        yield Finding(DESCRIPTOR, f"says nothing of the table {table} that the manifest has", AGAIN)
    for table in fields.keys() - manifest["tables"].keys():
        yield Finding(DESCRIPTOR, f"has a table {table} that the manifest does not have", AGAIN)
    paths = {resource["path"] for resource in resources}
    paths.update(name for entry in partitioned for name in files_of(entry, manifest["files"]))
    for name in manifest["files"]:
        if name.rpartition(".")[2] in TABULAR and name not in paths:
            yield Finding(name, "is not in the descriptor, so that nobody knows what it is", AGAIN)


def _tables(
    container: Container,
    manifest: Mapping[str, Any],
    resource: Mapping[str, Any],
    fields: Mapping[str, Any],
    read_back: dict[str, str],
) -> Iterator[Finding]:
    """Compare the table that a file holds, or all tables of an SQLite file, with what the manifest says of them."""
    path, form = resource["path"], resource["format"]
    data = read(container, path, MOST_BYTES)
    tables = list(fields) if form == "sqlite" else [table_of(resource)]
    if path == INDEX:  # of an installed copy, in which single records are looked up
        tables = [table for table in tables if table not in NOT_INDEXED]
    for table in tables:
        said = manifest["tables"].get(table, {"rows": 0})
        try:
            # One more than there should be is enough to tell.
            expected = Expected(table, fields[table], said["rows"], manifest.get("label"))
            rows = Counted(islice(ROWS[form](data, expected), said["rows"] + 1))
            found = content_digest(rows)
        except (*UNREADABLE, *DAMAGED) as error:
            yield Finding(path, f"the table {table} cannot be read from it ({error or type(error).__name__})", AGAIN)
            continue
        if form == "parquet":
            read_back[table] = found
        if rows.number > said["rows"]:
            yield Finding(path, f"the table {table} has more than {said['rows']} rows", AGAIN)
        elif rows.number < said["rows"]:
            yield Finding(path, f"the table {table} has {rows.number} rows and not {said['rows']}", AGAIN)
        elif found != said.get("content_sha256"):
            yield Finding(path, f"the table {table} has another content: {found}", AGAIN)


def _parts(
    container: Container,
    manifest: Mapping[str, Any],
    entry: Mapping[str, Any],
    fields: Sequence[Mapping[str, Any]],
    key: Sequence[str],
) -> Iterator[Finding]:
    """Compare a table that lies in parts with what the manifest says of it."""
    import pyarrow as pa

    table, path = entry["table"], entry["path"]
    try:
        found = table_digest(whole(container, entry, fields, key))
    except (*UNREADABLE, *DAMAGED, pa.ArrowException) as error:
        yield Finding(path, f"the table {table} cannot be read from it ({error or type(error).__name__})", AGAIN)
        return
    if found != manifest["tables"][table]["content_sha256"]:
        yield Finding(path, f"the table {table} has another content: {found}", AGAIN)


class Counted:
    """Rows that are passed on one by one, and how many there were."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            self.number += 1
            yield row


def table_of(resource: Mapping[str, Any]) -> str:
    """The table that a resource holds: in other forms than Parquet, the form stands behind its name."""
    name: str = resource["name"]
    return name.removesuffix(f"-{resource['format']}")

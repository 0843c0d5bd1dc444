"""Whether a release is whole: every byte, every table in every form, and what they add up to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from onrecord.container import MOST_BYTES, UNREADABLE, Archive, Container, Finding, read
from onrecord.errors import OnRecordError
from onrecord.integrity.content import content_digest, release_digest
from onrecord.integrity.forms import ROWS
from onrecord.integrity.manifest import AGAIN, file_findings, read_manifest, sums_findings
from onrecord.store import DESCRIPTOR


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
    resources = [r for r in descriptor["resources"] if r["format"] in ROWS and r["path"] not in damaged]
    fields = {r["name"]: r["schema"]["fields"] for r in descriptor["resources"] if r["format"] == "parquet"}
    findings = [finding for r in resources for finding in _tables(container, manifest, r, fields)]
    digests = {name: table["content_sha256"] for name, table in manifest["tables"].items()}
    if (whole := release_digest(digests)) != manifest["content_sha256"]:
        findings.append(Finding("manifest.json", f"the tables add up to {whole}, and it says something else", AGAIN))
    for key in ("name", "version"):
        if descriptor[key] != manifest[key]:
            findings.append(Finding(DESCRIPTOR, f"has the {key} {descriptor[key]} and not {manifest[key]}", AGAIN))
    return sorted({r["format"] for r in resources}), findings


def _tables(
    container: Container, manifest: Mapping[str, Any], resource: Mapping[str, Any], fields: Mapping[str, Any]
) -> Iterator[Finding]:
    """Compare the table that a file holds, or all tables of an SQLite file, with what the manifest says of them."""
    path, form = resource["path"], resource["format"]
    held = fields if form == "sqlite" else [table_of(resource)]
    data = read(container, path, MOST_BYTES)
    for table in held:
        said = manifest["tables"][table]
        try:
            rows = list(ROWS[form](data, table, fields[table]))
            found = content_digest(rows)
        except (*UNREADABLE, KeyError, TypeError, AttributeError, RecursionError, sqlite3.Error) as error:
            yield Finding(path, f"the table {table} cannot be read from it ({error})", AGAIN)
            continue
        if len(rows) != said["rows"]:
            yield Finding(path, f"the table {table} has {len(rows)} rows and not {said['rows']}", AGAIN)
        elif found != said["content_sha256"]:
            yield Finding(path, f"the table {table} has the content {found} and not {said['content_sha256']}", AGAIN)


def table_of(resource: Mapping[str, Any]) -> str:
    """The table that a resource holds: in other forms than Parquet, the form stands behind its name."""
    name: str = resource["name"]
    return name.removesuffix(f"-{resource['format']}")

"""Let a release in only where it is as its manifest says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.integrity.manifest import SUMS, file_findings, read_manifest, sums_findings
from onrecord.releases.container import Archive, Container, Finding, read
from onrecord.store import DESCRIPTOR

MOST_FINDINGS = 20  # that are told


def admit(
    found: Container,
    sha256: str | None = None,
    names: Iterable[str] | None = None,
    *,
    unpacked: bool = False,
    whole: bool = True,
) -> None:
    """Hold every file of a release, or those named, against its manifest.

    Unless `whole`, of the files with tables only their names and sizes: a store holds their bytes against it as well,
    when it reads them. With `sha256`, the zip has to have that digest; of a folder, or a zip of one that was `unpacked`
    where it came from, its list of digests. Raises OnRecordError, with all that differs, where something does.
    """
    manifest = read_manifest(found)
    read_now = None if whole else [DESCRIPTOR]
    findings = [*_pinned(found, sha256, unpacked), *file_findings(found, manifest, names, read_now)]
    if SUMS in found.sizes():  # releases before 0.2.0 had none
        findings += sums_findings(found, manifest)
    if findings:
        raise refusal(found.place, findings)


def refusal(place: str, findings: list[Finding]) -> OnRecordError:
    """Why a release, or a file of it, is not used."""
    told = "".join(f"\n  {f.file}: {f.what}" for f in findings[:MOST_FINDINGS])
    more = f"\n  and {len(findings) - MOST_FINDINGS} more" if len(findings) > MOST_FINDINGS else ""
    return OnRecordError(
        f"{place} is not used, because it is not as its manifest says:{told}{more}\n{findings[0].help}."
    )


def _pinned(found: Container, sha256: str | None, unpacked: bool) -> list[Finding]:
    """Whether the zip, or the list of digests of a folder, is the one that somebody has the digest of."""
    if sha256 is None:
        return []
    if isinstance(found, Archive) and not unpacked:
        with Path(found.place).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        name = found.place
    else:
        digest, name = hashlib.sha256(read(found, SUMS)).hexdigest(), SUMS
    if digest == sha256.lower():
        return []
    return [Finding(name, f"has the SHA-256 {digest} and not {sha256}", "Get the release that you have the digest of")]

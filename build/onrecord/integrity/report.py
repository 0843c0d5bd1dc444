"""What `onrecord verify RELEASE` prints: text for people, JSON for programs."""

from __future__ import annotations

import json

from onrecord.integrity import Integrity

VERSION = 1
NAMES = {"parquet": "Parquet", "jsonl": "JSON Lines", "json": "JSON", "csv": "CSV", "sqlite": "SQLite"} | {
    "parquet-partitioned": "Parquet in parts"
}


def as_json(done: Integrity) -> str:
    """A JSON document: version (of this form: 1), release, content_sha256, counts, and findings (file, what, help)."""
    document = {
        "version": VERSION,
        "release": done.version,
        "content_sha256": done.content_sha256,
        "files": done.files,
        "tables": done.tables,
        "forms": done.forms,
        "findings": [finding._asdict() for finding in done.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_text(done: Integrity) -> str:
    """What differs, or that nothing does, and what was compared."""
    if done.findings:
        lines = [f"{finding.file}\n  {finding.what}.\n  {finding.help}." for finding in done.findings]
        number = f"{len(lines)} thing{'s' * (len(lines) != 1)} of On Record {done.version} differ"
        return "\n".join([*lines, "", f"{number}{'s' * (len(lines) == 1)} from what it says of itself.", ""])
    forms = [NAMES.get(form, form) for form in done.forms]
    same = f"hold the same rows in {', '.join(forms[:-1])} and {forms[-1]}" if len(forms) > 1 else "are as they were"
    return "\n".join(
        [
            f"On Record {done.version} is whole.",
            f"  {done.files + 2} files have the bytes that they should have",
            f"  {done.tables} tables {same}",
            f"  content {done.content_sha256}",
            "",
        ]
    )

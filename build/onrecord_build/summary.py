"""What a release holds, in a few lines that a person likes to read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow.compute as pc

from onrecord_build.compile import MemoryStore


def summarise(store: MemoryStore, place: Path, shown: str) -> str:
    """Say what was built, from the tables themselves."""
    tables = store.tables
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    said = pc.min_max(tables["statements"]["said_earliest"]).as_py()
    speakers = pc.count_distinct(tables["statements"]["speaker"]).as_py()
    evidence = tables["evidence"]
    languages = sorted({lang.split("-")[0] for lang in evidence["lang"].unique().to_pylist()})
    quoted = len(evidence) - evidence["exact"].null_count
    size = sum(file["bytes"] for file in manifest["files"].values())
    lines = [f"{store.identity.short_title} {manifest['version']}", ""]
    width = max(5, *(len(str(table.num_rows)) for table in tables.values()))
    lines += [f"  {table.num_rows:{width}} {name.replace('_', ' ')}" for name, table in tables.items()]
    lines += [""]
    if said["min"]:
        lines += [f"  {speakers} speakers, heard from {_day(said['min'])} to {_day(said['max'])}"]
    lines += [
        f"  {quoted} of {len(evidence)} passages are quotations; languages: {', '.join(languages)}",
        f"  content {manifest['content_sha256']}",
        "",
        f"Written to {shown}: {len(manifest['files']) + 2} files, {size / 1000:.0f} kB",
    ]
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

"""Read many small files fast, and write files so that there is never half of one."""

from __future__ import annotations

import os
from pathlib import Path

READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
SMALL = 2**16  # bytes


def content(path: str) -> bytes:
    """The bytes of a file; of thousands of small ones, in half the time that file objects take."""
    file = os.open(path, READ)
    try:
        data = os.read(file, SMALL)
    finally:
        os.close(file)
    return data if len(data) < SMALL else Path(path).read_bytes()


def replace(path: Path, text: str) -> None:
    """Write a text beside its place and rename it into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

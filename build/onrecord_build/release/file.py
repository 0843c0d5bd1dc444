"""What is known of a file of a release."""

from __future__ import annotations

from typing import NamedTuple


class File(NamedTuple):
    """A file of a release, and the table that it holds, where it holds one."""

    path: str
    bytes: int
    sha256: str
    mediatype: str
    table: str | None = None
    form: str | None = None

"""Names in SQL."""

from __future__ import annotations


def quoted(name: str) -> str:
    """A name of a table or column as SQL takes it, whatever it is."""
    return '"{}"'.format(name.replace('"', '""'))

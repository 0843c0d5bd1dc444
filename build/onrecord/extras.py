"""Libraries that only some need: they come with an extra, such as `pip install 'onrecord[verify]'`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import OnRecordError


@contextmanager
def needed_for(what: str, extra: str) -> Iterator[None]:
    """Import inside it what may be missing; raises OnRecordError, with the command that installs it, where it is."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise OnRecordError(
            f"{what} needs {error.name}, which is not installed. Run: pip install 'onrecord[{extra}]'"
        ) from None

"""Whole processes and the time that they take."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One whole process: the time that passed, that of the processor, what it printed, and the most memory it held."""

    wall: float
    cpu: float  # which other programs disturb less
    out: str
    peak: int = 0  # bytes


class Failed(Exception):
    """A command that did not succeed; what it said."""


class TooLong(Failed):
    """A command that was ended because its time was over."""


def run(command: list[str], folder: Path) -> Run:
    """Run a command in a folder; it has to succeed."""
    try:
        return attempt(command, folder)
    except Failed as failed:
        sys.exit(str(failed))


def attempt(command: list[str], folder: Path, *, limit: float | None = None, right: Collection[int] = (0,)) -> Run:
    """Run a command in a folder, for so many seconds at most; raises Failed where its exit status is not right."""
    # Compiled modules are kept, as on any machine on which the command has run before.
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "ONRECORD_TEXTS")}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err, env=environment)
        clock = threading.Timer(limit or 0, child.kill)
        if limit is not None:
            clock.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        clock.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in right:
            late = limit is not None and wall >= limit
            said = "".join(file.read(2000) for file in (out, err) if file.seek(0) == 0)
            raise (TooLong if late else Failed)(f"{' '.join(command)} failed:\n{said}")
        out.seek(0)
        return Run(wall, used.ru_utime + used.ru_stime, out.read(), used.ru_maxrss * 1024)

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


class TooLarge(Failed):
    """A command that was ended because it held more memory than it may."""


def run(command: list[str], folder: Path) -> Run:
    """Run a command in a folder; it has to succeed."""
    try:
        return attempt(command, folder)
    except Failed as failed:
        sys.exit(str(failed))


def attempt(
    command: list[str],
    folder: Path,
    *,
    limit: float | None = None,
    most: int | None = None,
    right: Collection[int] = (0,),
) -> Run:
    """Run a command in a folder, for so many seconds and with so many bytes of memory at most.

    Raises Failed where its exit status is not right. On systems without /proc memory is measured, but not limited.
    """
    # Compiled modules are kept, as on any machine on which the command has run before.
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "ONRECORD_TEXTS")}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err, env=environment)
        clock = threading.Timer(limit or 0, child.kill)
        if limit is not None:
            clock.start()
        watch = _Watch(child, most)
        if most is not None:
            watch.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        clock.cancel()
        watch.over.set()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in right:
            if watch.ended:
                raise TooLarge(f"more than {(most or 0) / 2**20:,.0f} MB of memory")
            late = limit is not None and wall >= limit
            said = "".join(file.read(2000) for file in (out, err) if file.seek(0) == 0)
            raise (TooLong if late else Failed)(f"{' '.join(command)} failed:\n{said}")
        out.seek(0)
        return Run(wall, used.ru_utime + used.ru_stime, out.read(), used.ru_maxrss * 1024)


class _Watch(threading.Thread):
    """Ends a process that holds more memory than it may."""

    def __init__(self, child: subprocess.Popen[bytes], most: int | None) -> None:
        super().__init__(daemon=True)
        self.child, self.most = child, most
        self.over, self.ended = threading.Event(), False

    def run(self) -> None:
        while not self.over.wait(0.05):
            try:
                pages = int(Path(f"/proc/{self.child.pid}/statm").read_text(encoding="ascii").split()[1])
            except (OSError, LookupError):
                return
            if pages * os.sysconf("SC_PAGE_SIZE") > (self.most or 0):
                self.ended = True
                self.child.kill()
                return

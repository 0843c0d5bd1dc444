"""Whole processes and the time that they take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One whole process: the time that passed, the time of the processor, and what it printed."""

    wall: float
    cpu: float  # which other programs disturb less
    out: str


def run(command: list[str], folder: Path) -> Run:
    """Run a command in a folder; it has to succeed."""
    # Compiled modules are kept, as on any machine on which the command has run before.
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "ONRECORD_TEXTS")}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[:2000]}{done.stderr[:2000]}")
    return Run(end - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout)

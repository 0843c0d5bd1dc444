"""Long work says on a terminal how far it has come, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios

import pytest

from onrecord_build.progress import progress, silent
from sandbox import REPOSITORY

CODE = """
import time
from onrecord_build import progress as module
module.AFTER = 0
with module.progress("writing", 2) as step:
    for name in ("one.csv", "two.csv"):
        step(name)
        time.sleep(0.2)
print("done")
"""


def test_nothing_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("writing", 2) as step:
        assert step is silent
        step("one.csv")
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal() -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "build")}
    with subprocess.Popen(
        [sys.executable, "-c", CODE], stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # how Linux says that nobody writes there any more
            pass
        out, _ = process.communicate()
    os.close(ours)
    text = shown.decode()
    assert out == b"done\n"
    assert "writing" in text and "one.csv" in text and "two.csv" in text and "1/2" in text
    last = text.rstrip("\r").rpartition("\r")[2]
    assert last.strip() == ""  # nothing of it is left behind


def test_what_fails_inside_is_told_as_it_is() -> None:
    with pytest.raises(KeyboardInterrupt), progress("writing"):
        raise KeyboardInterrupt

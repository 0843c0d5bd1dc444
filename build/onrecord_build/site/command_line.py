"""The page of the command line: what each command says of itself."""

from __future__ import annotations

import contextlib
import io
import os
import re
from unittest.mock import patch

from onrecord.cli import CONTRIBUTOR, main

INTRODUCTION = """# The command line

What `onrecord` and its commands say with `--help`. Those in a clone of the project are for people who add or correct
records: [How to contribute a record](contributing.md).
"""


def command_line() -> str:
    """The page, in Markdown."""
    whole = help_of()
    sections = [_section("onrecord", whole), *(_section(f"onrecord {c}", help_of(c)) for c in user_commands(whole))]
    return "\n".join([INTRODUCTION, *sections])


def user_commands(whole: str) -> list[str]:
    """The commands that `onrecord --help` lists, without those of contributors."""
    listed = re.findall(r"^ {4}(\w[\w-]*)(?= |$)", whole, re.MULTILINE)
    return [command for command in listed if command not in CONTRIBUTOR]


def help_of(*command: str) -> str:
    """What `onrecord COMMAND --help` prints: on a screen of a certain width, and without colour."""
    printed = io.StringIO()
    with (
        patch.dict(os.environ, {"COLUMNS": "96", "NO_COLOR": "1"}),
        contextlib.redirect_stdout(printed),
        contextlib.suppress(SystemExit),
    ):
        main([*command, "--help"])
    return printed.getvalue()


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.strip()}\n```\n"

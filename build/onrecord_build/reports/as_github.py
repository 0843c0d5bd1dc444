"""Faults as workflow commands of GitHub Actions, which shows them in the diff of a pull request.

The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord_build.faults import Fault
from onrecord_build.records import File
from onrecord_build.reports.as_text import advice, counted, one_line


def report(faults: Sequence[Fault], files: Mapping[str, File] | None = None) -> str:
    """One command a line, and the number of faults."""
    return "\n".join([*map(_command, faults), counted(faults)]) + "\n"


def _command(fault: Fault) -> str:
    span = fault.span
    places = {"file": fault.path, "line": span.line, "endLine": span.line, "col": span.column, "endColumn": span.end}
    properties = ",".join(f"{key}={_escaped(str(value))}" for key, value in (places | {"title": fault.code}).items())
    text = f"{one_line(fault.message)}. {advice(fault)}"
    return f"::{fault.severity} {properties}::{_escaped_text(text)}"


def _escaped_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _escaped_text(text).replace(":", "%3A").replace(",", "%2C")

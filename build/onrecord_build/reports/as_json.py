"""Faults for programs.

An object with `version` (of this form: 1), `faults` and `counts` by severity. A fault has path, line, column and
end_column (from 1, in code points, the end exclusive and on the same line), severity, code, record and field ("" where
it is none's), message, suggestions (each with value and label) and help. Fields may be added; none is renamed
or taken away without another version.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord_build.faults import Fault
from onrecord_build.records import File
from onrecord_build.reports.as_text import one_line

VERSION = 1


def report(faults: Sequence[Fault], files: Mapping[str, File] | None = None) -> str:
    """The text of a JSON document."""
    document = {
        "version": VERSION,
        "counts": {"error": 0, "warning": 0} | Counter(fault.severity for fault in faults),
        "faults": [_fault(fault) for fault in faults],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "path": fault.path,
        "line": fault.span.line,
        "column": fault.span.column,
        "end_column": fault.span.end,
        "severity": fault.severity,
        "code": fault.code,
        "record": fault.record,
        "field": fault.column,
        "message": one_line(fault.message),
        "suggestions": [{"value": choice.value, "label": one_line(choice.label)} for choice in fault.suggestions],
        "help": one_line(fault.help),
    }

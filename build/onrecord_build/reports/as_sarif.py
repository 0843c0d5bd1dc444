"""Faults in SARIF 2.1.0, which code scanning tools exchange.

The form: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from onrecord_build.faults import Fault
from onrecord_build.records import File
from onrecord_build.reports.as_text import advice, one_line
from onrecord_build.rules import RULES, rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(faults: Sequence[Fault], files: Mapping[str, File] | None = None) -> str:
    """The text of a SARIF log with one run."""
    codes = sorted({fault.code for fault in faults})
    run = {
        "tool": {"driver": {"name": "onrecord check", "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(fault, codes.index(fault.code)) for fault in faults],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    if code not in RULES:  # a defect of the build, which no record can cause
        return {"id": code}
    about = rule(code)
    return {
        "id": code,
        "shortDescription": {"text": about.title},
        "fullDescription": {"text": about.explanation or about.title},
        "help": {"text": f"onrecord rule {code}"},
        "defaultConfiguration": {"level": about.severity},
    }


def _result(fault: Fault, index: int) -> dict[str, Any]:
    region = {
        "startLine": fault.span.line,
        "startColumn": fault.span.column,
        "endLine": fault.span.line,
        "endColumn": fault.span.end,
    }
    place = {"artifactLocation": {"uri": quote(fault.path, errors="surrogateescape")}, "region": region}
    result: dict[str, Any] = {
        "ruleId": fault.code,
        "ruleIndex": index,
        "level": fault.severity,
        "message": {"text": f"{one_line(fault.message)}. {advice(fault)}"},
        "locations": [{"physicalLocation": place}],
    }
    if fault.record:
        result["locations"][0]["logicalLocations"] = [{"name": fault.record, "kind": "object"}]
    return result

"""What a check of tables found, for a person or as JSON: the first faults of each kind, and exact numbers."""

from __future__ import annotations

import json
from typing import Any

from onrecord.errors import OnRecordError
from onrecord_build.faults import Fault
from onrecord_build.reports.as_text import BOLD, DIM, RED, YELLOW, advice, one_line, painter
from onrecord_build.tables.findings import Finding, Findings

MOST_ROWS = 20  # numbers of further rows that are listed


def report(findings: Findings, form: str, *, colour: bool = False) -> str:
    """The report in a form: text or json; raises OnRecordError for one that tables have not."""
    if form == "json":
        return json.dumps(_as_json(findings), ensure_ascii=False, indent=1) + "\n"
    if form != "text":
        raise OnRecordError(f"There is no report of tables as {form}. Run it with --format text, or --format json.")
    kinds = [_paragraph(kind, colour) for kind in findings.kinds]
    return "\n\n".join([*kinds, _summary(findings)]) + "\n"


def _paragraph(kind: Finding, colour: bool) -> str:
    paint = painter(colour)
    lines = []
    for fault in kind.shown:
        place = paint(_place(kind, fault), BOLD)
        tone = RED if kind.severity == "error" else YELLOW
        lines += [
            f"{place}  {paint(kind.severity, tone)}  {kind.code}",
            f"  {one_line(fault.message)}.",
            f"  {advice(fault)}",
        ]
    more = kind.rows[len(kind.shown) :]
    if more:
        rows = ", ".join(map(str, more[:MOST_ROWS])) + (", …" if len(more) > MOST_ROWS else "")
        lines.append(f"  and {_many(len(more), 'row')} more of this kind: {rows}")
    return "\n".join([*lines, f"  {paint(f'More: onrecord rule {kind.code}', DIM)}"])


def _place(kind: Finding, fault: Fault) -> str:
    if kind.rows == [0]:
        return fault.path
    column = f", column {fault.column}" if fault.column else ""
    return f"{fault.path}, row {fault.span.line}{column}" + (f" ({fault.record})" if fault.record else "")


def _summary(findings: Findings) -> str:
    rows = f"{_many(sum(findings.rows.values()), 'row')} of {_many(len(findings.rows), 'table')}"
    if findings.kinds:
        warnings = findings.total - findings.errors
        counts = [_many(n, what) for n, what in ((findings.errors, "error"), (warnings, "warning")) if n]
        lines = [f"{' and '.join(counts)} of {_many(len(findings.kinds), 'kind')} in {rows}."]
    else:
        lines = [f"No faults in {rows}."]
    wanting: dict[str, list[str]] = {}
    for code, tables in sorted(findings.not_asked.items()):
        wanting.setdefault(", ".join(tables), []).append(code)
    return "\n".join(
        lines + [f"Not asked for want of {tables}: {', '.join(codes)}." for tables, codes in wanting.items()]
    )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _as_json(findings: Findings) -> dict[str, Any]:
    return {
        "errors": findings.errors,
        "warnings": findings.total - findings.errors,
        "rows": findings.rows,
        "not_asked": findings.not_asked,
        "kinds": [
            {
                "table": kind.table,
                "column": kind.column,
                "code": kind.code,
                "severity": kind.severity,
                "count": len(kind.rows),
                "rows": kind.rows,
                "faults": [_fault(fault) for fault in kind.shown],
            }
            for kind in findings.kinds
        ],
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "path": fault.path,
        "row": fault.span.line,
        "column": fault.column,
        "record": fault.record,
        "message": fault.message,
        "help": fault.help,
        "suggestions": [choice.value for choice in fault.suggestions],
    }

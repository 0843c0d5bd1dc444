from __future__ import annotations

import pytest

from sandbox import Sandbox

TENURES = "dataset/tenures.csv"


def reported(sandbox: Sandbox, end: str, status: str) -> list[str]:
    """What the rule says of a tenure with an end and a status."""
    sandbox.edit(TENURES, "2025-05,,current", f"2025-05,{end},{status}")
    faults = [f for f in sandbox.report() if f["code"] == "status-fits-end"]
    return [f"{f['path']}:{f['line']}: {f['message']}. {f['help']}" for f in faults]


@pytest.mark.parametrize("end", ["2026-02-06", "2026-03", "2026-02-04/2026-02-06"])
def test_a_current_tenure_with_a_last_day(sandbox: Sandbox, end: str) -> None:
    assert reported(sandbox, end, "current") == [
        f"{TENURES}:2: status is 'current', and the end is '{end}'. Write 'ended', or leave 'end' empty"
    ]


@pytest.mark.parametrize(
    ("end", "status"),
    [("2026-02-06", "ended"), ("", "ended"), ("2026-02-06/..", "current"), ("yesterday", "current"), ("2026", "gone")],
)
def test_what_fits_or_is_broken(sandbox: Sandbox, end: str, status: str) -> None:
    assert reported(sandbox, end, status) == []

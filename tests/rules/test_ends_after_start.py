from __future__ import annotations

from sandbox import RELATIONSHIP, Sandbox


def test_an_end_before_the_start(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "start: 2025-05\n", "start: 2025-05\nend: 2025-04-30\n")
    assert sandbox.fault().startswith(f"{RELATIONSHIP}:6: the end 2025-04-30 comes before the start 2025-05")


def test_an_end_within_the_month_of_the_start(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "start: 2025-05\n", "start: 2025-05\nend: 2025-05-01\n")
    assert sandbox.faults() == []

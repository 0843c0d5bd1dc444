from __future__ import annotations

from sandbox import STATEMENT, Sandbox


def test_a_tenure_that_had_ended(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/tenures.csv", "2025-05,,current", "2025-05,2026-02-02,ended")
    assert sandbox.fault().startswith(
        f"{STATEMENT}:5: 'ten-0001-muster-minister' (2025-05 to 2026-02-02) does not cover"
    )


def test_a_tenure_that_may_cover_the_day(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/tenures.csv", "2025-05,,current", "2025-05,2026-02,ended")
    assert sandbox.faults() == []

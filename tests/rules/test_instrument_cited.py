from __future__ import annotations

from sandbox import RELATIONSHIP, Sandbox


def test_sanctions_without_an_order(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "type: agreement", "type: sanctions")
    assert sandbox.faults() == []
    sandbox.edit(RELATIONSHIP, "instrument: Treaty of Example City\n", "")
    assert sandbox.fault().startswith(f"{RELATIONSHIP}:2: 'sanctions' without an instrument")

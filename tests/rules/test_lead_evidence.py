from __future__ import annotations

from sandbox import STATEMENT, Sandbox


def test_lead_evidence_of_another_record(sandbox: Sandbox) -> None:
    line = sandbox.edit(STATEMENT, "lead_evidence: ev-0010-agency", "lead_evidence: ev-0009-treaty")
    fault = sandbox.fault()
    assert fault.startswith(f"{STATEMENT}:{line}: 'ev-0009-treaty' does not support this statement")
    assert "ev-0010-agency, ev-0011-times" in fault

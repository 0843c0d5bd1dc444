from __future__ import annotations

from sandbox import RELATIONSHIP, STATEMENT, Sandbox


def test_a_denied_relationship(sandbox: Sandbox) -> None:
    line = sandbox.edit(RELATIONSHIP, "support: supports", "support: denies-attribution")
    fault = next(fault for fault in sandbox.faults() if "for statements" in fault)
    assert fault.startswith(f"{RELATIONSHIP}:{line}: 'denies-attribution' is for statements. Did you mean contradicts?")


def test_a_denied_statement(sandbox: Sandbox) -> None:
    old = "    source: src-0001-example-times\n    support: supports\n"
    sandbox.edit(STATEMENT, old, old.replace("supports", "denies-attribution"))
    assert sandbox.faults() == []

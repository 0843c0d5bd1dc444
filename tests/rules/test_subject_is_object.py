from __future__ import annotations

from sandbox import RELATIONSHIP, Sandbox


def test_a_relationship_with_itself(sandbox: Sandbox) -> None:
    line = sandbox.edit(RELATIONSHIP, "object: xeb", "object: xea")
    assert sandbox.fault().startswith(f"{RELATIONSHIP}:{line}: 'xea' is both subject and object")


def test_parties_that_are_not_known(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "subject: xea\nobject: xeb\n", "")
    assert all("is missing" in fault for fault in sandbox.faults())

from __future__ import annotations

from sandbox import RELATIONSHIP, Sandbox


def test_parties_in_the_other_order(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "subject: xea\nobject: xeb", "subject: xeb\nobject: xea")
    assert sandbox.fault().startswith(f"{RELATIONSHIP}:3: 'xeb' comes after 'xea'")


def test_a_type_with_a_direction_has_no_order(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "subject: xea\nobject: xeb", "subject: xeb\nobject: xea")
    sandbox.edit(RELATIONSHIP, "type: agreement", "type: supplies")
    assert sandbox.faults() == []

from __future__ import annotations

from sandbox import RELATIONSHIP, Sandbox


def test_a_party_of_the_wrong_kind(sandbox: Sandbox) -> None:
    line = sandbox.edit(RELATIONSHIP, "subject: xea", "subject: max-muster")
    assert sandbox.fault().startswith(f"{RELATIONSHIP}:{line}: 'max-muster' is of kind person")

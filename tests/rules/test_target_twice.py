from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

SECOND = "  - target_event: evt-0001-briefing\n    role: evaluated\n    stance: neutral\n"


def test_the_same_target_in_the_same_role(sandbox: Sandbox) -> None:
    line = sandbox.edit(STATEMENT, SECOND, f"{SECOND}{SECOND.replace('neutral', 'favor')}")
    assert sandbox.fault() == (
        f"{STATEMENT}:{line + 3}: 'evt-0001-briefing' is 'evaluated' a second time, first as target 2. "
        "Take one of the two out, or name another role"
    )


def test_another_role(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, SECOND, f"{SECOND}{SECOND.replace('evaluated', 'addressee')}")
    assert sandbox.codes() == []


@pytest.mark.parametrize(("old", "new"), [("role: evaluated", "role: loud"), ("target_event:", "target:")])
def test_of_what_is_broken_nothing_is_said(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.edit(STATEMENT, SECOND, SECOND.replace(old, new) * 2)
    assert "target-twice" not in {code for *_, code in sandbox.codes()}

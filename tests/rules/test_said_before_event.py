from __future__ import annotations

import pytest

from sandbox import EVENT, STATEMENT, Sandbox


def test_an_event_condemned_before_it_began(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-02")
    line = sandbox.edit(STATEMENT, "speech_act: refuse", "speech_act: condemn")
    start = "'condemn' looks back, and 'evt-0001-briefing' began on 2026-02-03, after the words were said (2026-02-02)"
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: {start}")


def test_an_act_that_looks_ahead(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-02")
    sandbox.edit(STATEMENT, "speech_act: refuse", "speech_act: threaten")
    assert sandbox.faults() == []


@pytest.mark.parametrize("start", ["2026-02-03", "2026-02", "2026-02-02/2026-02-05", "../2026-02-05"])
def test_an_event_that_may_have_begun(sandbox: Sandbox, start: str) -> None:
    sandbox.edit(STATEMENT, "speech_act: refuse", "speech_act: deny")
    sandbox.edit(EVENT, "start: 2026-02-03", f"start: {start}")
    assert sandbox.faults() == []


def test_an_event_without_a_day(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "speech_act: refuse", "speech_act: condemn")
    sandbox.edit(EVENT, "start: 2026-02-03", "start: 2026-32")
    assert [code for _, _, code in sandbox.codes()] == ["wrong-date"]

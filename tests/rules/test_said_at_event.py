from __future__ import annotations

import pytest

from sandbox import EVENT, STATEMENT, Sandbox


def test_words_said_on_another_day(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-01")
    fault = sandbox.fault()
    assert fault.startswith(f"{STATEMENT}:12: 'evt-0001-briefing' (2026-02-03) does not cover 2026-02-01")


def test_words_said_when_the_event_had_ended(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "start: 2026-02-03\n", "start: 2026-01-03\nend: 2026-02-01\n")
    assert "'evt-0001-briefing' (2026-01-03 to 2026-02-01) does not cover 2026-02-03" in sandbox.fault()


@pytest.mark.parametrize(
    "dates",
    [
        "start: 2026-02-04\n",
        "start: 2026-02-02\n",
        "start: 2026-02\n",
        "start: 2026-01-03\nend: 2026-02-02\n",
        "start: ../2026-02-05\n",
        "start: 2026-01-05/..\n",
    ],
)
def test_an_event_that_may_cover_the_day(sandbox: Sandbox, dates: str) -> None:
    sandbox.edit(EVENT, "start: 2026-02-03\n", dates)
    assert sandbox.faults() == []


def test_the_last_day_of_the_calendar(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "start: 2026-02-03\n", "start: 0001-01-01\nend: 9999-12-31\n")
    assert "said-at-event" not in [code for _, _, code in sandbox.codes()]


def test_an_event_whose_end_cannot_be_read(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "start: 2026-02-03\n", "start: 2026-01-03\nend: February\n")
    assert [code for _, _, code in sandbox.codes()] == ["wrong-date"]

from __future__ import annotations

import pytest

from sandbox import EVENT, Sandbox


def within(sandbox: Sandbox, dates: str) -> int:
    sandbox.write(
        "dataset/events/evt-0002-talks.yaml",
        f"event_id: evt-0002-talks\nlabel: Talks of the two states\nkind: meeting\n{dates}country: xea\n"
        "description: The two states talk about a treaty.\ncontested: false\nevidence:\n"
        "  - evidence_id: ev-0012-talks\n    source: src-0002-example-agency\n    support: supports\n"
        "    rendition: document-fact\n    lang: ru\n",
    )
    return sandbox.edit(EVENT, "country: xea\n", "country: xea\nparent: evt-0002-talks\n") + 1


def test_a_part_that_began_after_the_whole_had_ended(sandbox: Sandbox) -> None:
    line = within(sandbox, "start: 2026-02-01\nend: 2026-02-02\n")
    message = "the event (2026-02-03) lies outside the time of 'evt-0002-talks' (2026-02-01 to 2026-02-02)"
    assert sandbox.fault().startswith(f"{EVENT}:{line}: {message}")


def test_a_part_that_was_over_before_the_whole_began(sandbox: Sandbox) -> None:
    line = within(sandbox, "start: 2026-02-04\n")
    assert sandbox.codes() == [(EVENT, line, "event-within-parent")]


@pytest.mark.parametrize(
    "dates",
    [
        "start: 2026-02-03\n",
        "start: 2026-02-01\n",
        "start: 2026\nend: 2026-02\n",
        "start: 2026-02-02/2026-02-05\n",
        "start: 2026-01-01\nend: 2026-01-02/..\n",
    ],
)
def test_a_part_that_may_lie_within(sandbox: Sandbox, dates: str) -> None:
    within(sandbox, dates)
    assert sandbox.faults() == []


def test_a_parent_that_is_not_there(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "country: xea\n", "country: xea\nparent: evt-0003-nothing\n")
    assert [code for _, _, code in sandbox.codes()] == ["unknown-record"]

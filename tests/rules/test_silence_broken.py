from __future__ import annotations

from sandbox import Sandbox

SEARCHES = "dataset/searches.csv"


def test_a_speaker_is_not_silent(sandbox: Sandbox) -> None:
    sandbox.edit(SEARCHES, "xeb,2026-02-10,", "max-muster,2026-02-10,")
    assert sandbox.fault().startswith(f"{SEARCHES}:2: 'max-muster' has a statement, 'st-0001-we-will-not'")


def test_who_spoke_after_the_search(sandbox: Sandbox) -> None:
    sandbox.edit(SEARCHES, "xeb,2026-02-10,", "xea,2026-02-01,")
    assert sandbox.faults() == []

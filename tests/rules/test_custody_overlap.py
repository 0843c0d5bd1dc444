from __future__ import annotations

import pytest

from sandbox import RELATIONSHIP, Sandbox

SECOND = "dataset/relationships/rel-0002-custody.yaml"


def second(sandbox: Sandbox, dates: str) -> None:
    sandbox.edit(RELATIONSHIP, "type: agreement", "type: holds-in-custody")
    sandbox.edit(RELATIONSHIP, "object: xeb", "object: max-muster")
    sandbox.write(
        SECOND,
        f"relationship_id: rel-0002-custody\ntype: holds-in-custody\nsubject: xeb\nobject: max-muster\n{dates}"
        "evidence:\n  - evidence_id: ev-0012-custody\n    source: src-0002-example-agency\n    support: supports\n"
        "    rendition: document-fact\n    lang: ru\n",
    )


def test_two_custodies_in_force(sandbox: Sandbox) -> None:
    second(sandbox, "state: in-force\n")
    fault = sandbox.fault()
    assert fault.startswith(f"{SECOND}:3: 'xea' holds 'max-muster' at the same time, in 'rel-0001-treaty'")


def test_two_custodies_whose_days_overlap(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "start: 2025-05\nstate: in-force", "start: 2025-05\nend: 2025-08\nstate: ended")
    second(sandbox, "start: 2025-07-31\nend: 2025-09\nstate: ended\n")
    assert sandbox.codes() == [(SECOND, 3, "custody-overlap")]


@pytest.mark.parametrize(
    "dates",
    [
        "start: 2024\nstate: unknown\n",
        "end: 2026\nstate: ended\n",
        "start: 2024\nend: 2025-05-31\nstate: ended\n",
        "start: 2025\nend: 2025-09\nstate: ended\n",
        "start: 2025-08\nend: 2025-09\nstate: ended\n",
    ],
)
def test_what_may_follow_one_upon_the_other(sandbox: Sandbox, dates: str) -> None:
    sandbox.edit(RELATIONSHIP, "start: 2025-05\nstate: in-force", "start: 2025-05\nend: 2025-08\nstate: ended")
    second(sandbox, dates)
    assert sandbox.faults() == []


def test_a_day_of_handover(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "start: 2025-05\nstate: in-force", "start: 2025-05\nend: 2025-08-03\nstate: ended")
    second(sandbox, "start: 2025-08-03\nend: 2025-09\nstate: ended\n")
    assert sandbox.faults() == []

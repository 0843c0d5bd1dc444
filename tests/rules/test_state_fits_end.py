from __future__ import annotations

import pytest

from sandbox import RELATIONSHIP, Sandbox


def reported(sandbox: Sandbox, end: str, state: str) -> list[str]:
    """What the rule says of a relationship with an end and a state."""
    sandbox.edit(RELATIONSHIP, "state: in-force\n", f"{end}state: {state}\n")
    faults = [f for f in sandbox.report() if f["code"] == "state-fits-end"]
    return [f"{f['path']}:{f['line']}: {f['message']}. {f['help']}" for f in faults]


def test_announced_with_a_last_day(sandbox: Sandbox) -> None:
    assert reported(sandbox, "end: 2026-01-31\n", "announced") == [
        f"{RELATIONSHIP}:7: state is 'announced', and the end is '2026-01-31'. "
        "Name another state, such as 'ended', or leave 'end' out"
    ]


@pytest.mark.parametrize(
    ("end", "state"),
    [
        ("end: 2026-01-31\n", "ended"),
        ("end: 2026-01-31\n", "in-force"),
        ("end: 2026-01-31/..\n", "announced"),
        ("", "announced"),
        ("end: soon\n", "announced"),
        ("end: 2026-01-31\n", "planned"),
    ],
)
def test_what_fits_or_is_broken(sandbox: Sandbox, end: str, state: str) -> None:
    assert reported(sandbox, end, state) == []

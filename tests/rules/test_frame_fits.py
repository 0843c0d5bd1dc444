from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox


@pytest.mark.parametrize(
    ("right", "wrong", "thing"),
    [("other-event", "criminalising", "an event"), ("office-affirming", "law-enforcement", "an actor")],
)
def test_a_frame_for_another_kind_of_thing(sandbox: Sandbox, right: str, wrong: str, thing: str) -> None:
    line = sandbox.edit(STATEMENT, f"frame: {right}", f"frame: {wrong}")
    fault = sandbox.fault()
    assert fault.startswith(f"{STATEMENT}:{line}: '{wrong}' is a frame for")
    assert f"this designates {thing}" in fault and right in fault and f" {wrong}," not in fault


@pytest.mark.parametrize("frame", ["custody-neutral", "military-action", "regime-change"])
def test_frames_that_fit(sandbox: Sandbox, frame: str) -> None:
    sandbox.edit(STATEMENT, "frame: other-event", f"frame: {frame}")
    assert sandbox.faults() == []

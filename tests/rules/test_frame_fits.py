from __future__ import annotations

import pytest

from onrecord_build.example import DESIGNATED
from sandbox import STATEMENT, Sandbox


@pytest.mark.parametrize(
    ("right", "wrong", "thing"),
    [("other-event", "criminalising", "an event"), ("office-affirming", "law-enforcement", "an actor")],
)
def test_a_frame_for_another_kind_of_thing(sandbox: Sandbox, right: str, wrong: str, thing: str) -> None:
    sandbox.edit(*DESIGNATED)
    line = sandbox.edit(STATEMENT, f"frame: {right}", f"frame: {wrong}")
    fault = sandbox.fault()
    assert fault.startswith(f"{STATEMENT}:{line}: '{wrong}' is a frame for")
    assert f"this designates {thing}" in fault and right in fault and f" {wrong}," not in fault


@pytest.mark.parametrize("frame", ["custody-neutral", "military-action", "regime-change"])
def test_frames_that_fit(sandbox: Sandbox, frame: str) -> None:
    sandbox.edit(*DESIGNATED)
    sandbox.edit(STATEMENT, "frame: other-event", f"frame: {frame}")
    assert sandbox.faults() == []

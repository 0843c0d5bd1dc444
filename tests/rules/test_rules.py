from __future__ import annotations

from pathlib import Path

from onrecord_build.rules import ACROSS


def test_every_rule_has_its_test() -> None:
    here = {path.stem.removeprefix("test_").replace("_", "-") for path in Path(__file__).parent.glob("test_*.py")}
    assert {*ACROSS, "rules", "examples"} == here
    assert len(ACROSS) >= 35

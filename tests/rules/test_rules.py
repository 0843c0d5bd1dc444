from __future__ import annotations

from pathlib import Path

from onrecord_build.rules import RULES


def test_every_rule_has_its_test() -> None:
    here = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")} - {"rules"}
    assert set(RULES) == here

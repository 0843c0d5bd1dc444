from __future__ import annotations

import pytest

from onrecord_build.example import DESIGNATED
from sandbox import STATEMENT, Sandbox


@pytest.mark.parametrize("after", ["    position: asserts\n", "    frame: office-affirming\n"])
def test_a_passage_of_another_record(sandbox: Sandbox, after: str) -> None:
    sandbox.edit(*DESIGNATED)
    own = "ev-0010-agency" if "asserts" in after else "ev-0011-times"
    sandbox.edit(STATEMENT, f"{after}    evidence: {own}", f"{after}    evidence: ev-0009-treaty")
    (fault,) = [fault for fault in sandbox.faults() if "no passage" in fault]
    assert "'ev-0009-treaty' is no passage of this statement. Name one of ev-0010-agency, ev-0011-times" in fault

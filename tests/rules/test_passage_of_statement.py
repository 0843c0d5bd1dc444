from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox


@pytest.mark.parametrize("after", ["    position: asserts\n", "    frame: office-affirming\n"])
def test_a_passage_of_another_record(sandbox: Sandbox, after: str) -> None:
    sandbox.edit(STATEMENT, f"{after}    evidence: ev-0011-times", f"{after}    evidence: ev-0009-treaty")
    (fault,) = [fault for fault in sandbox.faults() if "no passage" in fault]
    assert "'ev-0009-treaty' is no passage of this statement. Name one of ev-0010-agency, ev-0011-times" in fault

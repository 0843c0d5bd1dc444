from __future__ import annotations

from sandbox import Sandbox

TENURES = "dataset/tenures.csv"
EVIDENCE = "dataset/evidence.csv"
REST = "ten-0001-muster-minister,src-0002-example-agency,"


def test_nobody_is_shown_to_contest_it(sandbox: Sandbox) -> None:
    sandbox.edit(TENURES, "current,false", "current,true")
    fault = sandbox.fault()
    assert fault.startswith(f"{TENURES}:2: the tenure is contested, and no evidence contradicts it")


def test_both_sides_are_shown(sandbox: Sandbox) -> None:
    sandbox.edit(TENURES, "current,false", "current,true")
    more = f"ev-0012-office,,,,,{REST}contradicts,document-fact,,,,ru,,,\n"
    sandbox.write(EVIDENCE, sandbox.read(EVIDENCE) + more)
    assert sandbox.faults() == []


def test_evidence_that_cannot_be_read_may_contradict_it(sandbox: Sandbox) -> None:
    sandbox.edit(TENURES, "current,false", "current,true")
    sandbox.edit(EVIDENCE, f"{REST}supports", f"{REST}contradict")
    assert [code for _, _, code in sandbox.codes()] == ["unknown-code"]


def test_a_tenure_that_nobody_contests(sandbox: Sandbox) -> None:
    sandbox.edit(TENURES, "current,false", "current,flase")
    assert [code for _, _, code in sandbox.codes()] == ["wrong-type"]

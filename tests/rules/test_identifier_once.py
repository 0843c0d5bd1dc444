from __future__ import annotations

from sandbox import RELATIONSHIP, Sandbox

EVIDENCE = "dataset/evidence.csv"


def test_random_characters_used_twice(sandbox: Sandbox) -> None:
    line = sandbox.edit(EVIDENCE, "ev-0002-times,", "ev-0001-times,")
    assert sandbox.fault() == (
        f"{EVIDENCE}:{line}: 'ev-0001-times' begins with 'ev-0001', as does 'ev-0001-agency'. "
        "Take other random characters for the newer record"
    )


def test_evidence_of_different_files(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "ev-0009-treaty", "ev-0001-treaty")
    sandbox.edit("dataset/anchors.csv", "ev-0009-treaty", "ev-0001-treaty")
    assert [code for *_, code in sandbox.codes()] == ["identifier-once"]


def test_the_whole_identifier_twice_is_the_fault_of_another_rule(sandbox: Sandbox) -> None:
    sandbox.edit(EVIDENCE, "ev-0002-times,", "ev-0001-agency,")
    assert "identifier-once" not in {code for *_, code in sandbox.codes()}


def test_the_same_characters_behind_another_prefix(sandbox: Sandbox) -> None:
    assert "rel-0001-" in sandbox.read(RELATIONSHIP)
    assert "ev-0001-" in sandbox.read(EVIDENCE)
    assert sandbox.codes() == []


def test_more_than_four_characters_are_told_apart_by_all_of_them(sandbox: Sandbox) -> None:
    sandbox.edit(EVIDENCE, "ev-0002-times,", "ev-00012-times,")
    assert sandbox.codes() == []
    sandbox.edit(RELATIONSHIP, "ev-0009-treaty", "ev-00012-treaty")
    sandbox.edit("dataset/anchors.csv", "ev-0009-treaty", "ev-00012-treaty")
    assert [code for *_, code in sandbox.codes()] == ["identifier-once"]

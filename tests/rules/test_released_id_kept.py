from __future__ import annotations

import pytest

from sandbox import EVENT, RELATIONSHIP, Sandbox

RELEASED, RETIRED, LINEAGE = "dataset/released.csv", "dataset/retired_ids.csv", "dataset/source_lineage.csv"
CREDIT = "src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n"
SAMPLE = "xeb,state,Sample Republic,,,,,,caribbean,Another state that exists in tests only.,\n"


def released(sandbox: Sandbox, identifier: str) -> int:
    """Say that a release held a record that is not there; return the line."""
    text = sandbox.read(RELEASED) + f"{identifier},actors,1.2.2,00000000,\n"
    sandbox.write(RELEASED, text)
    return text.count("\n")


def test_a_released_record_that_is_gone(sandbox: Sandbox) -> None:
    line = released(sandbox, "xec")
    assert sandbox.fault().startswith(f"{RELEASED}:{line}: 'xec' was released, and is gone")


def test_a_record_that_is_gone_is_not_for_fix_to_mend(sandbox: Sandbox) -> None:
    released(sandbox, "xec")
    before = sandbox.read(RELEASED)
    assert sandbox.run("fix")[0] == 0
    assert sandbox.read(RELEASED) == before


def test_a_record_that_was_retired(sandbox: Sandbox) -> None:
    released(sandbox, "xec")
    text = sandbox.read(RETIRED)
    sandbox.write(RETIRED, text + "xec,xeb,One state under two names.,1.2.3\n")
    assert sandbox.faults() == []


@pytest.mark.parametrize(
    ("path", "text", "identifier"),
    [
        (LINEAGE, CREDIT, "src-0003-example-times/src-0002-example-agency"),
        ("dataset/actors.csv", SAMPLE, "xeb"),
        ("dataset/evidence.csv", "ev-0006-xeb,xeb,,,,,src-0002-example-agency,supports,document-fact,,,,ru,,,\n", "ev-0006-xeb"),
    ],
)  # fmt: skip
def test_every_record_of_a_release_is_missed(sandbox: Sandbox, path: str, text: str, identifier: str) -> None:
    sandbox.release()
    assert sandbox.faults() == []
    sandbox.edit(path, text, "")
    gone = [fault for fault in sandbox.report() if fault["code"] == "released-id-kept"]
    assert [(fault["path"], fault["record"]) for fault in gone] == [(RELEASED, identifier)]
    assert sandbox.read(RELEASED).split("\n")[gone[0]["line"] - 1].startswith(f"{identifier},")


def test_the_evidence_of_a_record_is_missed_as_well(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.path(RELATIONSHIP).unlink()
    gone = {fault["record"] for fault in sandbox.report() if fault["code"] == "released-id-kept"}
    assert gone == {"rel-0001-treaty", "ev-0009-treaty"}


def test_a_row_of_lineage_is_retired_by_its_key_or_goes_with_a_source(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(LINEAGE, CREDIT, "")
    sandbox.write(
        RETIRED, sandbox.read(RETIRED) + "src-0003-example-times/src-0002-example-agency,,It does not.,1.3.0\n"
    )
    assert "released-id-kept" not in {code for _, _, code in sandbox.codes()}
    lines = sandbox.read("dataset/sources.csv").split("\n")
    sandbox.write("dataset/sources.csv", "\n".join(line for line in lines if not line.startswith("src-0003")))
    sandbox.edit(RETIRED, "src-0003-example-times/src-0002-example-agency", "src-0003-example-times")
    assert sandbox.faults() == []


def test_a_record_whose_file_cannot_be_read_is_not_gone(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.write(EVENT, "- no record\n")
    assert {code for _, _, code in sandbox.codes()} == {"no-record"}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("<<<<<<< HEAD\n", "cell-count"),
        ("xec,actors,1.2.2,00000000\n", "cell-count"),
        ("xec,actors,new,00000000,\n", "wrong-pattern"),
        ("aaa,actors,1.2.2,00000000,\n", "not-canonical"),
        ("xeb,actors,1.2.2,00000000,\n", "repeated-value"),
    ],
)
def test_a_list_that_was_damaged(sandbox: Sandbox, damage: str, code: str) -> None:
    text = sandbox.read(RELEASED) + damage
    sandbox.write(RELEASED, text)
    assert code in {found for path, _, found in sandbox.codes() if path == RELEASED}
    status, _, err = sandbox.run("generate")
    assert (status, sandbox.read(RELEASED)) == (2, text)
    assert "onrecord check" in err

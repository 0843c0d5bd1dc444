from __future__ import annotations

from sandbox import EVENT, Sandbox

RELEASED = "dataset/released_ids.csv"


def test_a_released_record_that_is_gone(sandbox: Sandbox) -> None:
    line = sandbox.edit(RELEASED, "xeb\n", "xeb\nxec\n") + 1
    assert sandbox.fault().startswith(f"{RELEASED}:{line}: 'xec' was released, and is gone")


def test_a_record_that_was_retired(sandbox: Sandbox) -> None:
    sandbox.edit(RELEASED, "xeb\n", "xeb\nxec\n")
    text = sandbox.read("dataset/retired_ids.csv")
    sandbox.write("dataset/retired_ids.csv", text + "xec,xeb,One state under two names.,1.2.3\n")
    assert sandbox.faults() == []


def test_a_record_whose_file_cannot_be_read_is_not_gone(sandbox: Sandbox) -> None:
    sandbox.edit(RELEASED, "ev-0001-agency\n", "ev-0001-agency\nev-0008-briefing\nevt-0001-briefing\n")
    sandbox.write(EVENT, "- no record\n")
    assert {code for _, _, code in sandbox.codes()} == {"no-record"}


def test_a_release_writes_the_list(sandbox: Sandbox) -> None:
    sandbox.write(RELEASED, "id\n")
    assert sandbox.run("generate")[0] == 0
    assert "st-0001-we-will-not\n" in sandbox.read(RELEASED)
    sandbox.write("CHANGELOG.md", "## 1.3.0.dev0 (unreleased)\n")
    sandbox.write(RELEASED, "id\n")
    assert sandbox.run("generate")[0] == 0
    assert sandbox.read(RELEASED) == "id\n"

from __future__ import annotations

from sandbox import EVENT, Sandbox


def test_a_record_without_evidence(sandbox: Sandbox) -> None:
    text = sandbox.read(EVENT)
    sandbox.write(EVENT, text[: text.index("evidence:")])
    assert sandbox.fault().startswith(f"{EVENT}:1: no evidence supports this record")


def test_evidence_that_only_gives_context(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "support: supports", "support: context")
    assert "no evidence supports" in sandbox.fault()


def test_an_actor_without_evidence(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/evidence.csv", "ev-0006-xeb,xeb,,", "ev-0006-xeb,xea,,")
    assert sandbox.faults() == []  # it was searched for without result, and nothing else is said of it
    sandbox.edit("dataset/searches.csv", "xeb,2026-02-10,", "ministry-of-example,2026-02-10,")
    assert sandbox.fault().startswith("dataset/actors.csv:7: no evidence supports")


def test_a_publisher_is_shown_by_its_pages(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/evidence.csv", "ev-0002-times,example-times,", "ev-0002-times,xea,")
    sandbox.edit("dataset/actors.csv", "EXT;The Example Times,xea,", "EXT;The Example Times,,")
    assert sandbox.faults() == []

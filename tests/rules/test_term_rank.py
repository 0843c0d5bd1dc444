from __future__ import annotations

from sandbox import Sandbox

TERMS = "schemas/terms.csv"
LAST = "A passage that shows one of its fields: supports.,3,,,,"


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "term-rank"]


def test_a_gap(sandbox: Sandbox) -> None:
    line = sandbox.edit(TERMS, LAST, LAST.replace(",3,", ",4,"))
    assert reported(sandbox) == [f"{line}: the rank of 'context' is 4, and the next one of 'evidence-support' is 3"]


def test_a_rank_twice(sandbox: Sandbox) -> None:
    line = sandbox.edit(TERMS, LAST, LAST.replace(",3,", ",2,"))
    assert reported(sandbox) == [f"{line}: the rank of 'context' is 2, and the next one of 'evidence-support' is 3"]


def test_of_what_is_broken_nothing_is_said(sandbox: Sandbox) -> None:
    sandbox.edit(TERMS, LAST, LAST.replace(",3,", ",third,"))
    assert reported(sandbox) == []
    sandbox.edit(TERMS, "evidence-support,contradicts,", "Evidence Support,contradicts,")
    assert reported(sandbox) == []

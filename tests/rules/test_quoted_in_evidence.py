from __future__ import annotations

from sandbox import STATEMENT, Sandbox

SUMMARY = "He says that his government will not do what Sample Republic demands."


def test_words_that_nobody_is_quoted_with(sandbox: Sandbox) -> None:
    line = sandbox.edit(STATEMENT, SUMMARY, "He says “never”.")
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: “never” is in no quotation of the evidence")


def test_words_of_the_quotation(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, SUMMARY, "He says that Example State has its “own laws”.")
    assert sandbox.faults() == []

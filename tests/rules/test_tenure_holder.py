from __future__ import annotations

from sandbox import STATEMENT, Sandbox


def test_a_tenure_of_somebody_else(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "principal: max-muster", "principal: ministry-of-example")
    line = sandbox.edit(STATEMENT, "mode: own-voice", "mode: spokesperson") - 2
    message = "'ten-0001-muster-minister' is a tenure of 'max-muster', and the principal is 'ministry-of-example'"
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: {message}")


def test_a_statement_without_tenure(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "principal: max-muster", "principal: ministry-of-example")
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: spokesperson")
    sandbox.edit(STATEMENT, "tenure: ten-0001-muster-minister\n", "")
    assert sandbox.faults() == []

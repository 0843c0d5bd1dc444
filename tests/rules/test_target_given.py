from __future__ import annotations

from sandbox import STATEMENT, Sandbox


def test_a_statement_about_nobody(sandbox: Sandbox) -> None:
    text = sandbox.read(STATEMENT)
    sandbox.write(STATEMENT, text[: text.index("targets:")] + text[text.index("evidence:\n  -") :])
    assert sandbox.fault().startswith(f"{STATEMENT}:1: no target is given")


def test_a_target_that_could_not_be_read(sandbox: Sandbox) -> None:
    text = sandbox.read(STATEMENT)
    sandbox.write(
        STATEMENT, text[: text.index("targets:")] + "targets:\n  - nobody\n" + text[text.index("evidence:\n  -") :]
    )
    assert {code for _, _, code in sandbox.codes()} == {"no-record"}

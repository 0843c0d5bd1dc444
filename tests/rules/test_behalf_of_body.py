from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox


@pytest.mark.parametrize(("actor", "kind"), [("max-muster", "person"), ("example-times", "media-outlet")])
def test_words_bind_no_person_and_no_medium(sandbox: Sandbox, actor: str, kind: str) -> None:
    line = sandbox.edit(STATEMENT, "on_behalf_of: xea", f"on_behalf_of: {actor}")
    assert sandbox.fault().startswith(
        f"{STATEMENT}:{line}: '{actor}' is of kind '{kind}', and words bind a state or a body. Name the state"
    )


@pytest.mark.parametrize("new", ["on_behalf_of: ministry-of-example\n", ""])
def test_a_body_or_nobody(sandbox: Sandbox, new: str) -> None:
    sandbox.edit(STATEMENT, "on_behalf_of: xea\n", new)
    assert sandbox.codes() == []


def test_an_actor_that_is_not_known_is_the_fault_of_another_rule(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "on_behalf_of: xea", "on_behalf_of: xec")
    assert [code for *_, code in sandbox.codes()] == ["unknown-record"]

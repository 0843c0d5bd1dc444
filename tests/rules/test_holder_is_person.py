from __future__ import annotations

from sandbox import STATEMENT, Sandbox

TENURES = "dataset/tenures.csv"


def test_a_state_holds_no_office(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "tenure: ten-0001-muster-minister\n", "")
    line = sandbox.edit(TENURES, "minister,max-muster,minister", "minister,xea,minister")
    assert sandbox.fault().startswith(
        f"{TENURES}:{line}: 'xea' is of kind 'state', and an office is held by a person. Name the person"
    )


def test_a_holder_that_is_not_known_is_the_fault_of_another_rule(sandbox: Sandbox) -> None:
    sandbox.edit(TENURES, "minister,max-muster,minister", "minister,max-mustre,minister")
    assert "holder-is-person" not in {code for *_, code in sandbox.codes()}


def test_an_actor_of_no_known_kind(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/actors.csv", "max-muster,person,", "max-muster,human,")
    assert [code for *_, code in sandbox.codes()] == ["unknown-code"]

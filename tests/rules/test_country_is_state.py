from __future__ import annotations

from sandbox import EVENT, Sandbox

ACTORS = "dataset/actors.csv"


def test_a_city_or_a_body_is_no_country(sandbox: Sandbox) -> None:
    line = sandbox.edit(EVENT, "country: xea", "country: ministry-of-example")
    assert sandbox.fault() == (
        f"{EVENT}:{line}: 'ministry-of-example' is of kind 'government-body', and a country is of kind 'state'. "
        "Did you mean xea? Name the state, or leave 'country' out"
    )


def test_the_country_of_an_actor(sandbox: Sandbox) -> None:
    line = sandbox.edit(ACTORS, "Макс Мустер,,xea,", "Макс Мустер,,ministry-of-example,")
    assert sandbox.codes() == [(ACTORS, line, "country-is-state")]


def test_a_country_that_is_not_known_is_the_fault_of_another_rule(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "country: xea", "country: xec")
    assert [code for *_, code in sandbox.codes()] == ["unknown-record"]


def test_no_country(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "country: xea\n", "")
    assert sandbox.codes() == []

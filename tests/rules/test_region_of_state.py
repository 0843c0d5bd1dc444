from __future__ import annotations

from sandbox import Sandbox

ACTORS = "dataset/actors.csv"


def test_a_state_without_a_region(sandbox: Sandbox) -> None:
    line = sandbox.edit(ACTORS, ",western-europe,", ",,")
    assert sandbox.fault() == (f"{ACTORS}:{line}: the state 'xea' has no region. Name its sub-region after M49")


def test_a_person_lies_where_the_country_does(sandbox: Sandbox) -> None:
    line = sandbox.edit(ACTORS, "Макс Мустер,,xea,,,,", "Макс Мустер,,xea,,,western-europe,")
    assert sandbox.fault() == (
        f"{ACTORS}:{line}: 'max-muster' is of kind 'person', and regions are of states. "
        "Take it out; 'country' names the state that it belongs to"
    )


def test_a_region_that_is_no_term_is_the_fault_of_the_vocabulary_alone(sandbox: Sandbox) -> None:
    line = sandbox.edit(ACTORS, ",western-europe,", ",western-europa,")
    assert sandbox.codes() == [(ACTORS, line, "unknown-code")]

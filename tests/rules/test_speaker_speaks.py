from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

ACTORS, EVIDENCE, SOURCES = "dataset/actors.csv", "dataset/evidence.csv", "dataset/sources.csv"


def add(sandbox: Sandbox, kind: str) -> None:
    """Add an actor of a kind, with evidence."""
    sandbox.edit(ACTORS, "xea,state,", f"voice,{kind},Voice of Example State,,,xea,,,,A voice.,\nxea,state,")
    row = "ev-0000-voice,voice,,,,,src-0002-example-agency,supports,document-fact,,,,ru,,,"
    sandbox.edit(EVIDENCE, "ev-0001-agency,", f"{row}\nev-0001-agency,")


def test_a_population_does_not_speak(sandbox: Sandbox) -> None:
    add(sandbox, "population")
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: spokesperson")
    line = sandbox.edit(STATEMENT, "speaker: max-muster", "speaker: voice")
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: 'voice' is of kind 'population', and does not speak as one")


@pytest.mark.parametrize("kind", ["population", "unnamed"])
def test_who_publishes_has_a_name(sandbox: Sandbox, kind: str) -> None:
    add(sandbox, kind)
    line = sandbox.edit(SOURCES, "second-hand,example-times,", "second-hand,voice,")
    assert sandbox.fault().startswith(f"{SOURCES}:{line}: 'voice' is of kind '{kind}', and publishes nothing")


@pytest.mark.parametrize("publisher", ["", "max-muster", "ministry-of-example"])
def test_others_publish(sandbox: Sandbox, publisher: str) -> None:
    sandbox.edit(SOURCES, "second-hand,example-times,", f"second-hand,{publisher},")
    assert "speaker-speaks" not in {code for *_, code in sandbox.codes()}

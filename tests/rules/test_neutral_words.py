from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

SUMMARY = "He says that his government will not do what Sample Republic demands."


@pytest.mark.parametrize(
    "word", ["regime", "kidnapping", "Dictator", "liberated", "puppet", "illegitimate", "terrorists"]
)
def test_loaded_words(sandbox: Sandbox, word: str) -> None:
    line = sandbox.edit(STATEMENT, SUMMARY, f"He speaks of the {word} of Sample Republic.")
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: summary says '{word}' in our own voice")


@pytest.mark.parametrize("text", ["They work together in counter-terrorism.", "He describes a regimen."])
def test_words_that_look_like_them(sandbox: Sandbox, text: str) -> None:
    sandbox.edit(STATEMENT, SUMMARY, text)
    assert sandbox.faults() == []


def test_a_quotation_does_not_cover_the_words_around_it(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, SUMMARY, "He says “own laws” of an abduction and “own laws” again.")
    assert "summary says 'abduction' in our own voice" in sandbox.fault()


def test_loaded_words_of_a_speaker(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "targets:", "note: The newspaper writes “regime”.\ntargets:")
    assert sandbox.faults() == []

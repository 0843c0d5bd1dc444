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


@pytest.mark.parametrize(
    "text", ["He says that “Мы этого не сделаем” was no abduct.", "Work against counter-terrorism."]
)
def test_words_around_them(sandbox: Sandbox, text: str) -> None:
    sandbox.edit(STATEMENT, SUMMARY, text)
    assert not any("terrorism" in fault for fault in sandbox.faults())


def test_loaded_words_of_a_speaker(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "lead_evidence:", "note: The newspaper writes “regime”.\nlead_evidence:")
    assert sandbox.faults() == []

from __future__ import annotations

from onrecord_build.example import DESIGNATED
from sandbox import STATEMENT, Sandbox

REPORTER = "    words: Minister\n"


def test_words_that_the_speaker_did_not_choose(sandbox: Sandbox) -> None:
    sandbox.edit(*DESIGNATED)
    line = sandbox.edit(STATEMENT, "words: этого\n", "words: требования\n")
    message = f"{STATEMENT}:{line}: 'требования' is not in the quotation of 'ev-0010-agency'"
    assert sandbox.fault().startswith(message)


def test_typography_makes_no_difference(sandbox: Sandbox) -> None:
    sandbox.edit(*DESIGNATED)
    sandbox.edit(STATEMENT, "words: этого\n", "words: этого \xad не\n")
    assert not any("quotation of" in fault for fault in sandbox.faults())


def test_words_of_the_speaker_as_those_of_the_reporter(sandbox: Sandbox) -> None:
    sandbox.edit(*DESIGNATED)
    line = sandbox.edit(STATEMENT, REPORTER, "    words: our own laws\n")
    message = f"{STATEMENT}:{line - 1}: 'our own laws' is in the quotation of 'ev-0011-times'"
    assert sandbox.fault().startswith(message)


def test_words_of_the_reporter_are_looked_up_where_the_text_is_held(sandbox: Sandbox) -> None:
    sandbox.edit(*DESIGNATED)
    line = sandbox.edit(STATEMENT, REPORTER, "    words: the proud minister\n")
    assert sandbox.faults() == []
    message = "'the proud minister' is neither in the archived text nor in the title of 'src-0001-example-times'"
    assert sandbox.fault("--texts", "archive").startswith(f"{STATEMENT}:{line}: {message}")
    sandbox.edit(STATEMENT, "the proud minister", "the demand on Monday")
    assert sandbox.faults("--texts", "archive") == []

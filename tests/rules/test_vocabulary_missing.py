from __future__ import annotations

from sandbox import Sandbox

TERMS = "schemas/terms.csv"


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "vocabulary-missing"]


def test_a_vocabulary_under_another_name(sandbox: Sandbox) -> None:
    text = sandbox.read(TERMS)
    sandbox.write(TERMS, text.replace("\ndate-precision,", "\ndate-accuracy,"))
    line = text[: text.index("\ndate-precision,")].count("\n") + 2
    assert reported(sandbox) == [
        "2: 'events.start_precision' takes its codes from 'date-precision', which has no terms",
        f"{line}: no column takes its codes from 'date-accuracy'",
    ]


def test_a_vocabulary_of_which_something_is_left(sandbox: Sandbox) -> None:
    sandbox.edit(TERMS, "date-precision,month,Month,One month.,2025-05,A day in it: day.,2,,,,\n", "")
    assert reported(sandbox) == []


def test_terms_that_cannot_be_read_may_be_the_missing_ones(sandbox: Sandbox) -> None:
    text = sandbox.read(TERMS)
    sandbox.write(TERMS, text.replace("\ndate-precision,", "\nDate Precision,"))
    assert reported(sandbox) == []
    sandbox.write(TERMS, text.partition("\n")[0] + "\n")
    assert reported(sandbox) == []

from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

LINEAGE = "dataset/source_lineage.csv"
WORDS = "We will not do it, […] We have our own laws."


def copied(sandbox: Sandbox, words: str = WORDS, support: str = "supports") -> int:
    """Add evidence from the source that draws on another; return the line of its source."""
    text = sandbox.read(STATEMENT)
    more = f"  - evidence_id: ev-0012-copy\n    source: src-0003-example-times\n    support: {support}\n"
    sandbox.write(STATEMENT, f"{text}{more}    rendition: source-translation\n    exact: {words}\n    lang: en\n")
    return text.count("\n") + 2


def test_the_same_words_from_a_copy(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "src-0002-example-agency,excerpts", "src-0001-example-times,syndicates")
    line = copied(sandbox, WORDS.replace("…", "..."))
    message = "'src-0003-example-times' is a copy of 'src-0001-example-times', which shows the same words"
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: {message}")


@pytest.mark.parametrize(("words", "support"), [("We have our own laws.", "supports"), (WORDS, "context")])
def test_a_copy_that_adds_something(sandbox: Sandbox, words: str, support: str) -> None:
    sandbox.edit(LINEAGE, "src-0002-example-agency,excerpts", "src-0001-example-times,syndicates")
    copied(sandbox, words, support)
    assert sandbox.faults() == []


def test_a_source_that_is_no_copy(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "src-0002-example-agency,excerpts", "src-0001-example-times,excerpts")
    copied(sandbox)
    assert sandbox.faults() == []

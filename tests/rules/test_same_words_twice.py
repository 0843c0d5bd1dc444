from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

OTHER = "dataset/statements/2026-02/st-0002-own-laws.yaml"
WORDS = "We will not do it, […] We have our own laws."


def add(sandbox: Sandbox, words: str) -> None:
    """Add a statement of the same principal, with a quotation."""
    text = sandbox.read(STATEMENT).replace("st-0001-we-will-not", "st-0002-own-laws")
    text = text.replace("ev-0010-", "ev-0012-").replace("ev-0011-", "ev-0013-").replace("src-0001-", "src-0003-")
    sandbox.write(OTHER, text.replace(WORDS, words).replace("Мы этого не сделаем", "Нет"))


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['path']}:{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "same-words-twice"]


@pytest.mark.parametrize("words", [WORDS, "We will not do it, [...]\u00a0We have our own laws."])
def test_the_same_words(sandbox: Sandbox, words: str) -> None:
    add(sandbox, words)
    line = sandbox.read(OTHER).split("\n").index("lead_evidence: ev-0012-agency") + 1
    what = f"“{' '.join(words.split())}” stands under 'st-0001-we-will-not' as well, with the same principal"
    assert reported(sandbox) == [f"{OTHER}:{line}: {what}"]


def test_words_without_spaces(sandbox: Sandbox) -> None:
    words = "我们不会做这件事我们有自己的法律我们不会做这件事我们有自己的法律"
    add(sandbox, words)
    assert reported(sandbox) == []
    sandbox.edit(STATEMENT, WORDS, words)
    assert len(reported(sandbox)) == 1


@pytest.mark.parametrize("words", ["We will not do it, […] We have our own law.", "We have our own laws."])
def test_other_words(sandbox: Sandbox, words: str) -> None:
    add(sandbox, words)
    assert reported(sandbox) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("principal: max-muster", "principal: ministry-of-example"),
        (
            "    source: src-0003-example-times\n    support: supports",
            "    source: src-0003-example-times\n    support: context",
        ),
        ("statement_id: st-0002-own-laws", "statement_id: st-0002"),
    ],
)
def test_another_principal_or_no_support(sandbox: Sandbox, old: str, new: str) -> None:
    add(sandbox, WORDS)
    sandbox.edit(OTHER, old, new)
    assert reported(sandbox) == []

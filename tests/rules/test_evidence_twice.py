from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

EVIDENCE = "dataset/evidence.csv"


def again(sandbox: Sandbox, exact: str, locator: str = "", support: str = "supports") -> int:
    """Cite the agency once more for the statement; return the line of the source."""
    text = sandbox.read(STATEMENT)
    more = f"  - evidence_id: ev-0012-agency\n    source: src-0002-example-agency\n    support: {support}\n"
    more += f"    rendition: verbatim\n    exact: {exact}\n    lang: ru\n{locator}"
    sandbox.write(STATEMENT, text + more)
    return text.count("\n") + 2


def test_the_same_words_again(sandbox: Sandbox) -> None:
    line = again(sandbox, "Мы этого не\u00adсделаем".replace("\u00ad", " "))
    message = "the same passage of 'src-0002-example-agency' as 'ev-0010-agency' cites for this record"
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: {message}")


def test_the_same_source_without_words_again(sandbox: Sandbox) -> None:
    text = sandbox.read(EVIDENCE)
    sandbox.write(EVIDENCE, text + text.splitlines(keepends=True)[-1].replace("ev-0007", "ev-0012"))
    assert "as 'ev-0007-office' cites for this record" in sandbox.fault()


@pytest.mark.parametrize(
    ("exact", "locator", "support"),
    [
        ("Мы сделаем это", "", "supports"),
        ("Мы этого не сделаем", "    locator: page 2\n", "supports"),
        ("Мы этого не сделаем", "", "context"),
    ],
)
def test_another_passage_of_the_source(sandbox: Sandbox, exact: str, locator: str, support: str) -> None:
    again(sandbox, exact, locator, support)
    assert sandbox.faults() == []


def test_a_quotation_that_cannot_be_read(sandbox: Sandbox) -> None:
    text = sandbox.read(EVIDENCE)
    last = text.splitlines(keepends=True)[-1]
    more = last.replace("ev-0007", "ev-0012").replace("document-fact,", "document-fact, x")
    sandbox.write(EVIDENCE, text + more)
    assert "evidence-twice" not in [code for _, _, code in sandbox.codes()]

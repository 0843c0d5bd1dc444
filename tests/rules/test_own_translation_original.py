from __future__ import annotations

from sandbox import STATEMENT, Sandbox

ORIGINAL = "    rendition: verbatim\n    exact: Мы этого не сделаем\n    lang: ru\n"
TRANSLATION = "    rendition: own-translation\n    exact: We are not going to do that\n    lang: en\n"


def test_a_translation_without_its_original(sandbox: Sandbox) -> None:
    line = sandbox.edit(STATEMENT, ORIGINAL, TRANSLATION)
    message = "a translation of our own in 'en' without the words that it translates"
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: {message}")


def test_a_translation_beside_its_original(sandbox: Sandbox) -> None:
    more = "  - evidence_id: ev-0012-agency\n    source: src-0002-example-agency\n    support: supports\n"
    sandbox.write(STATEMENT, sandbox.read(STATEMENT) + more + TRANSLATION)
    assert sandbox.faults() == []


def test_an_original_whose_language_cannot_be_read(sandbox: Sandbox) -> None:
    more = "  - evidence_id: ev-0012-agency\n    source: src-0002-example-agency\n    support: supports\n"
    sandbox.write(STATEMENT, sandbox.read(STATEMENT) + more + TRANSLATION)
    sandbox.edit(STATEMENT, ORIGINAL, ORIGINAL.replace("lang: ru", "lang: Russian"))
    assert [code for _, _, code in sandbox.codes()] == ["wrong-pattern"]

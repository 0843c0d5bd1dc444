from __future__ import annotations

from sandbox import STATEMENT, Sandbox


def test_a_translation_labelled_verbatim(sandbox: Sandbox) -> None:
    line = sandbox.edit(STATEMENT, "rendition: source-translation", "rendition: verbatim")
    assert sandbox.fault().startswith(
        f"{STATEMENT}:{line}: rendition 'verbatim' of words in 'en' that were said in 'ru'"
    )


def test_words_whose_language_is_not_known(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "original_lang: ru\n", "")
    assert "in a language that the record does not give" in sandbox.fault()


def test_another_script_of_the_same_language(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "original_lang: ru\n", "original_lang: ru-Latn\n")
    assert sandbox.faults() == []

from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

EVIDENCE = "dataset/evidence.csv"
OFFICE = "ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,,,,"


def test_a_passage_in_another_language_than_its_page(sandbox: Sandbox) -> None:
    sandbox.edit(EVIDENCE, f"{OFFICE}ru", f"{OFFICE}en")
    message = "the passage is in 'en', and its source 'src-0002-example-agency' in 'ru'"
    assert sandbox.fault().startswith(f"{EVIDENCE}:8: {message}")


def test_a_translation_of_our_own(sandbox: Sandbox) -> None:
    more = "  - evidence_id: ev-0012-agency\n    source: src-0002-example-agency\n    support: supports\n"
    more += "    rendition: own-translation\n    exact: We are not going to do that\n    lang: en\n"
    sandbox.write(STATEMENT, sandbox.read(STATEMENT) + more)
    assert sandbox.faults() == []


def test_a_part_of_the_language(sandbox: Sandbox) -> None:
    sandbox.edit(EVIDENCE, f"{OFFICE}ru", f"{OFFICE}ru-RU")
    assert sandbox.faults() == []


@pytest.mark.parametrize(("lang", "source"), [("Russian", "src-0002"), ("en", "src-0009")])
def test_a_language_that_is_not_known(sandbox: Sandbox, lang: str, source: str) -> None:
    sandbox.edit(EVIDENCE, f"{OFFICE}ru", f"{OFFICE}{lang}".replace("src-0002", source))
    assert len(sandbox.codes()) == 1
    assert "evidence-language" not in [code for _, _, code in sandbox.codes()]

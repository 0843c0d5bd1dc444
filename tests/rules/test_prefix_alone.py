from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

EVIDENCE = "dataset/evidence.csv"
OFFICE = "ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,"


@pytest.mark.parametrize(("words", "column"), [(",он,,", "prefix"), (",,он,", "suffix"), (",он,он,", "prefix")])
def test_words_beside_no_quotation(sandbox: Sandbox, words: str, column: str) -> None:
    sandbox.edit(EVIDENCE, f"{OFFICE},,,ru", f"{OFFICE}{words}ru")
    assert sandbox.fault().startswith(f"{EVIDENCE}:8: {column} 'он' without a quotation")


def test_words_beside_a_quotation(sandbox: Sandbox) -> None:
    words = "    exact: Мы этого не сделаем\n"
    sandbox.edit(STATEMENT, words, f"{words}    prefix: он\n    suffix: сказал\n")
    assert sandbox.faults() == []


def test_a_quotation_that_cannot_be_read(sandbox: Sandbox) -> None:
    words = "    exact: Мы этого не сделаем\n"
    sandbox.edit(STATEMENT, words, "    exact: [Мы]\n    prefix: он\n")
    assert "prefix-alone" not in [code for _, _, code in sandbox.codes()]

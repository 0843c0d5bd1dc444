from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.normal_form import normalise


@given(st.text())
def test_a_normal_form_is_its_own(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))


@given(st.lists(st.text()))
def test_lines_can_be_normalised_one_by_one(lines: list[str]) -> None:
    # What makes the places of paragraphs right: joining does not change the parts.
    parts = [part for part in map(normalise, lines) if part]
    assert normalise("\n".join(lines)) == normalise(" ".join(parts))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("“No one dictates to us,”", '"No one dictates to us,"'),
        ("don’t ‚quote‘ 5′", "don't 'quote' 5'"),
        ("a\u00a0b\u2003c\n\n d ", "a b c d"),
        ("co\u00adoperate zero\u200bwidth\ufeff", "cooperate zerowidth"),
        ("1–2—3‑4−5", "1-2-3-4-5"),
        ("so…", "so..."),
        ("Case Stays", "Case Stays"),
        ("«остаются»", "«остаются»"),
    ],
)
def test_steps(text: str, normal: str) -> None:
    assert normalise(text) == normal

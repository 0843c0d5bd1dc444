"""What counts as the same words, altered: calibrated on texts that have nothing to do with each other."""

from __future__ import annotations

import re

import pytest

from onrecord.normal_form import normalise
from onrecord.texts import Text
from onrecord.verification.alteration import alteration
from sandbox import EXAMPLE, REPOSITORY

TEXT = Text((EXAMPLE / "archive" / "example-times.txt").read_text(encoding="utf-8"))
LICENCE = Text((REPOSITORY / "LICENSE").read_text(encoding="utf-8"))
GUIDE = normalise((REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8"))
SENTENCES = [s for s in re.split(r"(?<=[.:!?]) ", GUIDE) if 10 <= len(s) <= 400 and "[..." not in s]


@pytest.mark.parametrize(
    ("exact", "difference"),
    [
        ("We will never do it", "We will [-never-] {+not+} do it"),
        ("He rejected the demand on Monday.", "[-He-] {+State+} rejected the demand on Monday."),
        ("rejected the demand on Tuesday", "rejected the demand on [-Tuesday-] {+Monday+}"),
        ("We have our own law", "We have our own [-law-] {+laws+}"),
        ("We have our laws.", "We have our {+own+} laws."),
        ("We have our own proud laws.", "We have our own [-proud-] laws."),
        # Words of the reporter without the mark of omission.
        (
            "We will not do it, We have our own laws.",
            'We will not do it,{+" he told reporters. "+} We have our own laws.',
        ),
        # Parts of a quotation are compared one by one, and keep their order.
        (
            "We will never do it […] We have our own law.",
            "We will [-never-] {+not+} do it […] We have our own [-law-] {+laws+}.",
        ),
        (
            "The harvest was poor […] We will not forget this",
            "[-The harvest was poor-] […] We will not forget [-this-] {+it+}",
        ),
        ("We have our own laws. […] rejected the demand", "We have our own laws. […] [-rejected the demand-]"),
        # Where only spaces differ, what they stand before is shown.
        ('he told reporters."We have', 'he told reporters.[-"-] {+"+}We have'),
    ],
)
def test_differences(exact: str, difference: str) -> None:
    found = alteration(exact, TEXT)
    assert found is not None
    assert found[1] == difference


@pytest.mark.parametrize(
    ("exact", "raw", "difference"),
    [
        ("Мы этого не сделаем", "Он сказал: «Мы этого не делали», и ушёл.", "Мы этого не [-сделаем-] {+делали+}"),
        ("我们不会这样做，我们有法律", "他说：“我们绝不会这样做，我们有法律。”", "我们{+绝+}不会这样做，我们有法律"),
        ("לא נעשה את זה לעולם", "השר אמר: ״לא נעשה זאת לעולם״", "לא נעשה [-את זה-] {+זאת+} לעולם"),
    ],
)
def test_scripts(exact: str, raw: str, difference: str) -> None:
    found = alteration(exact, Text(raw))
    assert found is not None
    assert found[1] == difference


def test_sentences_that_have_nothing_to_do_with_a_text_are_not_altered() -> None:
    assert len(SENTENCES) > 50
    for text in (TEXT, LICENCE):
        assert [s for s in SENTENCES if alteration(s, text)] == []


def test_sentences_with_a_word_changed_are_altered() -> None:
    guide = Text(GUIDE)
    for sentence in SENTENCES:
        words = sentence.split()
        if len(words) < 8:
            continue
        for at in range(len(words)):
            rest = " ".join(words[1:] if at == 0 else words[:-1])
            if at in (0, len(words) - 1) and GUIDE.count(rest) > 1:
                continue  # without that word it stands elsewhere too
            changed = " ".join([*words[:at], "xyzzy", *words[at + 1 :]])
            found = alteration(changed, guide)
            assert found is not None, changed
            place, difference = found
            assert "[-xyzzy" in difference
            # It is that sentence, and nothing but the word differs.
            assert abs(place - GUIDE.index(sentence)) <= len(words[0]) + 1
            assert difference.replace("[-xyzzy-] ", "").count("[-") == 0, difference

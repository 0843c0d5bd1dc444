from __future__ import annotations

import pytest

from onrecord.texts import Text


@pytest.mark.parametrize(
    ("exact", "raw", "times"),
    [
        ("law", "our laws; the law. By-law, “law”", 3),
        ("law", "outlaw", 0),
        ("3", "30 or 3%", 1),
        ("Мы", "Мы, мыло; Мы", 2),
        ("ele", "elé; e\u0301le", 0),
        ("देश", "देशों का देश", 1),
        ("our […] law", "our own laws and our own law", 2),
        # Where no spaces part words, or particles are written together with them, their ends cannot be told.
        ("我们", "他说我们不会", 1),
        ("ไทย", "ประเทศไทยและ", 1),
        ("الرئيس", "والرئيس", 1),
        ("대통령", "대통령은", 1),
        ("", "nothing is nowhere", 0),
    ],
)
def test_words_are_whole_words(exact: str, raw: str, times: int) -> None:
    assert len(Text(raw).places(exact)) == times


def test_places_are_called_by_paragraph_and_page() -> None:
    text = Text("one\n\ntwo\n")
    assert [text.label(at) for at in (0, 2, 4, 6)] == ["paragraph 1", "paragraph 1", "paragraph 2", "paragraph 2"]
    pages = Text("one\n\n\f\ftwo\nthree\f")
    assert [pages.label(pages.normal.index(word)) for word in ("one", "two", "three")] == [
        "page 1, paragraph 1",
        "page 3, paragraph 2",
        "page 3, paragraph 3",
    ]

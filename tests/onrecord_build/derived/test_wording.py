"""How two wordings differ: the minimal pairs of the vocabulary, what is hard about real quotations, and the laws."""

from __future__ import annotations

import csv
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord_build.derived.wording import alignment, difference, distance, read, words
from sandbox import REPOSITORY

US = "will not heed the arrangements of the US or other countries […] We have the right to make independent decisions,"
UNITED_STATES = (
    "Regarding oil pricing, Venezuela will not heed the arrangements of the United States or other countries, […] We "
    "have the right to make independent decisions."
)

CASES = [
    # The examples and counter-examples of the vocabulary; None is translation or substantive, which words do not tell.
    ("identical", "run", "run"),
    ("punctuation", "Run", "run"),
    ("punctuation", "We will go on,", "We will go on."),
    ("ellipsis", "We will go on […] today", "We will go on today"),
    ("ellipsis", "We will […] today", "We will go on today"),
    ("excerpt", "We will go on", "We will go on today"),
    ("brackets", "with [other] countries", "with countries"),
    ("excerpt", "trusted partners", "China and Venezuela are trusted partners"),
    (None, "trusted partner", "China and Venezuela are trusted partners"),
    (None, "the US", "the United States"),
    (None, "Нам никто не указ", "No one dictates to us"),
    # Marks: apostrophes, quotation marks, dashes, spaces, hyphenation, forms of a letter.
    ("punctuation", "We’re “going”, now", "we're 'going' - now…"),
    ("punctuation", "a short-term plan", "a short term plan"),
    ("punctuation", "Ira\u0301n", "Irán"),
    ("punctuation", "co\u00adoperate", "cooperate"),
    ("punctuation", "\u200fمِصر\u200f", "مِصر"),
    ("punctuation", "STRASSE", "Straße"),
    ("punctuation", "м’ята", "мʼята"),
    ("punctuation", "the countries’ oil", "the 'countries' oil"),
    (None, "Iran", "Irán"),
    (None, "we’re", "were"),
    (None, "हम करेंगे", "हम करगे"),
    # What is read as a word is one, though it is written with a sign.
    (None, "$5", "€5"),
    (None, "50%", "50‰"),
    ("excerpt", "50", "50%"),
    (None, "1.5", "15"),
    # Omissions.
    ("ellipsis", "No one dictates to us, […] We have a government.", "No one dictates to us. We have a government."),
    ("ellipsis", "We [...] today […] here", "we will go today and stay here"),
    ("ellipsis", "We will … today", "We will go on today"),
    ("ellipsis", "We […] go on today", "We will go […] today"),
    ("punctuation", "We will... go", "We will go"),
    ("punctuation", "We will […] go", "we will [...] go."),
    ("excerpt", "We will…", "We will go on today"),
    ("excerpt", "…go on today", "We will go on today"),
    (None, "We will […] today", "We shall go on today"),
    (None, "We will […] today", "We will go on tomorrow"),
    # Brackets.
    ("brackets", "[t]he country", "The country"),
    ("brackets", "run[ning] the country", "runs the country"),
    ("brackets", "[Maduro] will return", "He will return"),
    ("brackets", "[Maduro] will return", "[The president] will return"),
    ("brackets", "relations [with other countries] […] today", "relations we want today"),
    ("brackets", "run [the country]", "run the country"),
    ("brackets", "[t]he [other] land", "[t]he land"),
    ("brackets", "[run]", "run"),
    ("brackets", "[run] on", "run [on]"),
    ("punctuation", "with [other] countries", "With [Other] countries."),
    ("punctuation", "an [unclosed one", "an unclosed] one"),
    (None, "with [other] countries", "with friends"),
    (None, "[He] said no", "said yes [to it]"),
    ("brackets", "[a [b] c] d", "a c d"),
    # A part, whatever else differs beside.
    ("excerpt", "run", "We are going to run the country"),
    ("excerpt", "“Heed […] the States”", "will not heed the arrangements of the States or others"),
    ("excerpt", "[He] will return", "I say that Maduro will return one day"),
    ("excerpt", "establish relations with other", "We establish relations [with other countries]."),
    ("excerpt", "relations. We have", "We establish relations [with other countries]. We have rights."),
    ("excerpt", "us. We have", "No one dictates to us, […] We have a sovereign government."),
    # What an omission of the longer leaves out is not there, so that nothing can be a part of it.
    (None, "we never said that. Today", "We will […] today, and tomorrow"),
    (None, US, UNITED_STATES),
    ("excerpt", US.replace("US", "United States"), UNITED_STATES),
    # Both go on where the other ends: neither is a part of the other.
    (None, "one two three", "two three four"),
    # Scripts without spaces: every letter counts.
    ("punctuation", "中方呼吁，美方", "中方呼吁美方。"),
    ("excerpt", "呼吁美方", "中方呼吁美方确保"),
    ("brackets", "[中方]呼吁美方", "呼吁美方"),
    ("ellipsis", "中方[…]美方", "中方呼吁美方"),
    (None, "中方呼吁美方", "中方要求美方"),
    ("punctuation", "か\u3099んこく", "がんこく"),
    # Nothing but marks.
    ("punctuation", "!", "?"),
    (None, "!", "No"),
]


@pytest.mark.parametrize(("kind", "this", "other"), CASES)
def test_kinds(kind: str | None, this: str, other: str) -> None:
    assert difference(this, other) == difference(other, this) == kind


def test_the_examples_are_those_of_the_vocabulary() -> None:
    with open(REPOSITORY / "schemas" / "terms.csv", encoding="utf-8", newline="") as file:
        terms = [row for row in csv.DictReader(file) if row["scheme"] == "rendering-difference"]
    shown = {(row["code"], *re.findall("“([^”]*)”", row["example"])) for row in terms}
    minor = {"identical", "punctuation", "ellipsis", "brackets", "excerpt"}
    assert {case for case in shown if case[0] in minor} <= set(CASES)


@pytest.mark.parametrize(
    ("this", "other", "share", "aligned"),
    [
        ("Run!", "run", 0.0, "Run"),
        ("", "", 0.0, ""),
        ("No", "!", 1.0, "{+No+}"),
        ("", "No", 1.0, "[-No-]"),
        ("the US or others", "the United States or others", 0.4, "the [-United States-] {+US+} or others"),
        ("one two", "two", 0.5, "{+one+} two"),
        ("a", "a b c", 0.6667, "a [-b c-]"),
        ("[t]he land", "The land", 0.0, "[t]he land"),
        ("with [other] lands", "with lands", 0.3333, "with {+other+} lands"),
        ("with [the other] lands", "with lands", 0.5, "with {+the other+} lands"),
        ("we […] today", "We go on today", 0.5, "we [-go on-] today"),
        ("中方呼吁美方", "中方要求美方", 0.3333, "中方 [-要求-] {+呼吁+} 美方"),
        ("中方 call on 美方", "中方", 0.6667, "中方 {+call on 美方+}"),
    ],
)
def test_distance_and_alignment(this: str, other: str, share: float, aligned: str) -> None:
    assert (distance(this, other), alignment(this, other)) == (share, aligned)


def test_marks_and_omissions_are_no_words() -> None:
    assert [word.printed for word in words(read("“[T]he 3.5% […] of O’Brien’s — and ‘others’…”"))] == [
        *("[T]he", "3", "5", "%", "of", "O’Brien’s", "and", "others")
    ]


# Words that meet often, so that texts share some of them; and any text at all.
vocabulary = st.sampled_from(
    ["we", "will", "go", "Go", "on", "[on]", "[t]he", "the", "US", "中", "方", "[…]", "…", "[", "]", "it’s", "$"]
)
texts = st.lists(vocabulary, max_size=8).map(" ".join) | st.text(max_size=20)


@given(texts)
def test_a_text_is_identical_with_itself(text: str) -> None:
    assert difference(text, text) == "identical"
    assert distance(text, text) == 0
    assert alignment(text, text).split() == alignment(text, "").replace("{+", "").replace("+}", "").split()


@given(texts, texts)
@example("[he] goes […] on", "we […] go [on]")
def test_the_order_of_the_two_does_not_matter(this: str, other: str) -> None:
    assert difference(this, other) == difference(other, this)
    assert distance(this, other) == distance(other, this)
    assert 0 <= distance(this, other) <= 1


@given(texts, texts)
def test_without_a_distance_nothing_but_marks_differs(this: str, other: str) -> None:
    if distance(this, other) == 0 and words(read(this)):
        assert difference(this, other) in ("identical", "punctuation", "ellipsis", "brackets")
    if difference(this, other) in ("identical", "punctuation"):
        assert distance(this, other) == 0


marks = st.text('.,;:!?"“”‘—–-()/ \t', max_size=3).filter(lambda m: "..." not in m)


@given(
    st.lists(
        st.tuples(st.sampled_from(["we", "will", "go", "[on]", "it’s", "中", "[…]"]), marks), min_size=1, max_size=8
    )
)
def test_added_marks_are_punctuation_at_most(parts: list[tuple[str, str]]) -> None:
    bare = " ".join(word for word, _ in parts)
    marked = " ".join(f"{mark} {word}{mark}" for word, mark in parts)
    assert difference(bare, marked) in ("identical", "punctuation")
    assert difference(bare, marked.upper()) == "punctuation" or bare == bare.upper()


@given(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=9), st.data())
def test_leaving_words_out_is_an_ellipsis_where_marked_and_an_excerpt_at_an_end(
    run: list[str], data: st.DataObject
) -> None:
    whole = " ".join(run)
    cut = data.draw(st.integers(1, len(run) - 1))
    assert difference(" ".join(run[:cut]), whole) == "excerpt"
    assert difference(" ".join(run[cut:]), whole) == "excerpt"
    if len(run) > 2:
        left_out = data.draw(st.integers(1, len(run) - 2))
        marked = [*run[:left_out], "[…]", *run[left_out + 1 :]]
        assert difference(" ".join(marked), whole) == "ellipsis"
        added = [*run[:left_out], f"[{run[left_out]}]", *run[left_out + 1 :]]
        assert difference(" ".join(added), whole) == "brackets"


@given(
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8),
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8),
)
def test_of_texts_without_marks_a_part_is_an_unbroken_run(part: list[str], whole: list[str]) -> None:
    expected: str | None = "identical"
    if part != whole:
        inside = [
            long[at : at + len(short)] == short
            for short, long in ((part, whole), (whole, part))
            for at in range(len(long))
        ]
        expected = "excerpt" if any(inside) else None
    assert difference(" ".join(part), " ".join(whole)) == expected


@given(texts, texts)
def test_an_alignment_gives_the_words_of_both_back(this: str, other: str) -> None:
    line = alignment(this, other)
    kept = re.sub(r"\[-.*?-\]", "", line).replace("{+", "").replace("+}", "")
    before = re.sub(r"\{\+.*?\+\}", "", line).replace("[-", "").replace("-]", "")
    assert [w.printed for w in words(read(kept))] == [w.printed for w in words(read(this))]
    assert [w.key for w in words(read(before))] == [w.key for w in words(read(other))]


@given(texts, texts)
def test_a_changed_passage_is_one_run_taken_out_and_one_put_in(this: str, other: str) -> None:
    line = alignment(this, other)
    assert not any(seam in line for seam in ("-] [-", "+} {+", "+} [-"))


@given(st.text(max_size=30))
def test_words_are_in_the_text_and_in_normal_form(text: str) -> None:
    at = 0
    for word in words(read(text)):
        at = text.index(word.printed, at) + len(word.printed)
        assert unicodedata.is_normalized("NFC", word.key)
        assert word.key

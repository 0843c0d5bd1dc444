"""A link opens the page at the quotation, in the form that the specification and its guides publish."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord_build.derived.text_fragment import directive, link
from sandbox import STATEMENT, Sandbox, released

PAGE = "https://times.example/minister"


class Parts(NamedTuple):
    start: str
    end: str | None = None
    prefix: str | None = None
    suffix: str | None = None


def decoded(fragment_directive: str) -> Parts:
    """Read a directive by the steps “parse a text directive” of https://wicg.github.io/scroll-to-text-fragment/."""
    (text,) = [d for d in fragment_directive.split("&") if d.startswith("text=")]
    tokens = text.removeprefix("text=").split(",")
    assert 1 <= len(tokens) <= 4
    assert all(tokens)
    prefix = tokens.pop(0)[:-1] if tokens[0].endswith("-") else None
    suffix = tokens.pop()[1:] if tokens[-1].startswith("-") else None
    assert 1 <= len(tokens) <= 2
    start, end = tokens[0], tokens[1] if len(tokens) == 2 else None
    return Parts(plain(start), *(plain(part) if part is not None else None for part in (end, prefix, suffix)))


def plain(part: str) -> str:
    return unquote_to_bytes(part).decode("utf-8")


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        # https://wicg.github.io/scroll-to-text-fragment/#syntax
        (Parts("an example text fragment"), "text=an%20example%20text%20fragment"),
        (Parts("an example", "text fragment"), "text=an%20example,text%20fragment"),
        (Parts("an example", None, "this is", "text fragment"), "text=this%20is-,an%20example,-text%20fragment"),
        # https://wicg.github.io/scroll-to-text-fragment/#bidi-considerations (which encodes the word without its vowel)
        (Parts("مصر", None, "البحرين"), "text=%D8%A7%D9%84%D8%A8%D8%AD%D8%B1%D9%8A%D9%86-,%D9%85%D8%B5%D8%B1"),
        # https://developer.mozilla.org/en-US/docs/Web/URI/Reference/Fragment/Text_fragments
        (Parts("for"), "text=for"),
        (Parts("linked URL"), "text=linked%20URL"),
        (Parts("human", "URL"), "text=human,URL"),
        (Parts("linked URL", "defining a value"), "text=linked%20URL,defining%20a%20value"),
        (Parts("for", None, "asking"), "text=asking-,for"),
        (Parts("linked URL", None, None, "'s format"), "text=linked%20URL,-'s%20format"),
        (
            Parts("The Referer", "be sent", "downgrade:", "to origins"),
            "text=downgrade:-,The%20Referer,be%20sent,-to%20origins",
        ),
        # https://web.dev/articles/text-fragments
        (Parts("ECMAScript Modules in Web Workers"), "text=ECMAScript%20Modules%20in%20Web%20Workers"),
        (Parts("ECMAScript Modules", "Web Workers."), "text=ECMAScript%20Modules,Web%20Workers."),
        (Parts("text", None, "the", "parameter"), "text=the-,text,-parameter"),
    ],
)
def test_published_examples(parts: Parts, published: str) -> None:
    assert directive(*parts) == published
    assert decoded(published) == parts


@pytest.mark.parametrize(
    ("url", "published"),
    [
        # https://web.dev/articles/text-fragments, “Mixing element and text fragments”
        (
            "https://blog.chromium.org/2019/12/chrome-80-content-indexing-es-modules.html#HTML1",
            "https://blog.chromium.org/2019/12/chrome-80-content-indexing-es-modules.html#HTML1:~:text=Give%20us%20feedback%20in%20our%20Product%20Forums.",
        ),
        ("https://example.com", "https://example.com#:~:text=Give%20us%20feedback%20in%20our%20Product%20Forums."),
    ],
)
def test_published_addresses(url: str, published: str) -> None:
    assert link(url, {"exact": "Give us feedback in our Product Forums."}) == published


some = st.text(min_size=1)


@given(some, st.none() | some, st.none() | some, st.none() | some)
def test_a_directive_gives_its_parts_back(start: str, end: str | None, prefix: str | None, suffix: str | None) -> None:
    """Whatever they hold: syntax, percent signs, other scripts, control characters."""
    made = directive(start, end, prefix, suffix)
    assert decoded(made) == Parts(start, end, prefix, suffix)
    # TextDirectiveString of the grammar, between commas and the dashes of prefix and suffix.
    part = r"(?:[a-zA-Z0-9!$'()*+./:;=?@_~]|%[0-9A-F]{2})+"
    assert re.fullmatch(rf"text=(?:{part}-,)?{part}(?:,{part})?(?:,-{part})?", made)


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}#top", f"{PAGE}#:~:text=old", f"{PAGE}#top:~:text=old&text=older"])
@given(st.text(), st.none() | st.text(), st.none() | st.text())
def test_a_link_opens_the_same_place_of_the_page(url: str, exact: str, prefix: str | None, suffix: str | None) -> None:
    """What was there of another directive goes; a browser cuts at the first delimiter."""
    made = link(url, {"exact": exact, "prefix": prefix, "suffix": suffix})
    assert made is not None
    if not exact.strip():
        assert made == url
        return
    before, found, target = made.partition(":~:")
    assert found
    assert before in (url.partition(":~:")[0], f"{url.partition(':~:')[0]}#")
    assert before.count("#") == 1
    parts = decoded(target)
    assert all(part is None or len(part.splitlines()) == 1 for part in parts)
    assert exact.split()[0].startswith(parts.start.split()[0])


def parts_of(exact: str) -> Parts:
    """What the link to a quotation spells out."""
    return decoded(str(link(PAGE, {"exact": exact})).partition(":~:")[2])


NUMBERS = " ".join(str(n) for n in range(1000, 1100))
HAN = "中方呼吁美方确保马杜罗总统夫妇人身安全" * 20


@pytest.mark.parametrize(
    ("exact", "start", "end"),
    [
        ("We will not do it", "We will not do it", None),
        ("will not heed it […] We have the right,", "will not heed it", "We have the right,"),
        ("We will, […] we can [...] and we do.", "We will,", "and we do."),
        ("We will… we do", "We will", "we do"),
        ("We will ... we do", "We will", "we do"),
        # At an end the page prints the points, and nothing follows that could be found.
        ("We have a sovereign government…", "We have a sovereign government…", None),
        ("...and so on", "...and so on", None),
        # Brackets that hold words are the page's own.
        ("relations [with other countries].", "relations [with other countries].", None),
        ("one\n  two\r\nthree", "one two three", None),
        (f"x{NUMBERS[:299]}", f"x{NUMBERS[:299]}", None),
        (f"xx{NUMBERS[:299]}", "xx1000 1001 1002 1003 1004 1005 1006 1007", "1052 1053 1054 1055 1056 1057 1058 1059"),
        (NUMBERS, "1000 1001 1002 1003 1004 1005 1006 1007", "1092 1093 1094 1095 1096 1097 1098 1099"),
        (
            f"{NUMBERS[:200]} […] {NUMBERS[-199:]}",
            "1000 1001 1002 1003 1004 1005 1006 1007",
            "1092 1093 1094 1095 1096 1097 1098 1099",
        ),
        (f"x{NUMBERS[:149]} […] {NUMBERS[-149:]}x", f"x{NUMBERS[:149]}", f"{NUMBERS[-149:]}x"),
        (f"Never. […] {NUMBERS}", "Never.", "1092 1093 1094 1095 1096 1097 1098 1099"),
        # Few words, but long: the two ends share none, since the end is searched for behind the start.
        (f"{'a' * 200} b {'c' * 200}", "a" * 200, "c" * 200),
        # No space, no cut.
        (HAN, HAN, None),
        (f"{HAN} […] {HAN}", HAN, HAN),
        (f"{HAN}。 {HAN}", f"{HAN}。", HAN),
    ],
)
def test_what_a_link_spells_out(exact: str, start: str, end: str | None) -> None:
    assert parts_of(exact) == Parts(start, end)


runs = st.text("abcdefgh -,&%’美", min_size=1, max_size=30).filter(str.strip)


@given(st.lists(runs, min_size=1, max_size=60).map(" ".join))
def test_both_ends_stand_in_the_quotation_one_behind_the_other(exact: str) -> None:
    start, end, *_ = parts_of(exact)
    printed = exact.strip()
    assert printed.startswith(start)
    assert printed.endswith(end or start)
    assert len(start) + len(end or "") <= len(printed)
    if end is None:
        assert start == printed
        assert len(printed) <= 300 or len(printed.split()) == 1


def test_prefix_and_suffix_tell_which_of_several() -> None:
    made = link(PAGE, {"exact": "run", "prefix": "going to", "suffix": "the\ncountry"})
    assert made == f"{PAGE}#:~:text=going%20to-,run,-the%20country"


@pytest.mark.parametrize("exact", [None, "", "We will not"])
def test_without_an_address_there_is_no_link(exact: str | None) -> None:
    assert link(None, {"exact": exact}) is None


def test_a_delimiter_outside_the_fragment_is_part_of_the_address() -> None:
    assert link("https://times.example/a:~:b", {"exact": "No"}) == "https://times.example/a:~:b#:~:text=No"


def links(sandbox: Sandbox) -> dict[str, str | None]:
    """The links of a release by evidence."""
    return {row["evidence_id"]: row["link"] for row in released(sandbox.build(), "evidence")}


def test_links_of_a_release(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/sources.csv", "https://times.example/minister", "https://times.example/minister#text")
    found = links(sandbox)
    address = "https://times.example/minister#text:~:text=We%20will%20not%20do%20it%2C,We%20have%20our%20own%20laws."
    assert found["ev-0011-times"] == address
    assert found["ev-0001-agency"] == "https://agency.example/a?b=1"
    assert all(found.values())


def test_a_source_without_an_address_has_no_link(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/sources.csv", "https://agency.example/a?b=1", "")
    sandbox.edit(STATEMENT, "exact: Мы этого не сделаем", "exact: Мы этого\n    prefix: что")
    found = links(sandbox)
    assert {evidence for evidence, address in found.items() if address is None} == {
        "ev-0001-agency",
        "ev-0002-times",
        "ev-0003-muster",
        "ev-0004-ministry",
        "ev-0006-xeb",
        "ev-0007-office",
        "ev-0010-agency",
    }

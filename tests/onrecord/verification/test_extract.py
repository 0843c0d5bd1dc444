from __future__ import annotations

import codecs
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from held import html, pdf
from onrecord.verification.extract import Unreadable, extract


def text(data: bytes, name: str = "a.txt") -> str:
    """The text as it stands in the file."""
    return extract(data, name)[0]


@pytest.mark.parametrize(
    "data",
    [
        "Café “ja”".encode(),
        codecs.BOM_UTF8 + "Café “ja”".encode(),
        "Café “ja”".encode("utf-16"),
        "Café “ja”".encode("utf-32"),
        html("Café “ja”"),
        html("Caf&eacute; &ldquo;ja&rdquo;"),
        html("Café “ja”", charset="windows-1252"),
        # Browsers read windows-1252 where pages say that they are ISO 8859-1, and so do their quotation marks.
        html("Café “ja”", charset="windows-1252").replace(b"windows-1252", b"iso-8859-1"),
        "<html><body>Café “ja”".encode(),
        pdf(["Café “ja”"]),
    ],
)
def test_forms_and_encodings(data: bytes) -> None:
    assert text(data).strip().removeprefix("\ufeff") == "Café “ja”"


def test_a_page_is_what_it_shows() -> None:
    page = html(
        "We will <b>not</b> d<i>o</i> it",
        "<span style='display: none'>Subscribe</span>We have&nbsp;our<br>own laws",
        "<script>not('this')</script>",
        head="<title>Nor this</title>",
    )
    assert [line.strip() for line in text(page).split("\n") if line.strip()] == [
        "We will not do it",
        "We have our",
        "own laws",
    ]


def test_a_page_is_known_by_its_name_too() -> None:
    assert text(b"<p>a</p>", "a.HTM").strip() == "a"
    assert text(b"<p>a</p>", "a.txt") == "<p>a</p>"


def test_marks_that_only_steer_the_direction_of_writing_are_left_out() -> None:
    assert text("\u200fאמר\u200e \u202bלא\u202c".encode()) == "אמר לא"


def test_a_hyphen_at_the_end_of_a_line_may_belong_to_the_word_or_not() -> None:
    ways = extract(pdf(["In a well-", "known ofﬁce"], ["on page 2"]), "a.pdf")
    assert [" ".join(way.split("\f")[0].split()) for way in ways] == [
        "In a well- known office",
        "In a wellknown office",
        "In a well-known office",
    ]
    assert all(way.split("\f")[1].strip() == "on page 2" for way in ways)


@pytest.mark.parametrize(
    ("data", "why", "help"),
    [
        (b"", "empty", "Save the text again"),
        (b" \n", "empty", "Save the text again"),
        (codecs.BOM_UTF8 + b"\n", "empty", "Save the text again"),
        (b"caf\xe9", "not text in UTF-8 \\(byte E9 at 3\\)", "Save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"abc", "not text in UTF-16", "Save it as UTF-8"),
        (b"PK\x03\x04\0\0", "neither text nor HTML nor PDF", "Save the text as one of these"),
        (b"{\\rtf1 text}", "an RTF document", "Save it as plain text, HTML or PDF"),
        (b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "MHTML", "'HTML only'"),
        (b"<html><body>caf\xe9", "not UTF-8, and declares no other", "Save it as UTF-8"),
        (html("<script>draw()</script>"), "shows no text", "wait until it shows"),
        (pdf(["text"])[:200], "a broken PDF \\(.+\\)", "Download it again"),
        (b"%PDF-1.7\nnothing more", "a broken PDF", "Download it again"),
        (pdf(), "without pages", "Download it again"),
        (pdf([], []), "without text, probably a scan", "Run OCR"),
        (pdf(["text"], password="x"), "encrypted", "without a password"),
    ],
)
def test_no_text_to_be_had(data: bytes, why: str, help: str) -> None:
    with pytest.raises(Unreadable) as caught:
        extract(data, "a")
    assert caught.match(why)
    assert help in caught.value.args[1]


def test_what_a_broken_pdf_makes_the_library_log_stays_off_the_console(caplog: pytest.LogCaptureFixture) -> None:
    handlers = logging.getLogger("pypdf").handlers
    with pytest.raises(Unreadable):
        extract(pdf(["text"])[:200], "a.pdf")
    assert caplog.records  # something was logged,
    assert any(isinstance(handler, logging.NullHandler) for handler in handlers)  # and somebody takes care of it


@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"<html>", b'<?xml version="1.0" encoding="utf-8"?><html>', b"<html><!["]),
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
)
def test_every_file_has_a_text_or_a_reason(start: bytes, rest: bytes) -> None:
    try:
        assert all(way.strip() for way in extract(start + rest, "a"))
    except Unreadable as error:
        assert len(error.args) == 2

"""From a file to its text: plain text, HTML pages and PDF.

Plain text needs nothing but this package; the libraries for the others are the extra `verify`.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Literal

from onrecord.extras import needed_for

Form = Literal["plain", "html", "pdf"]
HEAD = 1024  # bytes in which a file shows its form
HTML = re.compile(rb"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE)
HTML_NAMES = (".html", ".htm", ".xhtml")
OTHER_FORMS = {
    re.compile(rb"\{\\rtf"): ("it is an RTF document", "Save it as plain text, HTML or PDF"),
    re.compile(rb"(?is)(?=.*\bmime-version:)(?=.*\bmultipart/related\b)"): (
        "it is a page saved as a web archive (MHTML)",
        "Save the page as 'HTML only'",
    ),
}
BYTE_ORDER_MARKS = {  # that of UTF-32 begins like that of UTF-16, and goes first
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Marks that only steer the direction of writing: pages and copies of them differ in these, and nobody sees it.
DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], None)
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\n[ \t]*(?=[^\W\d_])")


class Unreadable(Exception):
    """Why no text can be had from a file, and what to do."""


def form_of(data: bytes, name: str) -> Form:
    """Tell the form of a file by its first bytes, and by its name where they do not say."""
    if b"%PDF-" in data[:HEAD]:
        return "pdf"
    return "html" if HTML.search(data[:HEAD]) or name.lower().endswith(HTML_NAMES) else "plain"


def extract(data: bytes, name: str) -> list[str]:
    """The text of a file, one line a paragraph and a form feed between pages, in each way to read it.

    A PDF has several: a hyphen at the end of a line may belong to the word or not.
    Raises Unreadable where there is no text to be had, and OnRecordError where a library for it is missing.
    """
    if not data.strip():
        raise Unreadable("it is empty", "Save the text again")
    for sign, (what, help) in OTHER_FORMS.items():
        if sign.match(data[: 2 * HEAD]):
            raise Unreadable(what, help)
    match form_of(data, name):
        case "pdf":
            text = _pdf(data)
        case "html":
            text = _html(data)
        case "plain":
            text = _plain(data)
    text = undirected(text)
    return list(dict.fromkeys([text, *(LINE_END_HYPHEN.sub(hyphen, text) for hyphen in ("", "-"))]))


def undirected(text: str) -> str:
    """A text without marks of direction."""
    return text.translate(DIRECTION)


def _plain(data: bytes) -> str:
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"byte {data[error.start : error.start + 1].hex().upper()} at {error.start}"
        raise Unreadable(f"it is not text in {encoding.upper()} ({where})", "Save it as UTF-8") from None
    if "\0" in text:
        raise Unreadable("it is neither text nor HTML nor PDF", "Save the text as one of these")
    if not text.strip():
        raise Unreadable("it is empty", "Save the text again")
    return text


def _html(data: bytes) -> str:
    with needed_for("Reading an HTML page", "verify"):
        from inscriptis import get_text
        from w3lib.encoding import html_to_unicode
    _, page = html_to_unicode(None, data, auto_detect_fun=_undeclared)
    try:
        text = str(get_text(page))
    except Exception as error:  # what a parser raises for a broken page is its own affair
        raise Unreadable(f"it is a broken HTML page ({_said(error)})", "Save the page again") from None
    if not text.strip():
        raise Unreadable("the page shows no text", "Open it in a browser, wait until it shows, and save it again")
    return text


def _undeclared(data: bytes) -> str:
    """The encoding of a page that declares none."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8, and declares no other encoding", "Save it as UTF-8") from None
    return "utf-8"


def _pdf(data: bytes) -> str:
    with needed_for("Reading a PDF", "verify"):
        from pypdf import PdfReader
    import io
    import logging

    # What pypdf mends or skips on its way it logs, and without any handler that would land on the console.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    encrypted = False
    try:
        reader = PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
        pages = [page.extract_text() for page in reader.pages]
    except Exception as error:  # pypdf raises nearly anything for a broken file
        if encrypted:
            raise Unreadable("it is an encrypted PDF", "Save it without a password") from None
        raise Unreadable(f"it is a broken PDF ({_said(error)})", "Download it again") from None
    if not pages:
        raise Unreadable("it is a PDF without pages", "Download it again")
    if not any(page.strip() for page in pages):
        raise Unreadable("it is a PDF without text, probably a scan", "Run OCR on it, for example ocrmypdf")
    return "\f".join(page.replace("\f", "\n") for page in pages).translate(LIGATURES)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__

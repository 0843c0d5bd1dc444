"""Which page a saved HTML file is: the address that the page, or the browser that saved it, gives."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

BODY = re.compile(rb"<body[\s>]", re.IGNORECASE)
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


def addresses(page: bytes) -> list[str]:
    """The addresses in the head of a saved page: where it was saved from, its canonical address, its og:url."""
    head = _Head()
    with suppress(AssertionError):  # html.parser on a malformed declaration; what comes before it has been read
        # Addresses are ASCII, so that the encoding of the page need not be known.
        head.feed(BODY.split(page, maxsplit=1)[0].decode("utf-8", "replace"))
    return head.found


def comparable(address: str) -> str | None:
    """An address without scheme, "www.", closing slash and fragment, in which copies differ; None where it is none."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    standard = {None: "", 80: "", 443: ""}
    query = f"?{parts.query}" if parts.query else ""
    return f"{host.removeprefix('www.')}{standard.get(port, f':{port}')}{unquote(parts.path.rstrip('/') + query)}"


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_comment(self, data: str) -> None:
        self.found += SAVED_FROM.findall(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.found.append(given.get("href", ""))
        if tag == "meta" and "og:url" in (given.get("property"), given.get("name")):
            self.found.append(given.get("content", ""))

"""A page is one source, however its address is written.

With http or https, with or without “www.”, a slash at the end, a mark within the page or what trackers append, it is
the same page. Two records of it would count as two sources of one text.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "warning"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="https://times.example/again,",
    fails="http://www.times.example/minister/?utm_source=feed,",
)
TRACKERS = {"fbclid", "gclid", "cid", "ref", "amp"}
# The host and the path of an address, written in one way.
SUSPECTS = [Alike("sources", (col("url").lower.without(r"^[a-z]+://(www\.)?|/*([?#].*)?$"),))]


def check(dataset: Dataset) -> Iterator[Fault]:
    first: dict[str, Row] = {}
    for row in dataset.rows("sources"):
        address = row["url"]
        if address is None or row["source_id"] is None:
            continue
        before = first.setdefault(_page(address), row)
        if before["url"] != address:  # the very same address is a fault of another rule
            message = f"the page is that of '{before['source_id']}', which has the address '{before['url']}'"
            yield row.fault("url", message, "Keep one of the two sources, and let evidence and lineage refer to it")


def _page(address: str) -> str:
    """An address without what does not tell one page from another."""
    page, _, mark = address.partition("://")[2].partition("#")
    page, _, query = page.partition("?")
    host, _, path = page.partition("/")
    if query:
        kept = [part for part in query.split("&") if not _tracks(part.partition("=")[0])]
        query = "?" + "&".join(kept) if kept else ""
    if mark[:1] in ("!", "/"):  # here the mark names the page
        query += f"#{mark}"
    return f"{host.lower().removeprefix('www.')}/{path.rstrip('/')}{query}"


def _tracks(parameter: str) -> bool:
    return parameter in TRACKERS or parameter.startswith("utm_")

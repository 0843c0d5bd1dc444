"""Whether a file is in canonical form, and where it first is not."""

from __future__ import annotations

from itertools import zip_longest

from onrecord_build.faults import Fault, Span, shown
from onrecord_build.records import File, Records

HELP = "Run: onrecord fix"


def expect_form(file: File, written: str, records: Records) -> None:
    """Note a fault where the text of a file is not what is written in canonical form."""
    if file.text != written:
        records.faults.append(_difference(file, written))


def _difference(file: File, written: str) -> Fault:
    here, there = file.text.split("\n"), written.split("\n")
    if file.text.replace("\r\n", "\n").replace("\r", "\n") == written:
        return Fault(file.name, Span(1, 1, 2), "not-canonical", "lines end in CR, and should end in LF", HELP)
    # A line that one of the two does not have differs from an empty one.
    pairs = enumerate(zip_longest(here, there, fillvalue=None), start=1)
    number, is_, should = next((n, a, b or "") for n, (a, b) in pairs if a != b)
    if is_ is None:
        end = len(here[-1]) + 1
        return Fault(file.name, Span(len(here), end, end + 1), "not-canonical", "the last line has no line end", HELP)
    column = next((n for n, (a, b) in enumerate(zip(is_, should, strict=False)) if a != b), min(len(is_), len(should)))
    span = Span(number, column + 1, max(len(is_), column + 1) + 1)
    if is_.strip() == should.strip():
        message = f"the spaces of this line are not those of the canonical form: it begins with {_spaces(should)}"
        return Fault(file.name, span, "not-canonical", message, HELP)
    expected = f"here it reads '{shown(should.strip())}'" if should.strip() else "nothing more follows here"
    return Fault(file.name, span, "not-canonical", f"the file is not in canonical form: in that form {expected}", HELP)


def _spaces(line: str) -> str:
    count = len(line) - len(line.lstrip(" "))
    return f"{count or 'no'} space{'s' * (count != 1)}"

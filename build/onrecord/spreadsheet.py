"""Text that is safe to open in a spreadsheet, which takes a cell that begins with one of = + - @ for a formula.

In the CSV files of a release an apostrophe stands before such a character: at the beginning of a cell, and after what
some spreadsheet takes for the beginning of one: a semicolon, a tab, a line break, with quotation marks after it or not,
because where a semicolon separates cells those of the file are read otherwise. `unguarded` takes exactly those
apostrophes out again.
"""

from __future__ import annotations

import re

START, BLANK, FORMULA = r"(\A|[;\t\r\n])", r"([\s\"]*)", "(?=[=+@\\-\uff1d\uff0b\uff20\uff0d])"
UNSAFE = re.compile(f"{START}{BLANK}('*){FORMULA}")
GUARDED = re.compile(f"{START}{BLANK}'('*){FORMULA}")


def guarded(text: str) -> str:
    """The text with an apostrophe before whatever could start a formula."""
    return UNSAFE.sub(r"\1\2'\3", text)


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return GUARDED.sub(r"\1\2\3", text)

"""What is asked of statements where a whole check would be too much to write again: columns of text, and one rule.

The rule, that nothing looks back on an event before it, takes a join.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord_build.rules.said_before_event import LOOKS_BACK
from peers.laws import CONTROL, SPACE, longest, pattern, tables

BACK = sorted(LOOKS_BACK)
BEFORE = ("speech_act", "said-before-event")


class Text(NamedTuple):
    """A column of text, and what holds of every value."""

    name: str
    required: bool
    codes: tuple[str, ...] | None
    form: tuple[str, str] | None  # the code of the rule, and a pattern for all of a value
    longest: int


def texts() -> list[Text]:
    """The columns of statements that hold text which is neither a date nor a list."""
    fields = tables()["statements"].fields
    return [
        Text(f.name, f.required, f.codes, pattern(f), longest(f))
        for f in fields
        if f.type == "string" and not f.edtf and not f.derived
    ]


def never(text: Text) -> dict[str, str]:
    """Patterns that are found in no value, by the code of the rule."""
    return {} if text.codes else {"control-character": CONTROL, "white-space": SPACE}

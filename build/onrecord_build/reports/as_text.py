"""Faults for a person at a terminal: place, severity and rule; what is wrong, shown in the file; and the way out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord_build.faults import Fault
from onrecord_build.records import File

RED, YELLOW, BOLD, DIM, OFF = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
WINDOW = 96  # characters of a source line that are shown
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # what moves or colours the text of a terminal


def report(faults: Sequence[Fault], files: Mapping[str, File] | None = None, *, colour: bool = False) -> str:
    """Every fault in a paragraph of its own, then their number; with the files, the lines that they stand on."""
    paint = painter(colour)
    paragraphs = ["\n".join(_lines(fault, files or {}, paint)) for fault in faults]
    return "\n\n".join([*paragraphs, counted(faults)]) + "\n"


def painter(colour: bool) -> Paint:
    """What makes a piece of text stand out, or leaves it as it is."""
    return _paint if colour else _plain


def counted(faults: Sequence[Fault]) -> str:
    """How many faults there are, of each severity."""
    if not faults:
        return "No faults."
    counts = Counter(fault.severity for fault in faults)
    said = [f"{count} {severity}{'s' * (count != 1)}" for severity, count in sorted(counts.items())]
    return f"{' and '.join(said)} in {len({f.path for f in faults})} file{'s' * (len({f.path for f in faults}) != 1)}."


def advice(fault: Fault) -> str:
    """The way out of a fault: the values that may have been meant, and what to do otherwise."""
    meant = f"Did you mean {_either(fault)}? " if fault.suggestions else ""
    return one_line(f"{meant}{fault.help}{'' if fault.help.endswith(('.', ')')) else '.'}")


def one_line(text: str) -> str:
    """A text on one line, whatever white space and control characters a quoted value holds."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _either(fault: Fault) -> str:
    *others, last = map(str, fault.suggestions)
    return f"{', '.join(others)} or {last}" if others else last


def _lines(fault: Fault, files: Mapping[str, File], paint: Paint) -> list[str]:
    tone = RED if fault.severity == "error" else YELLOW
    place = paint(f"{fault.path}:{fault.span.line}:{fault.span.column}", BOLD)
    lines = [f"{place}  {paint(fault.severity, tone)}  {fault.code}", f"  {one_line(fault.message)}."]
    if fault.path in files:
        lines += _source(fault, files[fault.path], paint, tone)
    return [*lines, f"  {advice(fault)}", f"  {paint(f'More: onrecord rule {fault.code}', DIM)}"]


def _source(fault: Fault, file: File, paint: Paint, tone: str) -> list[str]:
    """The line of the fault, or the part of a long one, with carets under what is wrong."""
    text = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = text[fault.span.line - 1] if fault.span.line <= len(text) else ""
    if not line.strip():
        return []
    first = max(0, fault.span.column - 1 - WINDOW // 2) if len(line) > WINDOW else 0
    part = line[first : first + WINDOW]
    start = fault.span.column - 1 - first
    # Letters of two columns, as in Chinese, and tabs move the carets as they move the text.
    margin = "".join("\t" if c == "\t" else _as_wide_as(c, " ", "\u3000") for c in part[:start])
    carets = "".join(_as_wide_as(c, "^", "\uff3e") for c in part[start : fault.span.end - 1 - first]) or "^"
    number = str(fault.span.line)
    cut, more = "…" if first else " ", "…" if first + WINDOW < len(line) else ""
    shown = "".join(c if c.isprintable() or c == "\t" else " " for c in part)
    return [
        f"  {paint(number + ' |', DIM)}{cut}{shown}{more}",
        f"  {' ' * len(number)} {paint('|', DIM)} {margin}{paint(carets, tone)}",
    ]


def _as_wide_as(character: str, narrow: str, wide: str) -> str:
    """What takes the columns of a character at a terminal; an accent that combines with a letter takes none."""
    if unicodedata.combining(character):
        return ""
    return wide if unicodedata.east_asian_width(character) in "WF" else narrow


class Paint:
    """How a piece of text is made to stand out."""

    def __call__(self, text: str, code: str) -> str:
        return text


class _Colour(Paint):
    def __call__(self, text: str, code: str) -> str:
        return f"{code}{text}{OFF}"


_plain, _paint = Paint(), _Colour()

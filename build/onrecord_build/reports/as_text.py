"""Faults for a person at a terminal: place, severity and rule; what is wrong, shown in the file; and the way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord_build.faults import Fault
from onrecord_build.records import File

RED, YELLOW, BOLD, DIM, OFF = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
WINDOW = 96  # characters of a source line that are shown


def report(faults: Sequence[Fault], files: Mapping[str, File] | None = None, *, colour: bool = False) -> str:
    """Every fault in a paragraph of its own, then their number; with the files, the lines that they stand on."""
    paint = _paint if colour else _plain
    paragraphs = ["\n".join(_lines(fault, files or {}, paint)) for fault in faults]
    return "\n\n".join([*paragraphs, counted(faults)]) + "\n"


def counted(faults: Sequence[Fault]) -> str:
    """How many faults there are, of each severity."""
    counts = Counter(fault.severity for fault in faults)
    said = [f"{count} {severity}{'s' * (count != 1)}" for severity, count in sorted(counts.items())]
    return f"{' and '.join(said)} in {len({f.path for f in faults})} file{'s' * (len({f.path for f in faults}) != 1)}."


def advice(fault: Fault) -> str:
    """The way out of a fault: the values that may have been meant, and what to do otherwise."""
    meant = f"Did you mean {_either(fault)}? " if fault.suggestions else ""
    return one_line(f"{meant}{fault.help}{'' if fault.help.endswith(('.', ')')) else '.'}")


def one_line(text: str) -> str:
    """A text in which a quoted value may hold line breaks and what else there is of white space, on one line."""
    return " ".join(text.split())


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
    before = part[: fault.span.column - 1 - first]
    carets = "^" * max(1, min(fault.span.end, first + len(part) + 1) - fault.span.column)
    # Letters of two columns, as in Chinese, and tabs move the carets as they move the text.
    margin = "".join("\u3000" if ord(c) > 0x2E7F and c.isalpha() else "\t" if c == "\t" else " " for c in before)
    number = str(fault.span.line)
    cut = "…" if first else " "
    shown = "".join(c if c.isprintable() or c == "\t" else " " for c in part)
    return [
        f"  {paint(number + ' |', DIM)}{cut}{shown}",
        f"  {' ' * len(number)} {paint('|', DIM)} {margin}{paint(carets, tone)}",
    ]


class Paint:
    """How a piece of text is made to stand out."""

    def __call__(self, text: str, code: str) -> str:
        return text


class _Colour(Paint):
    def __call__(self, text: str, code: str) -> str:
        return f"{code}{text}{OFF}"


_plain, _paint = Paint(), _Colour()

"""Read a YAML record as text, lists and mappings, each with its place.

A plain YAML 1.1 loader turns `no` into false, `12:30` into 750 and `0555567` into 187255, forgets where a value stood
and lets the second of two equal keys win in silence. This builder works on the same parser's events and does none of
that. What a record has no use for (anchors, tags, several documents) is refused, and with it every way to blow up a
file. A line that breaks the syntax is reported and left out, and the rest is read: one fault does not hide another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, NamedTuple

import yaml

from onrecord_build.faults import Span

DEEPEST = 8  # records nest three levels
MOST_REPAIRS = 20
KEY = re.compile(r"\s*(?:- +)?[A-Za-z_][A-Za-z0-9_-]*:(?=\s)")
BREAK = re.compile(r"\r\n|\r|\n")
ADVICE = "Put text that holds ': ', ' #' or quotation marks between quotation marks, and indent with two spaces"


class Node(NamedTuple):
    """A value (text, None, a list of nodes, or a mapping of name → node), its place and that of its key."""

    value: Any
    span: Span
    key: Span


class Problem(NamedTuple):
    """Something that is no YAML, or that a record must not contain."""

    code: str
    span: Span
    message: str
    help: str


class Tree(NamedTuple):
    """A document: its root (None where there is none), all problems, and the lines that were left out."""

    root: Node | None
    problems: list[Problem]
    left_out: set[int]
    scalars: list[tuple[int, int, bool]]  # offsets of every scalar, and whether it is a block
    lines: Lines


class Lines:
    """Offsets as physical lines and columns, as every editor counts them: at LF, CR LF and CR."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(m.end() for m in BREAK.finditer(text))]

    def number(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def span(self, start: int, end: int) -> Span:
        """From one offset to another, or to the end of the line on which it begins."""
        line = self.number(start)
        first = self.starts[line - 1]
        last = self.starts[line] if line < len(self.starts) else len(self.text)
        end = max(start + 1, min(end, first + len(self.text[first:last].rstrip())))
        return Span(line, start - first + 1, end - first + 1)


def parse(text: str) -> Tree:
    """Parse one document."""
    lines, problems, left_out = Lines(text), [], set[int]()
    for _ in range(MOST_REPAIRS):
        builder = _Builder(text, lines)
        try:
            root = builder.document()
        except yaml.YAMLError as error:
            line, problem = _syntax(error, text, lines)
            problems.append(problem)
            if line in left_out:
                break
            left_out.add(line)
            text = _without(text, line, lines)
        else:
            return Tree(root, [*problems, *builder.problems], left_out | builder.unknown, builder.scalars, lines)
    return Tree(None, problems, left_out, [], lines)


def _syntax(error: yaml.YAMLError, text: str, lines: Lines) -> tuple[int, Problem]:
    """Where the syntax breaks, and how."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    if "quoted scalar" in (getattr(error, "context", None) or ""):
        # What is wrong with a quotation mark that is never closed is where it opens, not the end of the file.
        mark, reason = getattr(error, "context_mark", mark), "a quotation mark is opened and not closed"
    opening = -1
    if mark and "flow" in (getattr(error, "context", None) or ""):
        opening = max(text.rfind("[", 0, mark.index), text.rfind("{", 0, mark.index))
    # A reader error has no mark, only a place: the first character that YAML does not allow.
    offset = min(mark.index if mark else getattr(error, "position", 0), len(lines.text))
    if opening >= 0:  # nor is it where a list goes on that was never closed
        offset, reason = opening, "a bracket is opened and not closed, or holds what it cannot"
    elif mark and offset and (offset == len(lines.text) or lines.number(offset) > mark.line + 1):
        offset = max(0, len(lines.text.rstrip()) - 1)
    return lines.number(offset), Problem(
        "broken-yaml", lines.span(offset, offset + 1), f"broken YAML: {reason}", ADVICE
    )


def _without(text: str, line: int, lines: Lines) -> str:
    """The text with nothing on that line but its key; every other character keeps its place."""
    start = lines.starts[line - 1]
    end = lines.starts[line] if line < len(lines.starts) else len(text)
    key = KEY.match(text, start, end)
    kept = text[start : key.end()] if key else ""
    blank = "".join(c if c in "\r\n" else " " for c in text[start + len(kept) : end])
    return text[:start] + kept + blank + text[end:]


class _Builder:
    def __init__(self, text: str, lines: Lines) -> None:
        self.events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.lines = lines
        self.problems: list[Problem] = []
        self.scalars: list[tuple[int, int, bool]] = []
        self.unknown: set[int] = set()  # lines on which something stands that is not read

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    at = event.start_mark.index if event.start_mark else 0
                    self.refuse(at, at + 3, "a second document begins here", "Put every record into a file of its own")
                    self.unknown.add(self.lines.number(at))
                    break
                root = self.node(next(self.events), 0)
        return root

    def refuse(self, start: int, end: int, message: str, help: str) -> None:
        self.problems.append(Problem("unsupported-yaml", self.lines.span(start, end), message, help))

    def node(self, event: Any, depth: int, key: Span | None = None) -> Node:
        # A list or mapping that begins here ends later: its place is where it begins.
        start, end = event.start_mark.index, event.end_mark.index
        span = self.lines.span(start, end)
        if anchor := getattr(event, "anchor", None):
            self.refuse(start, end, f"'{anchor}' is a YAML anchor or alias", "Write the value out in full")
        if tag := getattr(event, "tag", None):
            self.refuse(start, end, f"'{tag}' is a YAML tag", "Leave the tag out; the schema knows the type")
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="it is nested too deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Node(items, span, key or span)
        if isinstance(event, yaml.MappingStartEvent):
            values = self.mapping(depth)
            first = next(iter(values.values()), None)
            return Node(values, first.key if first else span, key or span)
        if isinstance(event, yaml.AliasEvent):
            self.unknown.add(span.line)
            return Node(None, span, key or span)
        self.scalars.append((start, end, event.style in ("|", ">")))
        # An empty plain scalar ("key:") is a missing value; everything else is text, letter by letter.
        return Node(event.value or None, span if event.value else key or span, key or span)

    def mapping(self, depth: int) -> dict[str, Node]:
        values: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1, key.span)
            if not isinstance(key.value, str):
                message = "a key must be a plain word"
                self.problems.append(Problem("unsupported-yaml", key.span, message, "Write 'name: value'"))
            elif key.value in values:
                first = values[key.value].key.line
                message = f"'{key.value}' is given twice, first on line {first}"
                self.problems.append(Problem("repeated-key", key.span, message, "Keep one of the two"))
            else:
                values[key.value] = value
        return values

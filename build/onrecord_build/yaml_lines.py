"""Read a YAML record as strings, lists and mappings, each with its line.

A plain YAML 1.1 loader turns `no` into false, `12:30` into 750 and `0555567` into 187255, forgets where a value stood
and lets the second of two equal keys win in silence. This builder works on the same parser's events and does none of
that. What a record has no use for (anchors, tags, several documents) is refused, and with it every way to blow up a
file.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

DEEPEST = 8  # records nest three levels


class Located(NamedTuple):
    """A value and the line it stands on: a string, None, a list of Located, or a dict of name → Located."""

    value: Any
    line: int


class Problem(NamedTuple):
    """Something that a record must not contain, or that is no YAML."""

    line: int
    what: str
    fix: str


def parse(text: str) -> tuple[Located | None, list[Problem]]:
    """Parse one document; return its root (None where it cannot be read) and all problems found."""
    builder = _Builder(text)
    try:
        return builder.document(), builder.problems
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        # A reader error has no line, only a place: the first character that YAML does not allow.
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
        problem = Problem(
            line,
            f"broken YAML: {reason}",
            "Put text that holds ': ', '#' or quotes between quotation marks, and indent with two spaces",
        )
        return None, [*builder.problems, problem]


class _Builder:
    def __init__(self, text: str) -> None:
        self.events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.problems: list[Problem] = []

    def document(self) -> Located | None:
        root: Located | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    line = event.start_mark.line + 1 if event.start_mark else 1
                    self.problems.append(
                        Problem(line, "a second document begins here", "Put every record into a file of its own")
                    )
                    break
                root = self.node(next(self.events), 0)
        return root

    def node(self, event: Any, depth: int) -> Located:
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None):
            self.problems.append(
                Problem(line, f"'{event.anchor}' is a YAML anchor or alias", "Write the value out in full")
            )
        if getattr(event, "tag", None):
            self.problems.append(
                Problem(line, f"'{event.tag}' is a YAML tag", "Leave the tag out; the schema knows the type")
            )
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="it is nested too deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Located(items, line)
        if isinstance(event, yaml.MappingStartEvent):
            return Located(self.mapping(depth), line)
        if isinstance(event, yaml.AliasEvent):
            return Located(None, line)
        # An empty plain scalar ("key:") is a missing value; everything else is text, letter by letter.
        return Located(event.value or None, line)

    def mapping(self, depth: int) -> dict[str, Located]:
        values: dict[str, Located] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key.value, str):
                self.problems.append(Problem(key.line, "a key must be a plain word", "Write 'name: value'"))
            elif key.value in values:
                first = values[key.value].line
                self.problems.append(
                    Problem(key.line, f"'{key.value}' is given twice, first on line {first}", "Keep one of the two")
                )
            else:
                values[key.value] = Located(value.value, key.line)
        return values

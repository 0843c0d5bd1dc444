"""The comments of a YAML file, and which key each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from onrecord_build.faults import Span
from onrecord_build.yaml_form import Comments, Path
from onrecord_build.yaml_tree import Node, Tree

HINT = "#:"  # how a comment begins that `onrecord new` wrote to explain a field
COMMENT = re.compile(r"#[^\r\n]*")


def comments_of(tree: Tree) -> Comments:
    """Give every comment to a key: one with a line of its own to the next, one behind something to that."""
    found = Comments({}, {})
    keys = sorted((offset, path) for path, offset in _keys(tree.root, (), tree)) if tree.root else []
    offsets = [offset for offset, _ in keys]
    for start, comment in comment_places(tree):
        following = bisect_left(offsets, start)
        line = tree.lines.starts[tree.lines.number(start) - 1]
        alone = not following or not tree.lines.text[line:start].strip()
        path = keys[following if alone else following - 1][1] if not alone or following < len(keys) else ()
        if alone or path in found.behind:
            found.before.setdefault(path, []).append(comment)
        else:
            found.behind[path] = comment
    return found


def comment_places(tree: Tree) -> Iterator[tuple[int, str]]:
    """Every comment with its offset: whatever begins with # between two values, or behind the sign of a block."""
    text, at = tree.lines.text, 0
    for start, end, block in [*sorted(tree.scalars), (len(text), len(text), False)]:
        for comment in COMMENT.finditer(text, at, start):
            yield comment.start(), comment[0].rstrip()
        if block:
            first = COMMENT.search(text, start, tree.lines.starts[tree.lines.number(start)])
            if first:
                yield first.start(), first[0].rstrip()
        at = end


def hints(tree: Tree) -> list[Span]:
    """Where the comments stand that `onrecord new` wrote."""
    places = ((start, text) for start, text in comment_places(tree) if _is_hint(text))
    return [tree.lines.span(start, start + len(text)) for start, text in places]


def without_hints(comments: Comments) -> Comments:
    """The comments that people wrote."""
    return Comments(
        {path: kept for path, lines in comments.before.items() if (kept := [c for c in lines if not _is_hint(c)])},
        {path: comment for path, comment in comments.behind.items() if not _is_hint(comment)},
    )


def _is_hint(comment: str) -> bool:
    return comment.startswith(HINT)


def _keys(node: Node, path: Path, tree: Tree) -> Iterator[tuple[Path, int]]:
    if isinstance(node.value, dict):
        for key, value in node.value.items():
            yield (*path, key), tree.lines.starts[value.key.line - 1] + value.key.column - 1
            yield from _keys(value, (*path, key), tree)
    elif isinstance(node.value, list):
        for number, item in enumerate(node.value):
            yield from _keys(item, (*path, number), tree)

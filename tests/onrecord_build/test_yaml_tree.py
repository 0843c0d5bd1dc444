"""YAML records are read as written, with their lines, and nothing in a file can do harm."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord_build.faults import Span
from onrecord_build.yaml_records import plain as value_of
from onrecord_build.yaml_tree import Tree, parse

POISON = [
    "no",
    "yes",
    "on",
    "12:30",
    "0555567",
    "1.10",
    "007",
    "NA",
    "null",
    "~",
    "true",
    "0x1F",
    "1e3",
    "2026-02-03",
    ".inf",
]
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


def plain(tree: Tree) -> Any:
    """A parsed value without its places."""
    return value_of(tree.root) if tree.root else None


@pytest.mark.parametrize("value", POISON)
def test_plain_values_stay_as_written(value: str) -> None:
    tree = parse(f"key: {value}\nlist: [{value}]\n")
    assert not tree.problems
    assert plain(tree) == {"key": value, "list": [value]}


@given(st.dictionaries(texts, texts | st.lists(texts, min_size=1), min_size=1))
def test_quoted_values_come_back(record: dict[str, Any]) -> None:
    tree = parse(yaml.safe_dump(record, allow_unicode=True, default_style='"'))
    assert not tree.problems
    assert plain(tree) == record


def test_places_are_those_of_the_file() -> None:
    text = (
        '# comment\nfirst: a\n\nitems:\n  - name: b\n    note: >\n      folded\n      text\n  - {name: ключ, x: "y"}\n'
    )
    root = parse(text).root
    assert root is not None
    assert root.value["first"].key == Span(2, 1, 6)
    assert root.value["first"].span == Span(2, 8, 9)
    first, second = root.value["items"].value
    assert first.span == first.value["name"].key == Span(5, 5, 9)
    assert first.value["note"].span == Span(6, 11, 12)
    assert first.value["note"].value == "folded text\n"
    assert second.value["name"].span == Span(9, 12, 16)
    assert second.value["x"].span == Span(9, 21, 24)


def test_lines_are_counted_as_editors_do() -> None:
    """At LF, CR LF and CR, and not at the other characters at which YAML 1.1 breaks a line."""
    root = parse('a: "x\u2028y"\r\nb: "\x85"\rc: 1\nd: 2\n').root
    assert root is not None
    assert [root.value[key].key.line for key in "abcd"] == [1, 2, 3, 4]


def test_what_stands_around_a_broken_line_is_read() -> None:
    tree = parse("a: 1\nb: @2\nitems:\n  - c: 3\n    d: [\n  - c: 4\n")
    assert [p.span[:2] for p in tree.problems] == [(2, 4), (5, 8)]
    assert plain(tree) == {"a": "1", "b": None, "items": [{"c": "3", "d": None}, {"c": "4"}]}
    assert tree.left_out == {2, 5}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "twice"),
        ("a: &x 1\nb: *x\n", 1, "anchor"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\n? [b]\n: 2\n", 2, "key"),
        ("a: 'open\n", 1, "broken YAML"),
        ("a: b: c\n", 1, "broken YAML"),
        ("a:\n\t- b\n", 2, "broken YAML"),
        ("a: 1\nb: \x07\n", 2, "broken YAML"),
        ("a: " + "[" * 50 + "]" * 50, 1, "too deep"),
    ],
)
def test_what_a_record_cannot_hold_is_named_at_its_line(text: str, line: int, word: str) -> None:
    tree = parse(text)
    assert any(p.span.line == line and word in p.message for p in tree.problems), tree.problems


def test_a_file_that_would_explode_is_refused() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    )
    tree = parse(text)
    assert all("anchor" in p.message for p in tree.problems) and tree.problems


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    tree = parse(text)
    assert tree.root is not None or tree.problems or not text.strip() or text.lstrip().startswith(("#", "%", "-", "."))

"""YAML records are read as written, with their lines, and nothing in a file can do harm."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord_build.yaml_lines import Located, parse

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


def plain(node: Located | None) -> Any:
    """A parsed value without its lines."""
    value = node.value if node else None
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("value", POISON)
def test_plain_values_stay_as_written(value: str) -> None:
    root, problems = parse(f"key: {value}\nlist: [{value}]\n")
    assert not problems
    assert plain(root) == {"key": value, "list": [value]}


@given(st.dictionaries(texts, texts | st.lists(texts, min_size=1), min_size=1))
def test_quoted_values_come_back(record: dict[str, Any]) -> None:
    root, problems = parse(yaml.safe_dump(record, allow_unicode=True, default_style='"'))
    assert not problems
    assert plain(root) == record


def test_lines_are_those_of_the_file() -> None:
    root, _ = parse("# comment\nfirst: a\n\nitems:\n  - name: b\n    note: >\n      folded\n      text\n  - name: c\n")
    assert root is not None
    assert root.value["first"].line == 2
    first, second = root.value["items"].value
    assert (first.value["name"].line, first.value["note"].line, second.value["name"].line) == (5, 6, 9)
    assert first.value["note"].value == "folded text\n"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "twice"),
        ("a: &x 1\nb: *x\n", 1, "anchor"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\n? [b]\n: 2\n", 2, "key"),
        ("a: 'open\n", 2, "broken YAML"),
        ("a: b: c\n", 1, "broken YAML"),
        ("a:\n\t- b\n", 2, "broken YAML"),
        ("a: 1\nb: \x07\n", 2, "broken YAML"),
        ("a: " + "[" * 50 + "]" * 50, 1, "too deep"),
    ],
)
def test_what_a_record_cannot_hold_is_named_at_its_line(text: str, line: int, word: str) -> None:
    _, problems = parse(text)
    assert any(p.line == line and word in p.what for p in problems), problems


def test_a_file_that_would_explode_is_refused() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    )
    _, problems = parse(text)
    assert all("anchor" in p.what for p in problems) and problems


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    root, problems = parse(text)
    assert root is not None or problems or not text.strip() or text.lstrip().startswith(("#", "%", "-", "."))

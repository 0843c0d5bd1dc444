"""What a rule shows of itself is true: its failing example breaks it, and it alone, and its passing example breaks none."""

from __future__ import annotations

import os

import pytest

from onrecord_build.example import Example
from onrecord_build.rules import RULES, rule
from sandbox import Sandbox


def put(sandbox: Sandbox, example: Example, text: str | None) -> range:
    """Put a version of the example into the records; return the lines that it takes."""
    for edit in example.given:
        if sandbox.path(edit.path).exists():
            sandbox.edit(edit.path, edit.old, edit.new)
        else:
            sandbox.write(edit.path, edit.new)
    if text is None:
        sandbox.path(example.path).unlink(missing_ok=True)
        return range(1, 2)
    if not sandbox.path(example.path).exists():
        sandbox.write(example.path, text)
        return range(1, text.count("\n") + 2)
    first = sandbox.edit(example.path, example.instead_of or example.passes or "", text)
    return range(first, first + max(1, text.rstrip("\n").count("\n") + 1))


@pytest.mark.parametrize("code", RULES)
def test_the_passing_example_breaks_no_rule(sandbox: Sandbox, code: str) -> None:
    put(sandbox, rule(code).example, rule(code).example.passes)
    assert sandbox.report(*_texts(code)) == []


@pytest.mark.parametrize("code", RULES)
def test_the_failing_example_breaks_the_rule_and_no_other(sandbox: Sandbox, code: str) -> None:
    example = rule(code).example
    lines = put(sandbox, example, example.fails)
    faults = sandbox.report(*_texts(code))
    assert {fault["code"] for fault in faults} == {code}, faults
    assert {fault["severity"] for fault in faults} == {rule(code).severity}
    assert {fault["path"] for fault in faults} >= {example.found_in or example.path}, faults
    if not example.found_in:
        assert all(fault["line"] in lines for fault in faults), (lines, faults)


@pytest.mark.parametrize("code", [code for code in RULES if rule(code).fix])
def test_a_fixer_mends_the_failing_example(sandbox: Sandbox, code: str) -> None:
    example = rule(code).example
    put(sandbox, example, example.fails)
    status, _, err = sandbox.run("fix")
    assert status == 0, err
    assert sandbox.report(*_texts(code)) == []


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_and_why(code: str) -> None:
    assert rule(code).title.endswith(".") and len(rule(code).title) <= 120
    assert len(rule(code).explanation) > 40
    assert rule(code).severity in ("error", "warning")


def _texts(code: str) -> list[str]:
    return ["--texts", f"archive{os.sep}"] if code == "anchor" else []

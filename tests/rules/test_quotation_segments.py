from __future__ import annotations

import pytest

from onrecord_build.check import check
from onrecord_build.project import Project
from onrecord_build.rules import quotation_segments
from sandbox import STATEMENT, Sandbox

WORDS = "exact: Мы этого не сделаем"


@pytest.mark.parametrize(
    ("exact", "wrong", "right"),
    [
        ('"[…] Мы этого"', "begins with the mark of words left out, '[…]'", "Мы этого"),
        ("Мы [...]", "ends with the mark of words left out, '[...]'", "Мы"),
        ("Мы […] […] этого", "has twice in a row the mark of words left out, '[…]'", "Мы […] этого"),
        (
            '"[…][…] Мы, […] этого[...][…] не […]"',
            "begins with the mark of words left out, '[…]'",
            "Мы, […] этого[…] не",
        ),
        ('"[…]"', "begins with the mark of words left out, '[…]'", None),
    ],
)
def test_a_mark_that_stands_between_nothing(sandbox: Sandbox, exact: str, wrong: str, right: str | None) -> None:
    line = sandbox.edit(STATEMENT, WORDS, f"exact: {exact}")
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: the quotation {wrong}")
    dataset, faults = check(Project(sandbox.root))
    assert [quotation_segments.fix(dataset, fault) for fault in faults] == [{"exact": right} if right else {}]


@pytest.mark.parametrize("exact", ["Мы […] этого […] не", "Мы [они] этого [так]", '"[Мы] этого…"'])
def test_marks_and_brackets_in_their_place(sandbox: Sandbox, exact: str) -> None:
    sandbox.edit(STATEMENT, WORDS, f"exact: {exact}")
    assert sandbox.faults() == []

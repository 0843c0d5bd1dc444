from __future__ import annotations

import csv

import pytest

from onrecord.texts import Text
from sandbox import STATEMENT, Sandbox

QUOTE = "exact: We will not do it, […] We have our own laws."
STALE = "dataset/anchors.csv"


def anchor(sandbox: Sandbox, evidence: str) -> str:
    """The words between the ends of an anchor, in the normal form of the archived text."""
    with open(sandbox.path("dataset/anchors.csv"), encoding="utf-8") as file:
        row = next(r for r in csv.DictReader(file) if r["evidence_id"] == evidence)
    return Text(sandbox.read("archive/example-times.txt")).normal[int(row["start"]) : int(row["end"])]


def test_anchors_enclose_the_quotation(sandbox: Sandbox) -> None:
    assert anchor(sandbox, "ev-0011-times") == 'We will not do it," he told reporters. "We have our own laws.'
    assert anchor(sandbox, "ev-0009-treaty").startswith("He added that the treaty")


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ("exact: We will never do it.", "the quotation is not in paragraph 2"),
        ("exact: We have our own laws. […] We will not do it,", "the quotation is not in paragraph 2"),
        ("exact: We", "the quotation is there 2 times"),
    ],
)
def test_a_quotation_that_is_not_there_once(sandbox: Sandbox, new: str, what: str) -> None:
    line = sandbox.edit(STATEMENT, QUOTE, new)
    assert sandbox.fault("--texts", "archive").startswith(f"{STATEMENT}:{line}: {what}")
    # Without the text at hand nothing more can be said than that somebody who has it must look.
    assert STALE in sandbox.fault()


def test_words_before_or_after_decide_between_places(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "locator: paragraph 2", "locator: paragraph 3")
    sandbox.edit(STATEMENT, QUOTE, "exact: We will not forget it,")
    assert "there 2 times" in sandbox.fault("--texts", "archive")
    sandbox.edit(STATEMENT, "forget it,\n", "forget it,\n    suffix: ” he said again\n")
    assert STALE in sandbox.fault("--texts", "archive")
    assert sandbox.run("generate", "--texts", "archive")[0] == 0
    assert sandbox.faults("--texts", "archive") == sandbox.faults() == []
    assert anchor(sandbox, "ev-0011-times") == "We will not forget it,"


def test_a_paragraph_that_does_not_exist(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "locator: paragraph 2", "locator: paragraph 9")
    assert "there is no 'paragraph 9' in the archived text. Write 'paragraph N'" in sandbox.fault("--texts", "archive")


def test_a_changed_text_makes_its_anchors_stale(sandbox: Sandbox) -> None:
    text = sandbox.read("dataset/sources.csv")
    digest = text.split("2026-02-10,")[1].split(",")[0]
    sandbox.write("dataset/sources.csv", text.replace(digest, "0" * 64))
    assert all(STALE in fault for fault in sandbox.faults())
    status, _, err = sandbox.run("generate", "--texts", "archive")
    assert status == 2
    assert "is not in archive" in err


def test_typography_does_not_matter(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, QUOTE, "exact: We will not\u00a0do it, [...] We have our own laws.")
    assert sandbox.faults() == []


def test_a_folder_that_is_not_there(sandbox: Sandbox) -> None:
    status, _, err = sandbox.run("check", "--texts", "nowhere")
    assert status == 2
    assert "nowhere is not a folder" in err

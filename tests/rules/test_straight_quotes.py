from __future__ import annotations

import pytest

from sandbox import EVENT, STATEMENT, Sandbox

SUMMARY = "He says that his government will not do what Sample Republic demands."
SOURCES = "dataset/sources.csv"


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['path']}:{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "straight-quotes"]


def test_a_straight_mark(sandbox: Sandbox) -> None:
    line = sandbox.edit(EVENT, "label: Briefing of the minister", 'label: Briefing of the "minister"')
    assert reported(sandbox) == [f"{EVENT}:{line}: label has a straight quotation mark: '\"'"]


def test_pairs_are_mended(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, SUMMARY, 'He says "own laws" and "own laws".')
    assert sandbox.run("fix")[0] == 0
    assert "summary: He says “own laws” and “own laws”.\n" in sandbox.read(STATEMENT)
    assert sandbox.codes() == []


def test_a_mark_alone_is_left_alone(sandbox: Sandbox) -> None:
    line = sandbox.edit(STATEMENT, SUMMARY, 'He speaks of "own laws” and of a “sign".')
    sandbox.edit(EVENT, "label: Briefing of the minister", 'label: Briefing of the "minister')
    sandbox.run("fix")
    assert [fault.split(":")[0] for fault in reported(sandbox)] == [EVENT]
    assert line


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (STATEMENT, "exact: We will not do it, […]", 'exact: We "will not" do it, […]'),
        (SOURCES, "Minister quoted again", '"Minister ""quoted"" again"'),
        (EVENT, "contested: false\n", 'contested: false\nnote: As in "Example Times".\n'),
        (STATEMENT, SUMMARY, "He says that it’s “own laws”."),
    ],
)
def test_quotations_titles_and_notes_keep_theirs(sandbox: Sandbox, path: str, old: str, new: str) -> None:
    sandbox.edit(path, old, new)
    assert reported(sandbox) == []

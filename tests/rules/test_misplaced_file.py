from __future__ import annotations

import pytest

from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['path']}:{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "misplaced-file"]


def move(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.path(new).parent.mkdir(parents=True, exist_ok=True)
    sandbox.path(old).rename(sandbox.path(new))


def test_a_file_of_another_name(sandbox: Sandbox) -> None:
    other = "dataset/relationships/rel-0001-other.yaml"
    move(sandbox, RELATIONSHIP, other)
    assert reported(sandbox) == [
        f"{other}:1: relationship_id is 'rel-0001-treaty', and the file is called 'rel-0001-other.yaml'"
    ]


def test_a_file_in_another_folder(sandbox: Sandbox) -> None:
    other = EVENT.replace("events/", "events/2026/")
    move(sandbox, EVENT, other)
    assert reported(sandbox) == [f"{other}:1: the file belongs into dataset/events"]


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2026-01-31", "2026-01"),
        ("2026-01-31/2026-02-03", "2026-01"),
        ('"../2026-01-07"', "2026-01"),
        ('"[2025-12-31,2026-02-03]"', "2025-12"),
        ("2026", "2026-01"),
    ],
)
def test_a_statement_of_another_month(sandbox: Sandbox, said: str, month: str) -> None:
    line = sandbox.edit(STATEMENT, "said: 2026-02-03", f"said: {said}")
    assert reported(sandbox) == [f"{STATEMENT}:{line}: the file belongs into dataset/statements/{month}"]
    move(sandbox, STATEMENT, STATEMENT.replace("2026-02", month))
    assert reported(sandbox) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("said: 2026-02-03", "said: 2026-02-03/.."),
        ("said: 2026-02-03", "said: yesterday"),
        ("said: 2026-02-03\n", ""),
        ("statement_id: st-0001-we-will-not", "statement_id: St 1"),
        ("statement_id: st-0001-we-will-not\n", ""),
    ],
)
def test_what_is_in_its_place_or_has_none(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.edit(STATEMENT, old, new)
    assert reported(sandbox) == []

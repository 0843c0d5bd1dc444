from __future__ import annotations

import pytest

from sandbox import RELATIONSHIP, Sandbox

SECOND = "dataset/relationships/rel-0002-treaty.yaml"
DATES = "start: 2025-05\nstate: in-force\n"


def again(sandbox: Sandbox, old: str = "", new: str = "") -> None:
    text = sandbox.read(RELATIONSHIP).replace("rel-0001-treaty", "rel-0002-treaty").replace("ev-0009", "ev-0012")
    text = text.replace("amount: 12.5\nunit: USD\nperiod: 2025/2026\n", "").replace("    locator: paragraph 3\n", "")
    text = text.replace("src-0001-example-times", "src-0002-example-agency").replace("lang: en", "lang: ru")
    assert old in text
    sandbox.write(SECOND, text.replace(old, new) if old else text)


def test_the_same_treaty_again(sandbox: Sandbox) -> None:
    again(sandbox)
    assert sandbox.fault().startswith(f"{SECOND}:1: the same relationship as 'rel-0001-treaty': type, parties")


def test_a_second_one_with_other_dates_that_may_overlap(sandbox: Sandbox) -> None:
    again(sandbox, DATES, "start: 2024\nend: 2025\nstate: ended\n")
    assert sandbox.codes() == [(SECOND, 1, "relationship-twice")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("detail: Treaty of the two states.\n", ""),
        ("detail: Treaty of the two states.\n", "detail: Treaty on water.\n"),
        ("instrument: Treaty of Example City\n", ""),
        ("type: agreement", "type: alliance"),
        (DATES, "start: 2024\nend: 2025-04\nstate: ended\n"),
        (DATES, "start: 2024\nend: 2025-05-01\nstate: ended\n"),
    ],
)
def test_another_relationship_of_the_two(sandbox: Sandbox, old: str, new: str) -> None:
    again(sandbox, old, new)
    assert sandbox.faults() == []


def test_a_broken_value_may_be_another(sandbox: Sandbox) -> None:
    again(sandbox, "start: 2025-05", "start: 2025-31")
    assert [code for _, _, code in sandbox.codes()] == ["wrong-date"]

from __future__ import annotations

import pytest

from sandbox import EVENT, Sandbox

TENURES = "dataset/tenures.csv"


def rivals(sandbox: Sandbox, first: str, second: str) -> None:
    """Two tenures from their office, organisation, capacity, start, end, status and contested."""
    sandbox.edit(TENURES, "minister of foreign affairs,xea,substantive,2025-05,,current,false", first)
    sandbox.write(TENURES, sandbox.read(TENURES) + f"ten-0002-muster-president,mia-muster,{second},\n")
    person = "mia-muster,person,Mia Muster,,,xea,,,,Politician of Example State.,\n"
    sandbox.edit("dataset/actors.csv", "ministry-of-example,gov", f"{person}ministry-of-example,gov")
    sandbox.edit(EVENT, "  - actor: xea\n", "  - actor: mia-muster\n    role: attendee\n  - actor: xea\n")
    source = "src-0002-example-agency"
    more = (
        f"ev-0012-mia,mia-muster,,,,,{source},supports,document-fact,,,,ru,,,\n"
        f"ev-0013-office,,,,,ten-0001-muster-minister,{source},contradicts,document-fact,,,,ru,,,\n"
        f"ev-0014-office,,,,,ten-0002-muster-president,{source},supports,document-fact,,,,ru,,,\n"
        f"ev-0015-office,,,,,ten-0002-muster-president,{source},contradicts,document-fact,,,,ru,,,\n"
    )
    sandbox.write("dataset/evidence.csv", sandbox.read("dataset/evidence.csv") + more)


@pytest.mark.parametrize("contested", ["false", "true"])
def test_two_presidents(sandbox: Sandbox, contested: str) -> None:
    first = "president,xea,substantive,2025-05,2026-02-05,ended,false"
    rivals(sandbox, first, f"President,xea,claimed,2025-06-01,2025-12,ended,{contested}")
    message = "'max-muster' holds the office 'President' at the same time, in 'ten-0001-muster-minister'"
    assert sandbox.fault().startswith(f"{TENURES}:3: {message}")


def test_a_dispute_that_is_marked(sandbox: Sandbox) -> None:
    first = "president,xea,substantive,2025-05,2026-02-05,ended,true"
    rivals(sandbox, first, "president,xea,claimed,2025-06-01,2025-12,ended,true")
    assert sandbox.faults() == []


@pytest.mark.parametrize(
    "second",
    [
        "president,xea,substantive,2024,2025-05-31,ended,false",
        "president,xea,substantive,2024,2025-05,ended,false",
        "president,xea,substantive,2024,,unknown,false",
        "president,xea,substantive,,2025-12,ended,false",
        "president,xea,elect,2024,2025-12,ended,false",
        "president,ministry-of-example,substantive,2024,2025-12,ended,false",
        "presidential adviser,xea,substantive,2024,2025-12,ended,false",
    ],
)
def test_no_rival(sandbox: Sandbox, second: str) -> None:
    rivals(sandbox, "president,xea,substantive,2025-05,2026-02-05,ended,false", second)
    assert sandbox.faults() == []


def test_an_office_that_several_hold(sandbox: Sandbox) -> None:
    first = "ambassador to Sample Republic,xea,substantive,2025-05,2026-02-05,ended,false"
    rivals(sandbox, first, "ambassador to Sample Republic,xea,substantive,2024,2025-12,ended,false")
    assert sandbox.faults() == []

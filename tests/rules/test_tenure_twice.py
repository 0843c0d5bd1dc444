from __future__ import annotations

import pytest

from sandbox import Sandbox

TENURES = "dataset/tenures.csv"


def second(sandbox: Sandbox, values: str) -> None:
    sandbox.write(TENURES, sandbox.read(TENURES) + f"ten-0002-muster-minister,max-muster,{values},false,\n")
    evidence = "ev-0012-office,,,,,ten-0002-muster-minister,src-0002-example-agency,supports,document-fact,,,,ru,,,\n"
    sandbox.write("dataset/evidence.csv", sandbox.read("dataset/evidence.csv") + evidence)


@pytest.mark.parametrize("dates", [",", "2024,", "2024,2025", "2025-05,2025-06"])
def test_the_same_office_again(sandbox: Sandbox, dates: str) -> None:
    second(sandbox, f"Minister of Foreign Affairs,xea,substantive,{dates},ended")
    start = "'max-muster' holds the office 'Minister of Foreign Affairs' in 'ten-0001-muster-minister' too"
    assert sandbox.fault().startswith(f"{TENURES}:3: {start}")


@pytest.mark.parametrize("dates", ["2024,2025-04", "2024,2025-05-01"])
def test_an_earlier_term(sandbox: Sandbox, dates: str) -> None:
    second(sandbox, f"minister of foreign affairs,xea,substantive,{dates},ended")
    assert sandbox.faults() == []


@pytest.mark.parametrize(
    "values",
    [
        "minister of defence,xea,substantive,,,unknown",
        "minister of foreign affairs,xea,acting,,,unknown",
        "minister of foreign affairs,ministry-of-example,substantive,,,unknown",
    ],
)
def test_another_office(sandbox: Sandbox, values: str) -> None:
    second(sandbox, values)
    assert sandbox.faults() == []


def test_a_broken_date_may_be_another(sandbox: Sandbox) -> None:
    second(sandbox, "minister of foreign affairs,xea,substantive,2024,2025-31,ended")
    assert [code for _, _, code in sandbox.codes()] == ["wrong-date"]

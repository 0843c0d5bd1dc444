from __future__ import annotations

import pytest

from sandbox import RELATIONSHIP, Sandbox


@pytest.mark.parametrize(("value", "shown"), [("0", "0"), ('"-12.5"', "-12.5"), ("0.0", "0")])
def test_nothing_and_less(sandbox: Sandbox, value: str, shown: str) -> None:
    line = sandbox.edit(RELATIONSHIP, "amount: 12.5", f"amount: {value}")
    (fault,) = [f for f in sandbox.report() if f["code"] == "amount-positive"]
    assert (fault["path"], fault["line"]) == (RELATIONSHIP, line)
    assert fault["message"] == f"the amount is '{shown}', and an amount is greater than zero"


@pytest.mark.parametrize("value", ["0.001", "10000000000", "twelve"])
def test_more_than_nothing_and_no_number(sandbox: Sandbox, value: str) -> None:
    sandbox.edit(RELATIONSHIP, "amount: 12.5", f"amount: {value}")
    assert "amount-positive" not in {code for *_, code in sandbox.codes()}

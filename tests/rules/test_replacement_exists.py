from __future__ import annotations

import pytest

from sandbox import RELATIONSHIP, Sandbox

RETIRED = "dataset/retired_ids.csv"
HEADER = "id,replaced_by,reason,version\n"


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("st-0001-will-not", "st-0001-we-will-not"),
        ("src-0002-agency", "src-0002-example-agency"),
        ("ministry-of-exampel", "ministry-of-example"),
    ],
)
def test_a_replacement_that_is_not_there(sandbox: Sandbox, wrong: str, meant: str) -> None:
    sandbox.write(RETIRED, f"{HEADER}st-0002-old,{wrong},A mistake.,1.2.3\n")
    fault = sandbox.fault()
    assert fault.startswith(f"{RETIRED}:2: '{wrong}' is neither a record nor a retired identifier. Did you mean")
    assert f" {meant}" in fault.partition("Did you mean")[2].partition("?")[0]


@pytest.mark.parametrize("right", ["st-0003-older", "rel-0001-treaty", "ev-0010-agency", "xea", ""])
def test_a_replacement_that_is_there_or_none(sandbox: Sandbox, right: str) -> None:
    rows = f"st-0002-old,{right},A mistake.,1.2.3\nst-0003-older,,A mistake.,1.2.3\n"
    sandbox.write(RETIRED, HEADER + rows)
    assert sandbox.codes() == []


def test_a_record_whose_file_cannot_be_read(sandbox: Sandbox) -> None:
    sandbox.write(RETIRED, f"{HEADER}rel-0002-old,rel-0001-treaty,A mistake.,1.2.3\n")
    sandbox.write(RELATIONSHIP, "[")
    assert {path for path, *_ in sandbox.codes()} == {RELATIONSHIP}

from __future__ import annotations

import pytest

from sandbox import EVENT, STATEMENT, Sandbox

RETIRED = "dataset/retired_ids.csv"
HEADER = "id,replaced_by,reason,version\n"


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("evt-0001-briefing", EVENT),
        ("ev-0010-agency", STATEMENT),
        ("xeb", "dataset/actors.csv"),
        ("ten-0001-muster-minister", "dataset/tenures.csv"),
        ("src-0003-example-times/src-0002-example-agency", "dataset/source_lineage.csv"),
    ],
)
def test_a_record_has_a_retired_identifier(sandbox: Sandbox, identifier: str, path: str) -> None:
    sandbox.write(RETIRED, f"{HEADER}{identifier},,A mistake.,1.2.3\n")
    assert sandbox.fault().startswith(f"{RETIRED}:2: '{identifier}' is retired, and a record in {path} has it")


def test_nothing_has_it(sandbox: Sandbox) -> None:
    sandbox.write(RETIRED, f"{HEADER}st-0002-own-laws,,A mistake.,1.2.3\n")
    assert sandbox.codes() == []

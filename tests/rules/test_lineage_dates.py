from __future__ import annotations

import pytest

from sandbox import Sandbox

SOURCES = "dataset/sources.csv"
LINEAGE = "dataset/source_lineage.csv"


def test_a_source_that_draws_on_a_later_one(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "again,2026-02-04", "again,2026-02-01")
    message = "'src-0002-example-agency' was published on 2026-02-03, after 'src-0003-example-times' (2026-02-01)"
    assert sandbox.fault().startswith(f"{LINEAGE}:2: {message}")


@pytest.mark.parametrize("published", ["2026-02-02", "2026-02", "2026-01-01/..", ""])
def test_a_source_that_may_be_later(sandbox: Sandbox, published: str) -> None:
    sandbox.edit(SOURCES, "again,2026-02-04", f"again,{published}")
    assert sandbox.faults() == []


def test_a_parent_that_is_not_there(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, ",src-0002-example-agency", ",src-0009-example-agency")
    assert [code for _, _, code in sandbox.codes()] == ["unknown-record"]

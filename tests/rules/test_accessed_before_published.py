from __future__ import annotations

import pytest

from sandbox import Sandbox

SOURCES = "dataset/sources.csv"
LAST = "2026-02-04,en,false,excerpt,2026-02-10"


def test_a_page_read_before_it_was_there(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, LAST, LAST.replace("2026-02-10", "2026-02-02"))
    assert sandbox.fault().startswith(f"{SOURCES}:4: read on 2026-02-02, and published later, on 2026-02-04")


@pytest.mark.parametrize("published", ["2026-02-11", "2026-02", "2026", "../2026-02-20", ""])
def test_a_page_that_may_have_been_there(sandbox: Sandbox, published: str) -> None:
    sandbox.edit(SOURCES, LAST, LAST.replace("2026-02-04", published))
    assert sandbox.faults() == []


def test_the_last_day_of_the_calendar(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, LAST, LAST.replace("2026-02-10", "9999-12-31"))
    assert "accessed-before-published" not in [code for _, _, code in sandbox.codes()]

from __future__ import annotations

from sandbox import Sandbox

SOURCES = "dataset/sources.csv"


def test_evidence_from_a_page_that_nobody_read(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "ru,false,excerpt,2026-02-10", "ru,false,unseen,")
    faults = sandbox.faults()
    assert faults and all("'src-0002-example-agency' is unseen" in fault for fault in faults)


def test_an_unseen_source_serves_lineage(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "2026-02-04,en,false,excerpt,2026-02-10", "2026-02-04,en,false,unseen,")
    assert sandbox.faults() == []


def test_a_page_that_was_read_has_a_day(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "ru,false,excerpt,2026-02-10", "ru,false,excerpt,")
    assert sandbox.fault().startswith(f"{SOURCES}:3: access is 'excerpt', and accessed is empty")

from __future__ import annotations

from onrecord_build.check import check
from onrecord_build.project import Project
from onrecord_build.rules import translation_flag
from sandbox import Sandbox

SOURCES = "dataset/sources.csv"
LINEAGE = "dataset/source_lineage.csv"


def test_a_translation_that_is_not_marked(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "excerpts", "translates")
    message = "is_translation is 'false', and the source translates 'src-0002-example-agency'"
    assert sandbox.fault().startswith(f"{SOURCES}:4: {message}")


def test_its_fixer_marks_it(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "excerpts", "translates")
    dataset, faults = check(Project(sandbox.root))
    assert [translation_flag.fix(dataset, fault) for fault in faults] == [{"is_translation": "true"}]


def test_a_mark_that_cannot_be_read(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "excerpts", "translates")
    sandbox.edit(SOURCES, "2026-02-04,en,false", "2026-02-04,en,no")
    assert [code for _, _, code in sandbox.codes()] == ["wrong-type"]

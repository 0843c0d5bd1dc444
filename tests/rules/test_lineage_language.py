from __future__ import annotations

import pytest

from sandbox import Sandbox

SOURCES = "dataset/sources.csv"
LINEAGE = "dataset/source_lineage.csv"


def test_a_copy_in_another_language(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "excerpts", "syndicates")
    message = "relation 'syndicates', while the child is in 'en', the parent in 'ru'"
    assert sandbox.fault().startswith(f"{LINEAGE}:2: {message}")


def test_a_translation_into_the_same_language(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "src-0002-example-agency,excerpts", "src-0001-example-times,translates")
    sandbox.edit(SOURCES, "2026-02-04,en,false", "2026-02-04,en-GB,true")
    message = "relation 'translates', while the child is in 'en-GB', the parent in 'en'"
    assert sandbox.fault().startswith(f"{LINEAGE}:2: {message}")


@pytest.mark.parametrize("relation", ["rewrites", "excerpts", "cites"])
def test_other_relations_know_no_language(sandbox: Sandbox, relation: str) -> None:
    sandbox.edit(LINEAGE, "excerpts", relation)
    assert sandbox.faults() == []


def test_a_language_that_cannot_be_read(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, "excerpts", "syndicates")
    sandbox.edit(SOURCES, "2026-02-04,en,", "2026-02-04,English,")
    assert [code for _, _, code in sandbox.codes()] == ["wrong-pattern"]

from __future__ import annotations

import pytest

from sandbox import Sandbox

SOURCES = "dataset/sources.csv"
LAST = "2026-02-04,en,false,excerpt,2026-02-10,,"
DIGEST = "49e3fa1fb5f5976ccba429ae84b1dd7a43cfde0f18e29d26d10ea70ca4c0e366"


def test_a_full_text_that_is_not_archived(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, LAST, LAST.replace("excerpt", "full-text"))
    assert sandbox.faults() == []


def test_an_excerpt_that_is_archived(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, LAST, f"{LAST[:-1]}{DIGEST},")
    assert sandbox.fault().startswith(f"{SOURCES}:4: access is 'excerpt', and text_sha256 is given")


@pytest.mark.parametrize(("access", "digest"), [("full", DIGEST), ("full-text", "49e3")])
def test_a_value_that_cannot_be_read(sandbox: Sandbox, access: str, digest: str) -> None:
    sandbox.edit(SOURCES, LAST, f"{LAST[:-1]}{digest},".replace("excerpt", access))
    assert "archived-in-full" not in [code for _, _, code in sandbox.codes()]

from __future__ import annotations

from sandbox import RELATIONSHIP, STATEMENT, Sandbox


def test_a_rendition_in_quotation_marks_without_quotation(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "    exact: Мы этого не сделаем\n", "")
    assert "the quotation is missing" in sandbox.fault()


def test_a_quotation_where_none_is_printed(sandbox: Sandbox) -> None:
    sandbox.edit(
        RELATIONSHIP, "    rendition: indirect-speech\n", "    rendition: indirect-speech\n    exact: treaty\n"
    )
    assert any("a quotation where none is printed" in fault for fault in sandbox.faults())

from __future__ import annotations

from sandbox import STATEMENT, Sandbox

QUOTED = "    rendition: verbatim\n    exact: Мы этого не сделаем\n"


def test_other_evidence_has_the_words(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, QUOTED, "    rendition: indirect-speech\n")
    fault = sandbox.fault()
    assert fault.startswith(
        f"{STATEMENT}:18: 'ev-0010-agency' has no quotation, and other evidence of the statement has"
    )
    assert "ev-0011-times" in fault


def test_no_evidence_that_supports_it_has_words(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, QUOTED, "    rendition: indirect-speech\n")
    text = sandbox.read(STATEMENT)
    kept = text[: text.index("positions:")] + text[text.index("evidence:\n") :]
    sandbox.write(STATEMENT, kept[: kept.index("  - evidence_id: ev-0011-times")])
    sandbox.write("dataset/anchors.csv", sandbox.read("dataset/anchors.csv").rpartition("ev-0011")[0])
    assert sandbox.faults() == []


def test_words_that_cannot_be_read(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "    exact: Мы этого не сделаем\n", "    exact: [Мы]\n")
    assert "lead-quoted" not in [code for _, _, code in sandbox.codes()]

from __future__ import annotations

from sandbox import EVENT, Sandbox

SOURCES = "dataset/sources.csv"


def test_a_record_that_rests_on_a_withdrawn_page(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "ru,false,excerpt,2026-02-10,,,", "ru,false,excerpt,2026-02-10,,2026-03-01,")
    faults = sandbox.faults()
    assert faults and all("only pages that were withdrawn support this record" in fault for fault in faults)
    assert "dataset/tenures.csv:2" in {fault.partition(": ")[0] for fault in faults}
    # The statement has another source as well.
    assert not any(fault.startswith("dataset/statements") for fault in faults)


def test_a_withdrawn_page_beside_another(sandbox: Sandbox) -> None:
    sandbox.edit(
        SOURCES, "2026-02-04,en,false,excerpt,2026-02-10,,,", "2026-02-04,en,false,excerpt,2026-02-10,,2026-03-01,"
    )
    text = sandbox.read(EVENT)
    more = (
        text[text.index("  - evidence_id") :]
        .replace("ev-0008-briefing", "ev-0012-again")
        .replace("0001-example", "0003-example")
    )
    sandbox.write(EVENT, text + more)
    sandbox.edit(
        EVENT,
        "src-0003-example-times\n    support: supports\n    rendition: document-fact\n    lang: en\n    locator: paragraph 2\n",
        "src-0003-example-times\n    support: supports\n    rendition: document-fact\n    lang: en\n",
    )
    assert sandbox.faults() == []

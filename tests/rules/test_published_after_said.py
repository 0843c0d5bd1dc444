from __future__ import annotations

from sandbox import STATEMENT, Sandbox


def test_a_page_older_than_what_it_reports(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-05")
    faults = [fault for fault in sandbox.faults() if "published" in fault]
    assert [f.split(" ")[1] for f in faults] == ["'src-0002-example-agency'", "'src-0001-example-times'"]
    assert all("published on 2026-02-03, before the words were said (2026-02-05)" in fault for fault in faults)


def test_a_day_of_slack_for_time_zones(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-04")
    assert sandbox.faults() == []

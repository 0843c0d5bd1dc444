from __future__ import annotations

from sandbox import STATEMENT, Sandbox

SOURCES = "dataset/sources.csv"


def test_only_aggregators(sandbox: Sandbox) -> None:
    sandbox.edit(
        SOURCES, "news-report,first-hand,example-times,A. Byline", "aggregator,tertiary,example-times,A. Byline"
    )
    faults = sandbox.faults()
    # Event, relationship and one actor rest on that page alone; the statement has the agency as well.
    assert [f.split(":")[0].split("/")[1] for f in faults] == ["actors.csv", "events", "relationships"]


def test_an_aggregator_beside_another_source(sandbox: Sandbox) -> None:
    sandbox.edit(
        SOURCES, "news-report,first-hand,example-times,A. Byline", "aggregator,tertiary,example-times,A. Byline"
    )
    assert not any(fault.startswith(STATEMENT) for fault in sandbox.faults())

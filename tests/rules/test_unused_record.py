from __future__ import annotations

import pytest

from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox

SOURCES, TENURES, LINEAGE = "dataset/sources.csv", "dataset/tenures.csv", "dataset/source_lineage.csv"
OTHER = "dataset/events/evt-0002-meeting.yaml"
CREDIT = "src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n"


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['path']}:{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "unused-record"]


def add_event(sandbox: Sandbox, *, participants: bool) -> None:
    text = sandbox.read(EVENT).replace("evt-0001-briefing", "evt-0002-meeting").replace("ev-0008-", "ev-0012-")
    start, end = text.index("participants:"), text.index("evidence:")
    sandbox.write(OTHER, text if participants else text[:start] + text[end:])


def test_a_source_that_shows_nothing(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, CREDIT, "")
    assert reported(sandbox) == [f"{SOURCES}:4: no evidence and no lineage uses this source"]


def test_an_event_without_participants_that_nothing_refers_to(sandbox: Sandbox) -> None:
    add_event(sandbox, participants=False)
    assert reported(sandbox) == [f"{OTHER}:1: no statement and no event refers to this event"]
    sandbox.edit(STATEMENT, "about_event: evt-0001-briefing", "about_event: evt-0002-meeting")
    assert reported(sandbox) == []


def test_an_event_with_participants_is_a_fact(sandbox: Sandbox) -> None:
    add_event(sandbox, participants=True)
    assert reported(sandbox) == []


@pytest.mark.parametrize("holder", ["max-muster", "xeb", "ministry-of-example"])
def test_a_tenure_of_somebody_who_does_nothing(sandbox: Sandbox, holder: str) -> None:
    row = f"ten-0002-deputy,{holder},deputy minister,xea,substantive,,,unknown,false,\n"
    sandbox.write(TENURES, sandbox.read(TENURES) + row)
    what = "no statement uses this tenure, and its holder neither speaks nor takes part in anything"
    assert reported(sandbox) == ([f"{TENURES}:3: {what}"] if holder == "ministry-of-example" else [])


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (RELATIONSHIP, "relationship_id:", "[relationship_id:"),
        (RELATIONSHIP, "source: src-0001-example-times", "source: src-0003-example-tines"),
        (RELATIONSHIP, "    source: src-0001-example-times\n", ""),
        ("dataset/evidence.csv", "ev-0006-xeb,xeb,", 'ev-0006-xeb,"xeb,'),
    ],
)
def test_what_cannot_be_read_may_use_anything(sandbox: Sandbox, path: str, old: str, new: str) -> None:
    sandbox.edit(LINEAGE, CREDIT, "")
    sandbox.edit(path, old, new)
    assert reported(sandbox) == []

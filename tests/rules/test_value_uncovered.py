from __future__ import annotations

import json

import pytest

from sandbox import RELATIONSHIP, Sandbox

ACTORS, EVIDENCE = "dataset/actors.csv", "dataset/evidence.csv"
CONTROLS = "type: controls\nsubject: xea\nobject: example-agency\n"


def without_evidence(sandbox: Sandbox) -> None:
    sandbox.edit(
        EVIDENCE,
        "ev-0001-agency,example-agency,,,,,src-0002-example-agency,supports",
        "ev-0001-agency,example-agency,,,,,src-0002-example-agency,context",
    )


def test_a_publisher_shows_its_name_but_not_its_country(sandbox: Sandbox) -> None:
    without_evidence(sandbox)
    assert sandbox.fault().startswith(f"{ACTORS}:2: no passage shows the country of 'example-agency'")
    sandbox.edit(ACTORS, "Example Agency,,,xea,,", "Example Agency,Пример,EXA,,,")
    assert sandbox.faults() == []


def test_a_relationship_shows_to_whom_it_belongs(sandbox: Sandbox) -> None:
    without_evidence(sandbox)
    sandbox.edit(ACTORS, "Example Agency,,,xea,,", "Example Agency,,,xea,xea,")
    assert len(sandbox.faults()) == 2
    text = sandbox.read(RELATIONSHIP)
    old = text[text.index("type: ") : text.index("object: ")] + text[text.index("object: ") :].splitlines()[0] + "\n"
    sandbox.edit(RELATIONSHIP, old, CONTROLS)
    assert not any("no passage shows" in fault for fault in sandbox.faults())


@pytest.mark.parametrize("basis", [None, "hearsay"])
def test_a_column_that_does_not_say_what_it_rests_on(sandbox: Sandbox, basis: str | None) -> None:
    path = "schemas/tenures.schema.json"
    spec = json.loads(sandbox.read(path))
    field = next(field for field in spec["fields"] if field["name"] == "office")
    field["basis"] = basis
    if basis is None:
        del field["basis"]
    sandbox.write(path, json.dumps(spec))
    fault = sandbox.fault()
    assert fault.startswith(f"{path}:1: column 'office' does not say what its values rest on")
    assert "evidence, page, judgement, record-keeping" in fault

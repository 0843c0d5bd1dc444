from __future__ import annotations

import pytest

from sandbox import Sandbox

CODINGS = "dataset/codings.csv"
HEADER = "sample,statement,coder,field,value,coder_kind,material,coded\n"


def code(sandbox: Sandbox, field: str, value: str) -> None:
    row = f"first,st-0001-we-will-not,coder-1,{field},{value},human,sources-only,2026-02-10\n"
    sandbox.write(CODINGS, HEADER + row)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mode", "joint"),
        ("topic", "elections"),
        ("stance", "unclear"),
        ("original_lang", "pt-BR"),
        ("on_behalf_of", "xeb"),
        ("target", "xeb"),
        ("target", "evt-0001-briefing"),
        ("target", ""),
    ],
)
def test_a_value_of_its_field_or_none(sandbox: Sandbox, field: str, value: str) -> None:
    code(sandbox, field, value)
    assert sandbox.codes() == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("mode", "own voice", "mode 'own voice' is not a code of statement-mode. Did you mean own-voice?"),
        ("topic", "election", "topic 'election' is not a code of topic. Did you mean elections?"),
        ("topic", "elections;migration", "is not a code of topic"),
        ("stance", "xyz", "Take one of favor, against, mixed, neutral, unclear"),
        ("original_lang", "Russian", "has not the form asked for"),
        ("on_behalf_of", "Example State", "is no identifier in actors. Did you mean xea?"),
        ("on_behalf_of", "evt-0001-briefing", "is no identifier in actors"),
        ("target", "evt-0001-brief", "is no identifier in actors or events. Did you mean evt-0001-briefing?"),
    ],
)
def test_a_value_that_is_none_of_its_field(sandbox: Sandbox, field: str, value: str, words: str) -> None:
    code(sandbox, field, value)
    fault = sandbox.fault()
    assert fault.startswith(f"{CODINGS}:2: {field} '{value}'")
    assert words in fault


def test_a_field_that_is_not_coded(sandbox: Sandbox) -> None:
    code(sandbox, "speech-act", "refuse")
    assert "'speech-act' is not a field that is coded. Did you mean speech_act?" in sandbox.fault()


@pytest.mark.parametrize(("field", "value"), [("target", "xec"), ("mode", "spoken")])
def test_a_value_that_was_retired_stays(sandbox: Sandbox, field: str, value: str) -> None:
    code(sandbox, field, value)
    sandbox.write("dataset/retired_ids.csv", f"id,replaced_by,reason,version\n{value},,Out of use.,1.2.3\n")
    assert sandbox.codes() == []


def test_an_event_whose_file_cannot_be_read(sandbox: Sandbox) -> None:
    code(sandbox, "target", "evt-0001-briefing")
    sandbox.write("dataset/events/evt-0001-briefing.yaml", "event_id: \udce9\n")
    assert {name for name, *_ in sandbox.codes()} == {"dataset/events/evt-0001-briefing.yaml"}


def test_a_statement_that_is_none(sandbox: Sandbox) -> None:
    code(sandbox, "stance", "neutral")
    sandbox.edit(CODINGS, "st-0001-we-will-not", "st-0001-we-will")
    fault = sandbox.fault()
    assert fault.startswith(f"{CODINGS}:2: 'st-0001-we-will' is no statement, nor was it one")
    assert "Did you mean st-0001-we-will-not?" in fault


def test_a_statement_that_was_retired_stays(sandbox: Sandbox) -> None:
    code(sandbox, "stance", "neutral")
    sandbox.edit(CODINGS, "st-0001-we-will-not", "st-0002-gone")
    retired = "dataset/retired_ids.csv"
    sandbox.write(retired, sandbox.read(retired) + "st-0002-gone,,Said by somebody else.,1.2.3\n")
    assert sandbox.faults() == []
    assert sandbox.run("build")[0] == 0

from __future__ import annotations

from sandbox import STATEMENT, Sandbox

AGENCY = "    exact: Мы этого не сделаем\n    lang: ru\n"
TIMES = "    locator: paragraph 2\n"
ALL = "speaker, principal, title_as_given, said, venue, event, original_lang"


def test_a_field_that_is_none(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, TIMES, f"{TIMES}    shows: [venue, venu]\n")
    fault = sandbox.fault()
    assert "'venu' is no field of statements that a passage shows. Did you mean venue?" in fault


def test_a_judgement_is_shown_by_no_passage(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, TIMES, f"{TIMES}    shows: [speech_act]\n")
    assert "'speech_act' is no field of statements that a passage shows" in sandbox.fault()


def test_one_passage_without_the_field_covers_everything(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, TIMES, f"{TIMES}    shows: [venue]\n")
    assert sandbox.faults() == []


def test_what_no_passage_shows(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, AGENCY, f"{AGENCY}    shows: [{ALL.replace(', said', '')}]\n")
    sandbox.edit(STATEMENT, TIMES, f"{TIMES}    shows: [venue]\n")
    line = sandbox.read(STATEMENT).splitlines().index("said: 2026-02-03") + 1
    assert sandbox.fault().startswith(f"{STATEMENT}:{line}: no passage of this record shows its said")
    sandbox.edit(STATEMENT, f"{TIMES}    shows: [venue]", f"{TIMES}    shows: [said, venue]")
    assert sandbox.faults() == []

"""A new record is valid but for what is still to fill; when that is filled, `onrecord fix` finishes it."""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord_build import new as module
from sandbox import Sandbox

TO_FILL = {"missing-value", "exactly-one", "target-given", "unfinished"}
IDENTIFIER = re.compile(r"[a-z]+-[0-9abcdefghjkmnpqrstvwxyz]{4}-[a-z0-9-]+")
COMPLETE = {
    "statement": "--said 2026-02-03 --speaker max-muster --principal max-muster --mode own-voice --attribution on-record "
    "--venue-kind press-briefing --speech-act refuse --topics elections;migration --summary He.",
    "relationship": "--type agreement --subject xea --object xeb --state in-force --detail Other.",
    "event": "--label Meeting --kind meeting --start 2026-02-07 --description They. --contested false",
    "actor": "--name Érika --kind person --gloss Minister. --country xea --source src-0002-example-agency",
    "source": "--kind news-report --proximity first-hand --publisher example-times --url https://times.example/new "
    "--lang en --is-translation false --access excerpt --accessed 2026-02-10",
    "tenure": "--holder max-muster --office envoy --organisation xea --capacity substantive --status unknown "
    "--contested false --source src-0002-example-agency",
}
FILES = {
    "statement": "dataset/statements/2026-02/{}.yaml",
    "relationship": "dataset/relationships/{}.yaml",
    "event": "dataset/events/{}.yaml",
    "actor": "dataset/actors.csv",
    "source": "dataset/sources.csv",
    "tenure": "dataset/tenures.csv",
}


def new(sandbox: Sandbox, *arguments: str) -> tuple[str, str]:
    """Run `onrecord new`; return the identifier, and everything that was said."""
    status, out, err = sandbox.run("new", *arguments)
    assert (status, err) == (0, "")
    return out.splitlines()[0], out


@pytest.mark.parametrize("kind", COMPLETE)
def test_what_is_written_lacks_only_what_is_still_to_fill(sandbox: Sandbox, kind: str) -> None:
    least = {"statement": ["--said", "2026-02-07"], "actor": ["--name", "Érika Müster"]}.get(kind, [])
    identifier, out = new(sandbox, kind, *least)
    assert "Still to fill: " in out
    path = FILES[kind].format(identifier)
    assert path in out
    faults = sandbox.report()
    assert faults
    others = (
        {"unused-record"} if kind in ("source", "event") else {"evidence-supports"} if kind == "relationship" else set()
    )
    assert {fault["code"] for fault in faults} <= TO_FILL | others
    assert {fault["path"] for fault in faults} <= {path, "dataset/evidence.csv"}
    for fault in faults:
        if fault["code"] == "missing-value":
            assert fault["field"] in out, out


@pytest.mark.parametrize("kind", COMPLETE)
def test_what_is_given_as_options_is_written(sandbox: Sandbox, kind: str) -> None:
    identifier, out = new(sandbox, kind, *COMPLETE[kind].split(" "))
    if kind in ("statement", "relationship", "event"):
        path = FILES[kind].format(identifier)
        fill(sandbox, path, "source", "src-0002-example-agency")
        fill(sandbox, path, "rendition", "indirect-speech")
        fill(sandbox, path, "lang", "ru")
        for field, value in {"target_actor": "xeb", "role": "evaluated", "stance": "against"}.items():
            if kind == "statement":
                fill(sandbox, path, field, value)
    else:
        assert "Still to fill" not in out
    assert sandbox.run("fix")[0] == 0
    assert {fault["code"] for fault in sandbox.report()} <= {"unused-record"}
    assert sandbox.run("fix")[1].startswith("Nothing to mend")
    for file in sandbox.path("dataset").rglob("*.yaml"):
        assert "#" not in file.read_text(encoding="utf-8")


def fill(sandbox: Sandbox, path: str, field: str, value: str) -> None:
    lines = sandbox.read(path).split("\n")
    # The first: designations, which come later and may stay empty, have fields of the same names as targets.
    number = next(n for n, line in enumerate(lines) if line.strip().removeprefix("- ") == f"{field}:")
    lines[number] += f" {value}"
    sandbox.write(path, "\n".join(lines))


def test_fix_keeps_the_hints_of_a_record_that_is_not_complete(sandbox: Sandbox) -> None:
    identifier, _ = new(sandbox, "event", "--label", "Meeting")
    path = FILES["event"].format(identifier)
    before = sandbox.read(path)
    assert before.count("#:") > 20
    sandbox.run("fix")
    assert sandbox.read(path) == before


def test_identifiers_are_allocated(sandbox: Sandbox) -> None:
    made = {new(sandbox, "event", "A", "Meeting", "of", "Übermorgen")[0] for _ in range(20)}
    assert len({identifier[:8] for identifier in made}) == 20
    assert all(
        IDENTIFIER.fullmatch(i) and i.startswith("evt-") and i.endswith("-a-meeting-of-ubermorgen") for i in made
    )


def test_an_identifier_that_is_taken(sandbox: Sandbox) -> None:
    status, _, err = sandbox.run("new", "actor", "--name", "Max Muster")
    assert status == 2
    assert "'max-muster' is there already" in err


WRONG = [
    (["statement"], "--said 2026-02-03"),
    (["actor"], "--name"),
    (["source", "--publisher", "exmaple-times"], "Did you mean `example-times`"),
    (["event", "--start", "2026-02-30"], "the calendar has no day"),
    (["event", "--kind", "Meeting"], "Did you mean `meeting`"),
    (["tenure", "--holder", "max-muster", "--source", "src-0009"], "is not a source"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_wrong_options_are_refused_before_anything_is_written(
    sandbox: Sandbox, arguments: list[str], words: str
) -> None:
    before = contents(sandbox)
    status, out, err = sandbox.run("new", *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert contents(sandbox) == before


def test_nothing_is_added_to_a_table_with_faults(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/actors.csv", "xeb,state,", 'xeb,"state,')
    before = contents(sandbox)
    status, _, err = sandbox.run("new", "actor", "--name", "Érika")
    assert status == 2
    assert "onrecord check dataset/actors.csv" in err
    assert contents(sandbox) == before


def contents(sandbox: Sandbox) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sandbox.path("dataset").rglob("*") if path.is_file()}


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], None]:
    """Somebody at a terminal who answers in turn."""

    class Terminal:
        def isatty(self) -> bool:
            return True

    def give(texts: list[str]) -> None:
        turn: Iterator[str] = iter(texts)
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr("builtins.input", lambda prompt: next(turn))

    return give


def test_questions_on_a_terminal(sandbox: Sandbox, answers: Callable[[list[str]], None]) -> None:
    # The kind is misspelt at first; an empty answer leaves the office to be filled in.
    answers(["max-muster", "", "xea", "substantiv", "substantive", "unknown", "false"])
    _, out = new(sandbox, "tenure", "--source", "src-0002-example-agency")
    (identifier,) = re.findall("^ten-[^ ]+$", out, re.MULTILINE)
    assert "Did you mean `substantive`" in out
    assert "Still to fill: office" in out
    assert f"{identifier},max-muster,,xea,substantive,,,unknown,false," in sandbox.read("dataset/tenures.csv")


def test_no_questions_if_not_wanted(sandbox: Sandbox, answers: Callable[[list[str]], None]) -> None:
    answers([])
    assert "Still to fill: holder" in new(sandbox, "tenure", "--no-questions")[1]


def test_identifiers_are_longer_where_many_are_taken(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are a hundred for each: of two letters, 256 words of eight for two records, and 512 of nine for five."""
    monkeypatch.setattr(module, "LETTERS", "01")
    drawn = [new(sandbox, "event", "--label", "Meeting")[0] for _ in range(6)]  # beside the one that is there
    assert [len(identifier.split("-")[1]) for identifier in drawn] == [8, 9, 9, 9, 10, 10]
    assert not [fault for fault in sandbox.report() if fault["code"] in ("wrong-pattern", "identifier-once")]


def test_an_identifier_that_is_taken_is_made_longer(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "choice", lambda letters: "0")
    drawn = [new(sandbox, "event", "--label", "Meeting")[0] for _ in range(3)]
    assert drawn == ["evt-0000-meeting", "evt-00000-meeting", "evt-000000-meeting"]

"""`onrecord check PATH…` and `--changed`: what was asked for is reported, all of it, and nothing else."""

from __future__ import annotations

import contextlib
import io
import json
import os
from pathlib import Path

import pytest

from onrecord.cli import main
from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox

ACTORS, SOURCES, TENURES = "dataset/actors.csv", "dataset/sources.csv", "dataset/tenures.csv"
LINEAGE, WAIVERS, TERMS = "dataset/source_lineage.csv", "dataset/waivers.csv", "schemas/terms.csv"
CREDIT = "src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n"


@pytest.fixture
def faulty(sandbox: Sandbox) -> Sandbox:
    """A fault in each of three files."""
    sandbox.edit(EVENT, "kind: press-briefing", "kind: party")
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: loud")
    sandbox.edit(TENURES, "substantive", "sub")
    return sandbox


def reported(sandbox: Sandbox, *arguments: str) -> list[tuple[str, str]]:
    """The file and the rule of each fault."""
    return [(path, code) for path, _, code in sandbox.codes(*arguments)]


IN_EVENT, IN_STATEMENT, IN_TENURES = [(path, "unknown-code") for path in (EVENT, STATEMENT, TENURES)]


@pytest.mark.parametrize(
    ("paths", "wanted"),
    [
        ([STATEMENT], [IN_STATEMENT]),
        ([TENURES], [IN_TENURES]),
        (["dataset/events"], [IN_EVENT]),
        (["dataset/events/"], [IN_EVENT]),
        (["dataset/statements/2026-02"], [IN_STATEMENT]),
        ([TENURES, "dataset/events"], [IN_EVENT, IN_TENURES]),
        ([STATEMENT, STATEMENT], [IN_STATEMENT]),
        (["dataset"], [IN_EVENT, IN_STATEMENT, IN_TENURES]),
        (["."], [IN_EVENT, IN_STATEMENT, IN_TENURES]),
        (["dataset/../dataset/events"], [IN_EVENT]),
        ([RELATIONSHIP], []),
        (["schemas", ACTORS], []),
    ],
)
def test_what_was_asked_for_is_reported(faulty: Sandbox, paths: list[str], wanted: list[tuple[str, str]]) -> None:
    assert reported(faulty, *paths) == wanted


def test_a_path_from_anywhere(faulty: Sandbox) -> None:
    assert reported(faulty, str(faulty.path(STATEMENT))) == [IN_STATEMENT]


def inside(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run `onrecord check` in a folder: its exit status, and the files that it reports."""
    before, out = Path.cwd(), io.StringIO()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out):
            status = main(["check", "--format", "json", *arguments])
    finally:
        os.chdir(before)
    return status, [fault["path"] for fault in json.loads(out.getvalue())["faults"]]


@pytest.mark.parametrize(
    ("folder", "paths", "wanted"),
    [
        ("dataset/statements", ["2026-02"], [STATEMENT]),
        ("dataset/statements", ["."], [STATEMENT]),
        ("dataset/statements", ["../events", "../tenures.csv"], [EVENT, TENURES]),
        ("dataset/statements/2026-02", ["../../.."], [EVENT, STATEMENT, TENURES]),
        ("dataset/statements/2026-02", [], [EVENT, STATEMENT, TENURES]),
        ("archive", ["../dataset/relationships"], []),
    ],
)
def test_a_path_from_within_a_folder(faulty: Sandbox, folder: str, paths: list[str], wanted: list[str]) -> None:
    assert inside(faulty.path(folder), *paths) == (1 if wanted else 0, wanted)


def test_references_are_looked_up_everywhere(sandbox: Sandbox) -> None:
    sandbox.edit(ACTORS, "max-muster,person", "mix-muster,person")
    found = reported(sandbox, STATEMENT)
    assert (STATEMENT, "unknown-record") in found
    assert {path for path, _ in found} == {STATEMENT} < {path for path, _ in reported(sandbox)}


@pytest.mark.parametrize("path", ["dataset/nothing.yaml", "nothing", "LICENSE-DATA", "archive", "..", "/"])
def test_what_holds_no_records_is_an_error_of_use(faulty: Sandbox, path: str) -> None:
    status, out, err = faulty.run("check", STATEMENT, path)
    assert (status, out) == (2, "")
    assert err == f"{path} holds no records. Name a file or a folder: git ls-files dataset schemas\n"


def test_no_more_is_said_than_was_asked(faulty: Sandbox) -> None:
    assert faulty.run("check", RELATIONSHIP) == (0, "No faults in what was asked for.\n", "")


def test_without_faults_the_records_are_counted(sandbox: Sandbox) -> None:
    status, out, _ = sandbox.run("check")
    assert status == 0
    assert out.startswith(
        "No faults in 6 actors, 2 event participants, 1 event, 11 evidence, 2 propositions, 1 relationship, "
    )


def test_nothing_changed(faulty: Sandbox) -> None:
    faulty.git("init", "--quiet")
    faulty.commit()
    assert reported(faulty, "--changed") == []
    assert faulty.run("check", "--changed")[:2] == (0, "No faults in what was asked for.\n")
    assert len(reported(faulty)) == 3


def test_a_record_that_changed_and_none_beside_it(faulty: Sandbox) -> None:
    faulty.git("init", "--quiet")
    faulty.commit()
    faulty.edit(RELATIONSHIP, "type: agreement", "type: agreed")
    assert reported(faulty, "--changed") == [(RELATIONSHIP, "unknown-code")]
    faulty.git("add", "--all")
    assert reported(faulty, "--changed") == [(RELATIONSHIP, "unknown-code")], "also where it is staged"
    faulty.commit()
    assert reported(faulty, "--changed") == []
    assert reported(faulty, "--changed", "HEAD~1") == [(RELATIONSHIP, "unknown-code")]
    assert reported(faulty, "--changed=HEAD~1", EVENT) == [], "of what changed only what was named"


def test_a_row_that_changed_and_none_beside_it(clone: Sandbox) -> None:
    clone.edit(ACTORS, "xeb,state,", "xeb,estate,")
    clone.commit()
    clone.edit(ACTORS, "ministry-of-example,government-body,", "ministry-of-example,ministry,")
    assert [(f["record"], f["code"]) for f in clone.report("--changed")] == [("ministry-of-example", "unknown-code")]


def test_what_rests_on_a_source_that_changed(clone: Sandbox) -> None:
    clone.edit(SOURCES, "news-report,first-hand", "aggregator,tertiary")
    wanted = [(path, "aggregator-alone") for path in (ACTORS, EVENT, RELATIONSHIP)]
    assert reported(clone, "--changed") == wanted == reported(clone)


def test_what_an_actor_that_changed_takes_part_in(clone: Sandbox) -> None:
    clone.edit(RELATIONSHIP, "type: agreement", "type: agreed")
    clone.commit()
    clone.edit(ACTORS, "max-muster,person,", "max-muster,government-body,")
    new = reported(clone, "--changed")
    assert (TENURES, "holder-is-person") in new
    assert sorted([*new, (RELATIONSHIP, "unknown-code")]) == sorted(reported(clone))


def test_an_actor_that_is_gone(clone: Sandbox) -> None:
    lines = clone.read(ACTORS).splitlines(keepends=True)
    clone.write(ACTORS, "".join(line for line in lines if not line.startswith("max-muster,")))
    found = reported(clone, "--changed")
    assert found == reported(clone)
    assert {path for path, code in found if code == "unknown-record"} == {
        EVENT,
        STATEMENT,
        TENURES,
        "dataset/evidence.csv",
    }


def test_a_file_that_git_does_not_know_yet(clone: Sandbox) -> None:
    new = "dataset/events/evt-0002-meeting.yaml"
    clone.write(new, "event_id: evt-0002-meeting\nkind: party\n")
    assert {path for path, _ in reported(clone, "--changed")} == {new}
    assert reported(clone, "--changed") == reported(clone)


def test_a_file_that_cannot_be_read(clone: Sandbox) -> None:
    clone.edit(EVENT, "kind: press-briefing", "kind: [party")
    assert reported(clone, "--changed") == [(EVENT, "broken-yaml")]
    clone.path(TENURES).unlink()
    assert reported(clone, "--changed") == [(EVENT, "broken-yaml"), (TENURES, "unreadable-file")]


def test_a_file_that_is_not_in_form(clone: Sandbox) -> None:
    clone.edit(EVENT, "place: Example City", 'place: "Example City"')
    assert reported(clone, "--changed") == [(EVENT, "not-canonical")]


def test_a_schema_or_a_vocabulary_concerns_everything(faulty: Sandbox) -> None:
    faulty.git("init", "--quiet")
    faulty.commit()
    schema = "schemas/events.schema.json"
    faulty.write(schema, faulty.read(schema) + "\n")
    assert reported(faulty, "--changed") == [IN_EVENT, IN_STATEMENT, IN_TENURES]


# A fault that a change brings about does not always stand in a record that changed, or refer to one by an identifier.


def test_a_file_that_was_moved(clone: Sandbox) -> None:
    new = STATEMENT.replace("2026-02", "2026-03")
    clone.path(new).parent.mkdir()
    clone.path(STATEMENT).rename(clone.path(new))
    assert reported(clone, "--changed") == [(new, "misplaced-file")] == reported(clone)


def test_lineage_of_a_source_that_changed(clone: Sandbox) -> None:
    clone.edit(SOURCES, "https://agency.example/a?b=1,2026-02-03", "https://agency.example/a?b=1,2026-02-08")
    assert reported(clone, "--changed") == [(LINEAGE, "lineage-dates")] == reported(clone)


def test_a_waiver_that_a_change_makes_idle(clone: Sandbox) -> None:
    clone.edit(STATEMENT, "speech_act: refuse", "speech_act: condemn")
    clone.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-02")
    clone.write(WAIVERS, clone.read(WAIVERS) + "said-before-event,st-0001-we-will-not,The reason.\n")
    assert reported(clone) == []
    clone.commit()
    clone.edit(STATEMENT, "said: 2026-02-02", "said: 2026-02-03")
    assert reported(clone, "--changed") == [(WAIVERS, "idle-waiver")] == reported(clone)


def test_a_source_that_is_used_no_more(clone: Sandbox) -> None:
    clone.edit(LINEAGE, CREDIT, "")
    assert reported(clone, "--changed") == [(SOURCES, "unused-record")] == reported(clone)


def test_a_new_record_that_an_old_one_repeats(clone: Sandbox) -> None:
    new = STATEMENT.replace("st-0001-we-will-not", "st-0000-own-laws")
    text = clone.read(STATEMENT).replace("st-0001-we-will-not", "st-0000-own-laws")
    clone.write(new, text.replace("ev-0010-", "ev-0012-").replace("ev-0011-", "ev-0013-"))
    assert (STATEMENT, "same-words-twice") in reported(clone)
    assert reported(clone, "--changed") == reported(clone)


@pytest.mark.parametrize("command", [["check", "--changed", "nowhere"], ["changes", "nowhere"]])
def test_a_revision_that_there_is_not(clone: Sandbox, command: list[str]) -> None:
    status, out, err = clone.run(*command)
    assert (status, out) == (2, "")
    assert (
        err == "fatal: bad revision 'nowhere'. Name a revision that is there; list them with: git log --oneline --all\n"
    )


@pytest.mark.parametrize("command", [["check", "--changed=--output=written"], ["changes", "--", "--output=written"]])
def test_a_revision_is_no_option_of_git(clone: Sandbox, command: list[str]) -> None:
    status, out, err = clone.run(*command)
    assert not clone.path("written").exists()
    assert (status, out) == (2, "") and "--output=written" in err


@pytest.mark.parametrize("command", [["check", "--changed"], ["changes"]])
def test_where_nothing_is_committed_yet(sandbox: Sandbox, command: list[str]) -> None:
    sandbox.git("init", "--quiet")
    status, out, err = sandbox.run(*command)
    assert (status, out) == (2, "") and "HEAD" in err


@pytest.mark.parametrize("command", [["check", "--changed"], ["changes"]])
def test_where_git_does_not_look_after_the_records(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(sandbox.root.parent))
    status, out, err = sandbox.run(*command)
    assert (status, out) == (2, "")
    assert "not a git repository" in err and "clone of the project" in err
    assert len(err) < 300


@pytest.mark.parametrize("command", [["check", "--changed"], ["changes"]])
def test_where_there_is_no_git(clone: Sandbox, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("PATH", str(clone.root))
    status, out, err = clone.run(*command)
    assert (status, out) == (2, "") and "git is not installed" in err

"""What is mended mechanically is mended at once and for good, and nothing that a record says changes."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build.check import read_typed
from onrecord_build.project import Project
from onrecord_build.schema import read_schemas
from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox

ACTORS = "dataset/actors.csv"


def values(sandbox: Sandbox) -> dict[str, list[dict[str, object]]]:
    """Every value of every record, typed."""
    project = Project(sandbox.root)
    dataset, _ = read_typed(project, read_schemas(project.schemas))
    rows = {name: [dict(row) for row in rows] for name, rows in dataset.records.rows.items()}
    rows.pop("released")  # no person writes it, and where it is in order it is not read row by row
    return {name: sorted(rows, key=str) for name, rows in rows.items()}


def files(sandbox: Sandbox) -> dict[str, bytes]:
    folder = sandbox.path("dataset")
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_other_forms_come_back_to_the_same_files(chance: random.Random) -> None:
    """Order, quotation marks, indentation, line ends, blank lines, marks of spreadsheets: none changes a value."""
    with tempfile.TemporaryDirectory() as place:
        sandbox = Sandbox(Path(place) / "checkout")
        before, said = files(sandbox), values(sandbox)
        for name in (STATEMENT, EVENT, RELATIONSHIP):
            record = yaml.load(sandbox.read(name), yaml.CBaseLoader)
            fields = list(record.items())
            chance.shuffle(fields)
            style, flow = chance.choice(["'", '"']), chance.choice([None, True, False])
            indent, width = chance.choice([2, 4, 8]), chance.choice([40, 1000])
            text = yaml.safe_dump(
                dict(fields), allow_unicode=True, sort_keys=False, default_style=style, default_flow_style=flow,
                indent=indent, width=width,
            )  # fmt: skip
            sandbox.path(name).write_bytes(
                chance.choice([b"", b"\xef\xbb\xbf"]) + text.replace("\n", chance.choice(["\n", "\r\n"])).encode()
            )
        for path in sorted(sandbox.path("dataset").glob("*.csv")):
            if path.name == "anchors.csv":
                continue
            head, *rows = path.read_text(encoding="utf-8").splitlines()
            chance.shuffle(rows)
            text = chance.choice(["\n", "\r\n"]).join([head, *rows, ""])
            path.write_bytes(chance.choice([b"", b"\xef\xbb\xbf"]) + text.encode())
        assert values(sandbox) == said
        assert sandbox.run("fix")[0] == 0
        assert files(sandbox) == before
        assert sandbox.run("fix")[1].startswith("Nothing to mend")


def test_comments_of_people_stay(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "place: Example City\n", "# The hall is not named.\nplace:   Example City # or near it\n")
    assert sandbox.run("fix")[0] == 0
    assert "# The hall is not named.\nplace: Example City  # or near it\n" in sandbox.read(EVENT)
    assert sandbox.report() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("place: Example City", "place: @Example City"),
        ("place: Example City", "place: Example City\nplace: Sample City"),
        ("place: Example City", "place: &a Example City"),
        ("place: Example City", "plaze:   Example City"),
        ("place: Example City", "place: [[Example City]]"),
        ("evidence:\n", "evidence: none\nremoved:\n"),
    ],
)
def test_a_file_that_was_not_understood_is_left_alone(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.edit(EVENT, old, new)
    sandbox.write(EVENT, sandbox.read(EVENT) + "\n\n")
    before = files(sandbox)
    assert sandbox.run("fix")[0] == 0
    assert files(sandbox) == before


def test_the_rows_of_a_table_with_a_fault_stay_as_they_are(sandbox: Sandbox) -> None:
    sandbox.edit(ACTORS, "xeb,state,", 'xeb,"state,')
    before = files(sandbox)
    assert sandbox.run("fix")[0] == 0
    assert files(sandbox) == before


def test_several_faults_of_one_record(sandbox: Sandbox) -> None:
    sandbox.edit(RELATIONSHIP, "subject: xea\nobject: xeb", "subject: xeb\nobject: xea")
    sandbox.edit(RELATIONSHIP, "state: in-force", "state: In Force")
    sandbox.edit(RELATIONSHIP, "detail: Treaty of the two states.", 'detail: "Treaty of the two states. "')
    before = sandbox.read(RELATIONSHIP)
    status, out, _ = sandbox.run("fix")
    assert status == 0
    assert all(code in out for code in ("symmetric-once", "unknown-code", "white-space"))
    assert sandbox.report() == []
    assert before != sandbox.read(RELATIONSHIP)


def test_a_record_in_the_folder_of_another_month(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "said: 2026-02-03", "said: 2026-01-31/2026-02-03")
    assert sandbox.run("fix")[0] == 0
    assert not sandbox.path(STATEMENT).exists()
    assert sandbox.path(STATEMENT.replace("2026-02", "2026-01")).is_file()
    assert sandbox.report() == []


def test_a_file_is_never_moved_onto_another(sandbox: Sandbox) -> None:
    other = STATEMENT.replace("2026-02", "2026-03")
    sandbox.write(other, sandbox.read(STATEMENT))
    before = files(sandbox)
    sandbox.run("fix")
    assert files(sandbox) == before


def test_an_identifier_that_is_not_the_name_of_the_file_is_for_people(sandbox: Sandbox) -> None:
    sandbox.edit(EVENT, "event_id: evt-0001-briefing", "event_id: evt-0001-briefings")
    before = files(sandbox)
    sandbox.run("fix")
    assert files(sandbox) == before


def test_only_what_was_asked_for(sandbox: Sandbox) -> None:
    for name in (EVENT, RELATIONSHIP):
        sandbox.write(name, "\n" + sandbox.read(name))
    assert sandbox.run("fix", EVENT)[0] == 0
    assert [code for path, _, code in sandbox.codes() if path == RELATIONSHIP] == ["not-canonical"]
    assert [code for path, _, code in sandbox.codes() if path == EVENT] == []


def test_a_waiver_that_has_done_its_service_goes(sandbox: Sandbox) -> None:
    sandbox.write("dataset/waivers.csv", "rule,record,reason\nlead-quoted,st-0001-we-will-not,No longer so.\n")
    assert [code for _, _, code in sandbox.codes()] == ["idle-waiver"]
    assert sandbox.run("fix")[0] == 0
    assert sandbox.read("dataset/waivers.csv") == "rule,record,reason\n"

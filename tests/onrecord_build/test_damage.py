"""Whatever is wrong with a record is said at its own line, all at once, and never with a traceback."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build.project import Project
from onrecord_build.read import read_records
from onrecord_build.records import Row
from onrecord_build.schema import Field, read_schemas
from sandbox import EVENT, EXAMPLE, RELATIONSHIP, REPOSITORY, STATEMENT, Sandbox

SCHEMAS = read_schemas(REPOSITORY / "schemas")


class Damage(NamedTuple):
    """A value put where it does not belong, and the line at which that has to be reported."""

    path: str
    line: int
    field: str
    value: str

    def apply(self, sandbox: Sandbox) -> None:
        lines = sandbox.read(self.path).split("\n")
        if self.path.endswith(".yaml"):
            key = re.compile(rf"^( *(?:- )?{self.field}:).*")
            lines[self.line - 1], count = key.subn(lambda m: f"{m[1]} {self.value}".rstrip(), lines[self.line - 1])
            assert count
        else:
            cells = next(csv.reader([lines[self.line - 1]]))
            cells[lines[0].split(",").index(self.field)] = self.value
            text = io.StringIO()
            csv.writer(text, lineterminator="").writerow(cells)
            lines[self.line - 1] = text.getvalue()
        sandbox.write(self.path, "\n".join(lines))


def wrong_values(field: Field, references: set[str]) -> list[str]:
    """Values that the column must not take."""
    wrong = [""] if field.required else []
    if field.codes is not None:
        wrong += ["no-such-code"] if field.type == "string" else ["[no-such-code]"]
    elif field.name in references:
        wrong += ["no-such-record"]
    elif "pattern" in field.constraints:
        wrong += ["Bad Value!"]
    if field.edtf or field.type == "date":
        wrong += ["2026-02-30", "yesterday"]
    if field.type in ("boolean", "number"):
        wrong += ["1,5", "no"]
    if "maxLength" in field.constraints and field.type == "string":
        wrong += ["x" * (field.constraints["maxLength"] + 1)]
    return wrong


def damages() -> list[Damage]:
    """Every wrong value at every place of the example that has a value."""
    found = []
    rows: dict[str, list[Row]] = read_records(Project(EXAMPLE), SCHEMAS).rows
    for table in SCHEMAS.tables.values():
        references = {reference.field for reference in table.references}
        for row in rows[table.name]:
            for field in table.authored.values():
                if row[field.name] is not None and field.name in row.lines:
                    values = wrong_values(field, references)
                    found += [Damage(row.path, row.lines[field.name], field.name, value) for value in values]
    return found


DAMAGES = damages()


def test_there_is_damage_of_every_kind() -> None:
    assert len(DAMAGES) > 250
    assert {d.path.partition("/")[2].partition("/")[0] for d in DAMAGES} >= {
        "actors.csv", "events", "evidence.csv", "relationships", "source_lineage.csv", "sources.csv", "statements", "tenures.csv",
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=3, unique_by=lambda d: (d.path, d.line)))
def test_each_damage_is_reported_at_its_own_line(chosen: list[Damage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder) / "checkout")
        for damage in chosen:
            damage.apply(sandbox)
        faults = sandbox.faults()
    for damage in chosen:
        here = [f for f in faults if f.startswith(f"{damage.path}:{damage.line}: ")]
        assert any(damage.field in fault for fault in here), (damage, faults)


FILES = [*sorted(str(p.relative_to(EXAMPLE)) for p in EXAMPLE.glob("dataset/**/*") if p.is_file()), "schemas/terms.csv"]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_file_can_make_it_stumble(data: st.DataObject) -> None:
    """Bytes put in, taken out or written over anywhere give faults or none, never anything else."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder) / "checkout")
        path = sandbox.path(data.draw(st.sampled_from(FILES)))
        before = path.read_bytes()
        start = data.draw(st.integers(0, len(before)))
        stop = data.draw(st.integers(start, min(len(before), start + 40)))
        piece = data.draw(st.binary(max_size=8) | st.text(",:\"'\n\t-[]{}&*!|>%@`#\r", max_size=8).map(str.encode))
        path.write_bytes(before[:start] + piece + before[stop:])
        assert sandbox.run("check")[0] in (0, 1)
        assert sandbox.run("check", "--texts", "archive")[0] in (0, 1)


def test_the_example_has_no_faults(sandbox: Sandbox) -> None:
    assert sandbox.faults() == []
    assert sandbox.faults("--texts", "archive") == []


YAML = [
    ("unknown key", STATEMENT, "speech_act: refuse", "speech-act: refuse", "'speech-act' is not a field"),
    ("key near another", STATEMENT, "venue: Example City", "venu: Example City", "Did you mean 'venue'?"),
    ("derived field", STATEMENT, "venue: Example City", "quote: Example City", "'quote' is computed"),
    ("parent repeated", EVENT, "  - actor: xea\n", "  - actor: xea\n    event: evt-0001-briefing\n", "'event' is known"),
    ("list for a value", STATEMENT, "venue: Example City", "venue: [Example City]", "venue is a list"),
    ("mapping for a value", STATEMENT, "venue: Example City", "venue: {a: b}", "venue is a mapping"),
    ("list of mappings", STATEMENT, "topics: [diplomacy-mediation, sovereignty-territory]", "topics: [{a: b}]", "topics is not a list"),
    ("too many items", STATEMENT, "topics: [diplomacy-mediation, sovereignty-territory]", "topics: [elections, migration, sanctions-and-finance, wider-region]", "4 items"),
    ("item twice", STATEMENT, "topics: [diplomacy-mediation, sovereignty-territory]", "topics: [elections, elections]", "twice"),
    ("white space", STATEMENT, "venue: Example City", 'venue: "Example City "', "white space"),
    ("control character", STATEMENT, "venue: Example City", 'venue: "Example\\u0007City"', "U+0007"),
    ("other file name", STATEMENT, "statement_id: st-0001-we-will-not", "statement_id: st-0002-we-will-not", "the file is called"),
    ("both targets", STATEMENT, "  - target_actor: xeb\n", "  - target_actor: xeb\n    target_event: evt-0001-briefing\n", "are given"),
    ("amount alone", RELATIONSHIP, "unit: USD\n", "", "without unit"),
    ("number with words", RELATIONSHIP, "amount: 12.5", "amount: twelve", "amount is 'twelve'"),
    ("evidence not a list", EVENT, "evidence:\n", "evidence: none\nremoved:\n", "'evidence' is not a list"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "what"), [case[1:] for case in YAML], ids=[case[0] for case in YAML])
def test_yaml(sandbox: Sandbox, path: str, old: str, new: str, what: str) -> None:
    line = sandbox.edit(path, old, new)
    faults = sandbox.faults()
    assert any(f.startswith(f"{path}:") and what in f for f in faults), faults
    (number,) = {int(f.split(":")[1]) for f in faults if what in f}
    assert abs(number - line) <= 1


CSV = [
    ("missing column", lambda t: t.replace("actor_id,kind,", "actor_id,", 1), 1, "'kind' is missing"),
    ("unknown column", lambda t: t.replace("wikidata", "wikidatum", 1), 1, "'wikidatum' is not a column"),
    ("column twice", lambda t: t.replace("gloss,note", "gloss,gloss", 1), 1, "is there twice"),
    ("cell too many", lambda t: t.replace("xea,state,Example State,", "xea,state,Example State,,"), 6, "11 cells instead of 10"),
    ("cell too few", lambda t: t.replace("xeb,state,Sample Republic,,", "xeb,state,Sample Republic,"), 7, "9 cells instead of 10"),
    ("open quotation mark", lambda t: t.replace("xeb,state,", 'xeb,"state,'), 7, "broken CSV"),
    ("duplicate id", lambda t: t.replace("xeb,state,", "xea,state,"), 7, "given again, first at dataset/actors.csv:6"),
    ("name with a near miss", lambda t: t.replace("Agency,,,xea,", "Agency,,,xea1,", 1), 2, "Did you mean 'xea'?"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "line", "what"), [case[1:] for case in CSV], ids=[case[0] for case in CSV])
def test_csv(sandbox: Sandbox, change: Callable[[str], str], line: int, what: str) -> None:
    before = sandbox.read("dataset/actors.csv")
    sandbox.write("dataset/actors.csv", change(before))
    assert sandbox.read("dataset/actors.csv") != before
    assert any(f.startswith(f"dataset/actors.csv:{line}: ") and what in f for f in sandbox.faults()), sandbox.faults()


@pytest.mark.parametrize(("old", "new"), [("xea,state,", "xea,,state,"), ("actor_id,", "id,")])
def test_what_refers_to_a_row_that_cannot_be_read_is_not_wrong(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.edit("dataset/actors.csv", old, new)
    assert {fault.split(":")[0] for fault in sandbox.faults()} == {"dataset/actors.csv"}


def test_lines_are_counted_through_line_breaks_in_cells(sandbox: Sandbox) -> None:
    text = sandbox.read("dataset/actors.csv")
    text = text.replace("News agency of Example State.,", '"News agency\nof Example State.","a\nb"', 1)
    sandbox.write("dataset/actors.csv", text.replace("xeb,state,", "xeb,estate,"))
    assert sandbox.fault().startswith("dataset/actors.csv:9: kind 'estate' is not a code")


@pytest.mark.parametrize(("name", "word"), [("dataset/tenures.csv", "foreign"), (EVENT, "Example City")])
def test_latin_1(sandbox: Sandbox, name: str, word: str) -> None:
    line = sandbox.edit(name, word, "é")
    sandbox.path(name).write_bytes(sandbox.read(name).encode("latin-1"))
    assert sandbox.fault().startswith(f"{name}:{line}: byte 0xe9 is not UTF-8")


@pytest.mark.parametrize("name", ["dataset/actors.csv", STATEMENT])
def test_a_byte_order_mark_does_no_harm(sandbox: Sandbox, name: str) -> None:
    sandbox.path(name).write_bytes(b"\xef\xbb\xbf" + sandbox.path(name).read_bytes())
    assert sandbox.faults() == []


def test_line_ends_of_other_systems_do_no_harm(sandbox: Sandbox) -> None:
    for name in ("dataset/actors.csv", STATEMENT):
        sandbox.path(name).write_bytes(sandbox.path(name).read_bytes().replace(b"\n", b"\r\n"))
    assert sandbox.faults() == []


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n- b\n", "just text\n", "[", "\x00", "a: *b\n"])
def test_a_file_that_is_no_record(sandbox: Sandbox, text: str) -> None:
    sandbox.write(EVENT, text)
    faults = sandbox.faults()
    # What refers to the event is not wrong for that.
    assert {f.split(":")[0] for f in faults} == {EVENT}, faults


def test_a_fault_is_one_line_however_long_the_value(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "mode: own-voice", 'mode: "' + "loud\\n" * 10_000 + '"')
    sandbox.edit(STATEMENT, "speaker: max-muster", 'speaker: "' + "max " * 10_000 + 'muster"')
    faults = sandbox.faults()
    assert len(faults) == 2
    assert max(map(len, faults)) < 500


def test_a_missing_file(sandbox: Sandbox) -> None:
    sandbox.path("dataset/tenures.csv").unlink()
    assert sandbox.fault().startswith("dataset/tenures.csv:1: the file cannot be read")


def test_a_folder_named_like_a_record(sandbox: Sandbox) -> None:
    sandbox.path("dataset/events/evt-0002-folder.yaml").mkdir()
    assert sandbox.fault().startswith("dataset/events/evt-0002-folder.yaml:1: this is not a record")


def test_a_file_of_another_kind(sandbox: Sandbox) -> None:
    sandbox.write("dataset/events/evt-0002-note.yml", "a: b\n")
    assert "Rename it" in sandbox.fault()


def test_many_faults_come_in_order_and_once(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: loud")
    sandbox.edit(EVENT, "kind: press-briefing", "kind: party")
    sandbox.edit("dataset/tenures.csv", "substantive", "sub")
    faults = sandbox.faults()
    assert len(faults) == 3
    assert faults == sorted(faults)


def test_nothing_is_built_from_records_with_faults(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: loud")
    status, _, err = sandbox.run("build")
    assert status == 1
    assert "mode 'loud' is not a code" in err
    assert not sandbox.path("release").exists()

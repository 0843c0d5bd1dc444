"""Whatever is wrong with a record is said at its own line and column, under its own code, all at once, and never with a
traceback.

Three tiers: every value of the example records replaced by every kind of wrong one; files damaged by hand in all the ways
that editors, spreadsheets and mischief know; and bytes put in or taken out at random.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build.project import Project
from onrecord_build.read import read_records
from onrecord_build.schema import Field, read_schemas
from sandbox import EVENT, EXAMPLE, RELATIONSHIP, REPOSITORY, STATEMENT, Sandbox

SCHEMAS = read_schemas(REPOSITORY / "schemas")
Place = tuple[str, int, int, str]


def places(faults: list[dict[str, Any]]) -> list[Place]:
    """Where and what the faults are: path, line, column, code."""
    return [(f["path"], f["line"], f["column"], f["code"]) for f in faults]


class Damage(NamedTuple):
    """A value put where it does not belong, and the code under which that has to be reported."""

    path: str
    line: int
    field: str
    value: str
    code: str

    def apply(self, sandbox: Sandbox) -> Place:
        """Do the damage; return where it has to be found."""
        lines = sandbox.read(self.path).split("\n")
        if self.path.endswith(".yaml"):
            key = re.compile(rf"^( *(?:- )?)({self.field}:).*")
            found = key.match(lines[self.line - 1])
            assert found
            lines[self.line - 1] = f"{found[1]}{found[2]} {self.value}".rstrip()
            # What is missing is missing at its key.
            column = len(found[1]) + 1 + (len(found[2]) + 1 if self.value else 0)
        else:
            cells = next(csv.reader([lines[self.line - 1]]))
            number = lines[0].split(",").index(self.field)
            cells[number] = self.value
            column = len(_row(cells[:number])) + (2 if number else 1)
            lines[self.line - 1] = _row(cells)
        sandbox.write(self.path, "\n".join(lines))
        return self.path, self.line, column, self.code


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def wrong_values(field: Field, references: set[str]) -> Iterator[tuple[str, str]]:
    """Values that the column must not take, each with the code of the rule that it breaks."""
    if field.required:
        yield "", "missing-value"
    if field.codes is not None:
        yield ("no-such-code" if field.type == "string" else "[no-such-code]"), "unknown-code"
    elif field.name in references:
        yield "no-such-record", "unknown-record"
    elif "pattern" in field.constraints:
        yield "Bad Value!", "wrong-pattern"
    if field.edtf or field.type == "date":
        yield "2026-02-30", "wrong-date"
        yield "2026-00", "wrong-date"
        yield "yesterday", "wrong-date"
    if field.type in ("boolean", "number", "integer"):
        yield "1,5", "wrong-type"
        yield "no", "wrong-type"
    if field.type == "list":
        yield ("a;;b", "wrong-shape") if field.codes is None else ("elections;elections", "wrong-shape")
    if "maxLength" in field.constraints and field.type == "string":
        yield "x" * (field.constraints["maxLength"] + 1), "too-long"
    if field.spec.get("format") == "uri":
        yield "page 5", "wrong-address"
    if field.type == "string" and field.codes is None and not field.edtf and "pattern" not in field.constraints:
        yield "x" * 10_001, "too-long"


def damages() -> list[Damage]:
    """Every wrong value at every place of the example that has a value."""
    found = []
    records = read_records(Project(EXAMPLE), SCHEMAS)
    for table in SCHEMAS.tables.values():
        references = {reference.field for reference in table.references}
        for row in records.rows[table.name]:
            for field in table.authored.values():
                if (
                    row[field.name] is None
                    or row.path.startswith("schemas")
                    or field.name in _parents(table.spec, row.path)
                ):
                    continue
                for value, code in wrong_values(field, references):
                    if field.type != "list" or (";" in value) == row.path.endswith(
                        ".csv" if code != "wrong-shape" else ".yaml"
                    ):
                        found.append(Damage(row.path, row.span(field.name).line, field.name, value, code))
    return [d for d in found if d.code != "wrong-shape" or d.path.endswith(".yaml")]


def _parents(spec: dict[str, Any], path: str) -> set[str]:
    return {place["parent"] for place in spec["authored"] if "parent" in place} if path.endswith(".yaml") else set()


DAMAGES = damages()
BY_FIELD = [
    (f"{path}-{field}", list(group))
    for (path, field), group in groupby(DAMAGES, lambda d: (Path(d.path).stem, d.field))
]


def test_there_is_damage_of_every_kind() -> None:
    assert len(DAMAGES) > 250
    assert {d.path.partition("/")[2].partition("/")[0] for d in DAMAGES} >= {
        "actors.csv", "events", "evidence.csv", "relationships", "source_lineage.csv", "sources.csv", "statements", "tenures.csv",
    }  # fmt: skip


@pytest.mark.parametrize("group", [group for _, group in BY_FIELD], ids=[name for name, _ in BY_FIELD])
def test_each_wrong_value_is_reported_at_its_place(sandbox: Sandbox, group: list[Damage]) -> None:
    for damage in group:
        before = sandbox.read(damage.path)
        place = damage.apply(sandbox)
        faults = sandbox.report()
        assert place in places(faults), (damage, faults)
        sandbox.write(damage.path, before)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(DAMAGES), min_size=2, max_size=4, unique_by=lambda d: (d.path, d.line)))
def test_no_fault_hides_another(chosen: list[Damage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder) / "checkout")
        wanted = [damage.apply(sandbox) for damage in chosen]
        found = places(sandbox.report())
    assert set(wanted) <= set(found), (chosen, found)


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
        assert sandbox.run("check", "--texts", "archive", "--format", "sarif")[0] in (0, 1)
        assert sandbox.run("fix")[0] == 0
        assert sandbox.run("check", "--format", "github")[0] in (0, 1)


def test_the_example_has_no_faults(sandbox: Sandbox) -> None:
    assert sandbox.report() == []
    assert sandbox.report("--texts", "archive") == []


# Each case: what is done to which file, and the faults that are found then, all of them: line, column, code.
# A text is replaced where (old, new) is given; a function gets the bytes of the file and returns others.
Change = tuple[str, str] | Callable[[bytes], bytes]
ACTORS, TENURES, SOURCES = "dataset/actors.csv", "dataset/tenures.csv", "dataset/sources.csv"
TOPICS = "topics: [diplomacy-mediation, sovereignty-territory]"
LAUGHS = "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


def line_of(path: str, text: str) -> int:
    return (EXAMPLE / path).read_text(encoding="utf-8").split(text)[0].count("\n") + 1


L = {
    text: line_of(STATEMENT, text)
    for text in ("venue:", "topics:", "targets:", "evidence:", "summary:", "mode:", "said:")
}
HAND: dict[str, tuple[str, Change, list[tuple[int, int, str]]]] = {
    "unknown key": (STATEMENT, ("speech_act:", "speech-act:"), [(1, 1, "missing-value"), (14, 1, "unknown-field")]),
    "key near another": (STATEMENT, ("venue: ", "venu: "), [(11, 1, "unknown-field")]),
    "computed field": (STATEMENT, ("venue: Example City", "quote: Example City"), [(11, 1, "computed-field")]),
    "parent repeated": (EVENT, ("  - actor: xea\n", "  - actor: xea\n    event: evt-0001-briefing\n"), [(13, 5, "computed-field")]),
    "list for a value": (STATEMENT, ("venue: Example City", "venue: [Example City]"), [(11, 8, "wrong-shape")]),
    "mapping for a value": (STATEMENT, ("venue: Example City", "venue: {a: b}"), [(11, 9, "wrong-shape")]),
    "list of mappings": (STATEMENT, (TOPICS, "topics: [{a: b}]"), [(15, 9, "wrong-shape")]),
    "value for a list": (STATEMENT, (TOPICS, "topics: elections"), [(15, 9, "wrong-shape")]),
    "empty item": (STATEMENT, (TOPICS, "topics: [elections, ]"), [(15, 19, "not-canonical")]),
    "item of nothing": (STATEMENT, (TOPICS, 'topics: [elections, ""]'), [(15, 9, "wrong-shape")]),
    "too many items": (STATEMENT, (TOPICS, "topics: [elections, migration, sanctions-and-finance, wider-region]"), [(15, 9, "too-long")]),
    "item twice": (STATEMENT, (TOPICS, "topics: [elections, elections]"), [(15, 9, "repeated-item")]),
    "white space": (STATEMENT, ("venue: Example City", 'venue: "Example City "'), [(11, 8, "white-space")]),
    "only white space": (STATEMENT, ("venue: Example City", 'venue: " "'), [(11, 8, "white-space")]),
    "control character": (STATEMENT, ("venue: Example City", 'venue: "Example\\u0007City"'), [(11, 8, "control-character")]),
    "another name": (STATEMENT, ("id: st-0001-we", "id: st-0002-we"), [(1, 15, "misplaced-file")]),
    "another month": (STATEMENT, ("said: 2026-02-03", "said: 2026-01-31/2026-02-03"), [(9, 7, "misplaced-file")]),
    "both targets": (STATEMENT, ("  - target_actor: xeb\n", "  - target_actor: xeb\n    target_event: evt-0001-briefing\n"), [(21, 5, "exactly-one")]),
    "no target": (STATEMENT, ("  - target_actor: xeb\n    role", "  - role"), [(20, 5, "exactly-one")]),
    "amount alone": (RELATIONSHIP, ("unit: USD\n", ""), [(8, 1, "all-or-none")]),
    "number with words": (RELATIONSHIP, ("amount: 12.5", "amount: twelve"), [(8, 9, "wrong-type")]),
    "list that is none": (EVENT, ("evidence:\n", "evidence: none\nremoved:\n"), [(14, 11, "no-record"), (15, 1, "unknown-field")]),
    "item that is none": (STATEMENT, ("targets:\n", "targets:\n  - nobody\n"), [(20, 5, "no-record")]),
    "key twice": (STATEMENT, ("venue: Example City", "venue: Example City\nvenue: Sample City"), [(12, 1, "repeated-key")]),
    "key twice in a list": (STATEMENT, ("    role: evaluated\n    stance: against", "    role: evaluated\n    role: evaluated\n    stance: against"), [(22, 5, "repeated-key")]),
    "anchor": (STATEMENT, ("venue: Example City", "venue: &place Example City"), [(11, 8, "unsupported-yaml")]),
    "alias": (STATEMENT, ("venue: Example City", "venue: *place"), [(11, 8, "unsupported-yaml")]),
    "tag": (STATEMENT, ("venue: Example City", "venue: !!str Example City"), [(11, 8, "unsupported-yaml")]),
    "code in a tag": (STATEMENT, ("venue: Example City", "venue: !!python/object/apply:os.system [ls]"), [(11, 8, "unsupported-yaml"), (11, 8, "wrong-shape")]),
    "merge key": (STATEMENT, ("venue: Example City", "<<: {venue: Example City}"), [(11, 1, "unknown-field")]),
    "key that is a list": (STATEMENT, ("venue: Example City", "? [venue]\n: Example City"), [(11, 3, "unsupported-yaml")]),
    "second document": (STATEMENT, ("targets:\n", "---\ntargets:\n"), [(19, 1, "unsupported-yaml")]),
    "tab for indentation": (STATEMENT, ("    role: evaluated\n    stance: against", "\trole: evaluated\n    stance: against"), [(21, 1, "broken-yaml")]),
    "colon in a text": (STATEMENT, ("venue: Example City", "venue: Example: City"), [(11, 15, "broken-yaml")]),
    "open quotation mark": (STATEMENT, ("venue: Example City", 'venue: "Example City'), [(11, 8, "broken-yaml")]),
    "open bracket": (STATEMENT, (TOPICS, "topics: [elections"), [(15, 9, "broken-yaml")]),
    "reserved sign": (STATEMENT, ("venue: Example City", "venue: @Example City"), [(11, 8, "broken-yaml")]),
    "indentation": (STATEMENT, ("venue: Example City", "  venue: Example City"), [(11, 8, "broken-yaml")]),
    "too deep": (STATEMENT, ("venue: Example City", "venue: " + "[" * 30 + "]" * 30), [(11, 16, "broken-yaml")]),
    "NUL": (STATEMENT, ("venue: Example City", "venue: Example\x00City"), [(11, 15, "broken-yaml")]),
    "two faults of syntax": (STATEMENT, lambda b: b.replace(b"venue: Ex", b"venue: @Ex").replace(b"mode: own-voice", b"mode: a: b"), [(7, 8, "broken-yaml"), (11, 8, "broken-yaml")]),
    "syntax and a code": (STATEMENT, lambda b: b.replace(b"venue: Ex", b"venue: @Ex").replace(b"mode: own-voice", b"mode: loud"), [(7, 7, "unknown-code"), (11, 8, "broken-yaml")]),
    "Latin-1": (STATEMENT, lambda b: b.replace(b"Example City", b"Ex\xe9mple City"), [(11, 10, "not-utf-8")]),
    "UTF-16": (STATEMENT, lambda b: b.decode().encode("utf-16"), [(1, 1, "not-utf-8")]),
    "byte order mark": (STATEMENT, lambda b: b"\xef\xbb\xbf" + b, [(1, 1, "not-canonical")]),
    "CR LF": (STATEMENT, lambda b: b.replace(b"\n", b"\r\n"), [(1, 1, "not-canonical")]),
    "CR": (STATEMENT, lambda b: b.replace(b"\n", b"\r"), [(1, 1, "not-canonical")]),
    "no line end": (STATEMENT, lambda b: b.rstrip(b"\n"), [(43, 25, "not-canonical")]),
    "other order of keys": (EVENT, ("place: Example City\ncountry: xea\n", "country: xea\nplace: Example City\n"), [(5, 1, "not-canonical")]),
    "needless quotation marks": (EVENT, ("place: Example City", 'place: "Example City"'), [(5, 8, "not-canonical")]),
    "blank line": (EVENT, ("place:", "\nplace:"), [(5, 1, "not-canonical")]),
    "empty key": (EVENT, ("place:", "end:\nplace:"), [(5, 1, "not-canonical")]),
    "empty file": (EVENT, lambda b: b"", [(1, 1, "no-record")]),
    "only a comment": (EVENT, lambda b: b"# nothing\n", [(1, 1, "no-record")]),
    "a list": (EVENT, lambda b: b"- a\n- b\n", [(1, 1, "no-record")]),
    "a word": (EVENT, lambda b: b"text\n", [(1, 1, "no-record")]),
    "an alias alone": (EVENT, lambda b: b"a: *b\n", [(1, 1, "unknown-field"), (1, 4, "unsupported-yaml")]),
    "a line of 5 MB": (STATEMENT, ("summary: He", "summary: " + "x" * 5_000_000 + " He"), [(17, 10, "not-canonical"), (17, 10, "too-long")]),
    "5 MB of brackets": (STATEMENT, ("summary: He", "summary: " + "[" * 5_000_000), [(17, 18, "broken-yaml")]),
    "missing column": (ACTORS, ("actor_id,kind,name,", "actor_id,name,"), [(1, 1, "missing-column")]),
    "unknown column": (ACTORS, ("wikidata,region", "wikidatum,region"), [(1, 1, "missing-column"), (1, 55, "unknown-field")]),
    "column twice": (ACTORS, ("gloss,note", "gloss,gloss"), [(1, 1, "missing-column"), (1, 77, "repeated-key")]),
    "columns in another order": (TENURES, lambda b: b.replace(b"tenure_id,holder", b"holder,tenure_id").replace(b"ten-0001-muster-minister,max-muster", b"max-muster,ten-0001-muster-minister"), [(1, 1, "not-canonical")]),
    "rows in another order": (ACTORS, lambda b: b"\n".join([*b.split(b"\n")[:-3], *b.split(b"\n")[-3:-1][::-1], b""]), [(6, 3, "not-canonical")]),
    "needless quotation marks in a cell": (ACTORS, ("xeb,state,Sample Republic", 'xeb,state,"Sample Republic"'), [(7, 11, "not-canonical")]),
    "cell too many": (ACTORS, ("xea,state,Example State,", "xea,state,Example State,,"), [(6, 1, "cell-count")]),
    "cell too few": (ACTORS, ("xeb,state,Sample Republic,,", "xeb,state,Sample Republic,"), [(7, 1, "cell-count")]),
    "open quotation mark in a cell": (ACTORS, ("xeb,state,", 'xeb,"state,'), [(7, 1, "broken-csv")]),
    "open quotation mark before others": (ACTORS, lambda b: b.replace(b"xea,state,", b'xea,"state,').replace(b"xeb,state,", b"xeb,estate,"), [(6, 1, "broken-csv"), (7, 5, "unknown-code")]),
    "quotation mark in a cell": (ACTORS, ("xeb,state,", 'xeb,"st"ate,'), [(7, 1, "broken-csv")]),
    "identifier twice": (ACTORS, ("xeb,state", "xea,state,Example State,,,,,,caribbean,A state.,\nxeb,state"), [(7, 1, "repeated-value")]),
    "reference near another": (ACTORS, ("Agency,,,xea,", "Agency,,,xea1,"), [(2, 46, "unknown-record")]),
    "line break in a cell": (ACTORS, lambda b: b.replace(b"News agency of Example State.,", b'"News agency\nof Example State.","a\nb"').replace(b"xeb,state,", b"xeb,estate,"), [(9, 5, "unknown-code")]),
    "fault behind a line break": (ACTORS, ("Max Muster,Макс Мустер,,xea,", '"Max\nMuster",Макс Мустер,,xee,'), [(5, 22, "unknown-record")]),
    "empty table": (TENURES, lambda b: b"", [(1, 1, "missing-column")]),
    "Latin-1 in a table": (ACTORS, lambda b: b.replace(b"Newspaper", b"Newsp\xe1per"), [(3, 77, "not-utf-8")]),
    "byte order mark of a spreadsheet": (ACTORS, lambda b: b"\xef\xbb\xbf" + b.replace(b"\n", b"\r\n"), [(1, 1, "not-canonical"), (1, 1, "not-canonical")]),
    "semicolons of a spreadsheet": (TENURES, lambda b: b.replace(b",", b";"), [(1, 1, "broken-csv")]),
    "NUL in a table": (ACTORS, ("xeb,state,Sample Republic", "xeb,state,Sample\x00Republic"), [(7, 11, "control-character")]),
    "address with a space": (SOURCES, ("https://times.example/again", "https://times.example/a gain"), [(4, 85, "wrong-address")]),
    "no such calendar day": (SOURCES, ("again,2026-02-04", "again,2026-02-29"), [(4, 113, "wrong-date")]),
}  # fmt: skip


def change(sandbox: Sandbox, path: str, how: Change) -> None:
    if isinstance(how, tuple):
        sandbox.edit(path, *how)
    else:
        before = sandbox.path(path).read_bytes()
        sandbox.path(path).write_bytes(how(before))
        assert how(before) != before


@pytest.mark.parametrize(("path", "how", "wanted"), HAND.values(), ids=HAND)
def test_by_hand(sandbox: Sandbox, path: str, how: Change, wanted: list[tuple[int, int, str]]) -> None:
    change(sandbox, path, how)
    found = places(sandbox.report())
    print(found[:12])
    assert [place for place in found if place[0] != path] == []
    assert [place[1:] for place in found] == wanted


def test_a_billion_laughs(sandbox: Sandbox) -> None:
    sandbox.write(EVENT, "a: &a [x, x]\n" + LAUGHS)
    found = places(sandbox.report())
    assert {place[0] for place in found} == {EVENT}
    assert {place[3] for place in found} == {"unsupported-yaml", "unknown-field"}
    assert (EVENT, 1, 4, "unsupported-yaml") in found
    assert sandbox.run("fix")[0] == 0
    assert sandbox.read(EVENT).startswith("a: &a")


def test_files_that_cannot_be_read(sandbox: Sandbox) -> None:
    sandbox.path(TENURES).unlink()
    sandbox.path(SOURCES).unlink()
    sandbox.path(SOURCES).mkdir()
    found = places(sandbox.report())
    # What refers to a tenure or a source is not wrong for that.
    assert found == [(SOURCES, 1, 1, "unreadable-file"), (TENURES, 1, 1, "unreadable-file")]


def test_a_file_without_permission() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        sandbox = Sandbox(folder / "checkout")
        assert sandbox.report() == []  # and everything is imported that a check needs
        sandbox.path(STATEMENT).chmod(0)
        sandbox.path(TENURES).chmod(0)
        with as_nobody():
            found = places(sandbox.report())
        assert found == [(STATEMENT, 1, 1, "unreadable-file"), (TENURES, 1, 1, "unreadable-file")]
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """The superuser may read everything, and so steps back for a moment."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_is_no_file_of_a_record(sandbox: Sandbox) -> None:
    events = "dataset/events"
    sandbox.path(f"{events}/evt-0002-folder.yaml").mkdir()
    sandbox.path(f"{events}/evt-0003-link.yaml").symlink_to("nowhere")
    sandbox.write(f"{events}/evt-0004-note.yml", "a: b\n")
    sandbox.write(f"{events}/.hidden", "of no concern\n")
    assert places(sandbox.report()) == [
        (f"{events}/evt-0002-folder.yaml", 1, 1, "stray-file"),
        (f"{events}/evt-0003-link.yaml", 1, 1, "stray-file"),
        (f"{events}/evt-0004-note.yml", 1, 1, "stray-file"),
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "just text\n", "[", "\x00", "a: *b\n", "\xff\xfe"])
def test_what_refers_to_a_file_that_cannot_be_read_is_not_wrong(sandbox: Sandbox, text: str) -> None:
    for path in (EVENT, STATEMENT, RELATIONSHIP):
        before = sandbox.path(path).read_bytes()
        sandbox.path(path).write_bytes(text.encode("latin-1"))
        faults = places(sandbox.report())
        assert faults and {place[0] for place in faults} == {path}, faults
        sandbox.path(path).write_bytes(before)


@pytest.mark.parametrize(("old", "new"), [("xea,state,", "xea,,state,"), ("actor_id,", "id,")])
def test_what_refers_to_a_row_that_cannot_be_read_is_not_wrong(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.edit(ACTORS, old, new)
    assert {path for path, _, _, _ in places(sandbox.report())} == {ACTORS}


def test_a_message_is_one_line_however_long_the_value(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "mode: own-voice", 'mode: "' + "loud\\n" * 10_000 + '"')
    sandbox.edit(STATEMENT, "speaker: max-muster", 'speaker: "' + "max " * 10_000 + 'muster"')
    faults = sandbox.faults()
    assert len(faults) == 3
    assert max(map(len, faults)) < 500
    assert all("\n" not in fault for fault in faults)


def test_many_faults_come_in_order_and_once(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: loud")
    sandbox.edit(EVENT, "kind: press-briefing", "kind: party")
    sandbox.edit(TENURES, "substantive", "sub")
    found = places(sandbox.report())
    assert [place[0] for place in found] == [EVENT, STATEMENT, TENURES]
    assert found == sorted(found) == places(sandbox.report())


def test_nothing_is_built_from_records_with_faults(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: loud")
    status, _, err = sandbox.run("build")
    assert status == 1
    assert "mode 'loud' is not a code" in err
    assert not sandbox.path("release").exists()

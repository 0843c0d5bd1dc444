"""A check that looks only at what has changed finds what one finds that looks at everything."""

from __future__ import annotations

import csv
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord_build import memory, read, yaml_records
from onrecord_build.check import check
from onrecord_build.example import DESIGNATIONS
from onrecord_build.faults import Fault
from onrecord_build.memory import FOLDER, Memory
from onrecord_build.project import Project
from onrecord_build.recheck.check import check_again
from onrecord_build.rules import RULES, rule
from onrecord_build.yaml_records import YamlFile
from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox

OTHER = "dataset/statements/2026-02/st-0002-own-laws.yaml"
TABLES = ("actors", "errata", "evidence", "sources", "tenures", "source_lineage", "waivers", "retired_ids")
WORDS = "Мы этого не сделаем, потому что у нас есть собственные законы"


@pytest.fixture(autouse=True)
def _a_fast_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "TICK", 20_000_000)


def more(sandbox: Sandbox) -> None:
    """More records, which name one another in most of the ways in which records can, and without a fault."""
    text = sandbox.read(STATEMENT).replace("evidence:\n", f"{DESIGNATIONS}evidence:\n", 1)
    # An erratum is about a value that a release held; here all are new.
    sandbox.write(STATEMENT, text)
    plain = re.sub(r"  - evidence_id: ev-0011(.|\n)*", "", sandbox.read(STATEMENT))
    plain = re.sub(r"  - voice: reporter\n(    .*\n)*", "", plain).replace("Мы этого не сделаем", WORDS)
    for number, name in ((2, "own-laws"), (3, "again"), (4, "no-event")):
        clone = plain.replace("st-0001-we-will-not", f"st-000{number}-{name}")
        clone = clone.replace("ev-0010", f"ev-00{number}0").replace("He says", f"On day {number} he says")
        if number == 4:
            clone = clone.replace("event: evt-0001-briefing\n", "", 1).replace(WORDS, "Мы так не поступим")
            clone = clone.replace("этого", "так")
        sandbox.write(f"dataset/statements/2026-02/st-000{number}-{name}.yaml", clone)
    sandbox.write(
        "dataset/waivers.csv",
        "rule,record,reason\nsame-words-twice,st-0003-again,Said on two occasions.\n",
    )
    event = sandbox.read(EVENT).replace("evt-0001-briefing", "evt-0002-answers").replace("ev-0008", "ev-0018")
    event = event.replace("src-0001-example-times", "src-0003-example-times")
    event = event.replace("country: xea\n", "country: xea\nparent: evt-0001-briefing\n")
    sandbox.write(
        "dataset/events/evt-0002-answers.yaml", event.replace("    locator: paragraph 2\n", "").rstrip() + "\n"
    )
    treaty = sandbox.read(RELATIONSHIP).replace("rel-0001", "rel-0002").replace("ev-0009", "ev-0019")
    treaty = treaty.replace("src-0001-example-times", "src-0003-example-times").replace("paragraph 3", "page 2")
    treaty = treaty.replace("start: 2025-05", "start: 2025-06").replace("detail: Treaty", "detail: Second treaty")
    sandbox.write("dataset/relationships/rel-0002-treaty.yaml", treaty)
    controls = (
        "relationship_id: rel-0003-controls\ntype: controls\nsubject: xea\nobject: example-agency\n"
        "state: in-force\nevidence:\n  - evidence_id: ev-0029-controls\n    source: src-0002-example-agency\n"
        "    support: supports\n    rendition: document-fact\n    lang: ru\n"
    )
    sandbox.write("dataset/relationships/rel-0003-controls.yaml", controls)
    sandbox.write(
        "dataset/codings.csv",
        "sample,statement,coder,field,value,coder_kind,material,coded\n"
        "first,st-0002-own-laws,coder-1,speech_act,refuse,human,record-at-hand,2026-02-10\n"
        "first,st-0002-own-laws,coder-1,target,evt-0002-answers,human,record-at-hand,2026-02-10\n",
    )
    rows = sandbox.read("dataset/evidence.csv")
    rows += "ev-0050-answers,,evt-0002-answers,,,,src-0002-example-agency,context,document-fact,,,,ru,,,\n"
    rows += "ev-0051-treaty,,,rel-0002-treaty,,,src-0002-example-agency,context,document-fact,,,,ru,,,\n"
    sandbox.write("dataset/evidence.csv", rows)
    sandbox.write(
        "dataset/retired_ids.csv", "id,replaced_by,reason,version\nst-0000-gone,st-0002-own-laws,Merged.,1.2.3\n"
    )


def compared(sandbox: Sandbox) -> tuple[list[Fault], bool]:
    """The faults, and whether a check found them that did not look at everything."""
    project = Project(sandbox.root)
    dataset, faults = check(project)
    remembering = Memory(project)
    if remembering.unchanged():
        assert faults == []
    outcome = check_again(project, remembering)
    if outcome is None:
        assert check(project, None, Memory(project))[1] == faults
        return faults, False
    assert outcome.faults == faults
    if not faults:
        assert outcome.counts == {name: len(rows) for name, rows in dataset.records.rows.items() if rows}
    return faults, True


@pytest.fixture
def remembered(sandbox: Sandbox) -> Sandbox:
    """A sandbox with more records, of which a check found that they are right."""
    more(sandbox)
    faults, _ = compared(sandbox)
    assert faults == []
    return sandbox


def test_the_same_state_is_found_to_be_right(remembered: Sandbox) -> None:
    assert compared(remembered) == ([], True)


def codes(found: tuple[list[Fault], bool]) -> tuple[list[tuple[str, str]], bool]:
    return [(fault.path, fault.code) for fault in found[0]], found[1]


def test_state_after_state_is_compared_with_the_one_that_was_right(remembered: Sandbox) -> None:
    """Whether what is found is found by looking at what has changed, and that it is found elsewhere as well."""
    actors = "dataset/actors.csv"
    remembered.edit(STATEMENT, "speech_act: refuse\n", "speech_act: refuses\n")
    assert codes(compared(remembered)) == ([(STATEMENT, "unknown-code")], True)
    remembered.edit(STATEMENT, "speech_act: refuses\n", "speech_act: refuse\n")
    assert compared(remembered) == ([], True)
    remembered.edit(EVENT, "start: 2026-02-03\n", "start: 2026-03-03\n")
    found = compared(remembered)
    assert found[1] and {fault.path for fault in found[0] if fault.code == "said-at-event"} >= {STATEMENT}
    remembered.edit(EVENT, "start: 2026-03-03\n", "start: 2026-02-03\n")
    remembered.edit(actors, "max-muster,person", "max-muster,population")
    found = compared(remembered)
    assert found[1] and {fault.path for fault in found[0] if fault.code == "speaker-speaks"} >= {STATEMENT, OTHER}
    remembered.edit(actors, "max-muster,population", "max-muster,person")
    assert compared(remembered) == ([], True)


def test_what_is_gone_is_missed(remembered: Sandbox) -> None:
    remembered.path(OTHER).unlink()
    found, is_again = compared(remembered)
    # The waiver is of a warning that names what is gone, and whether it is idle only a whole check tells.
    assert [fault.code for fault in found] == ["coding-value", "replacement-exists", "idle-waiver"] and not is_again


def test_a_waiver_that_may_be_idle_is_asked_of_everything(remembered: Sandbox) -> None:
    again = "dataset/statements/2026-02/st-0003-again.yaml"
    remembered.edit(again, "principal: max-muster\n", "principal: xea\n")
    faults, is_again = compared(remembered)
    assert not is_again and "idle-waiver" in {fault.code for fault in faults}


@pytest.mark.parametrize("name", ["waivers", "source_lineage", "retired_ids", "propositions", "released", "anchors"])
def test_lists_that_bear_on_any_record_are_held_against_all(remembered: Sandbox, name: str) -> None:
    path = remembered.path(f"dataset/{name}.csv")
    path.write_text(path.read_text(encoding="utf-8") + "x\n", encoding="utf-8")
    faults, is_again = compared(remembered)
    assert not is_again and (faults or name == "anchors")


def test_only_what_has_changed_is_read(remembered: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    compared(remembered)
    names: list[str] = []

    def read_yaml(file: YamlFile, *others: Any) -> None:
        names.append(file.name)
        yaml_records.read_yaml(file, *others)

    monkeypatch.setattr(read, "read_yaml", read_yaml)
    remembered.edit(OTHER, "venue: Example City\n", "venue: Other City\n")
    project = Project(remembered.root)
    outcome = check_again(project, Memory(project))
    assert outcome is not None and outcome.faults == [] and names == [OTHER]


def test_other_code_or_schemas_are_asked_of_everything(remembered: Sandbox) -> None:
    terms = "schemas/terms.csv"
    remembered.write(terms, remembered.read(terms) + "\n")
    assert not compared(remembered)[1]


Edit = Callable[[Sandbox, random.Random], None]
LINE = re.compile(r"^(?P<begin>(?:  - |    )?(?P<key>[a-z_]+): )(?P<value>\S.*)$", re.MULTILINE)


def files_of(sandbox: Sandbox) -> list[Path]:
    return sorted(sandbox.path("dataset").rglob("*.yaml"))


def values_of(sandbox: Sandbox, key: str) -> list[str]:
    """What stands under a key anywhere, and identifiers of other kinds that do not belong there."""
    found = {m["value"] for path in files_of(sandbox) for m in LINE.finditer(_text(path)) if m["key"] == key}
    return [
        *sorted(found),
        "xea",
        "xeb",
        "max-muster",
        "evt-0002-answers",
        "2026-02-01",
        "ev-9999-nothing",
        "2027",
        "''",
    ]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def value(sandbox: Sandbox, chance: random.Random) -> None:
    """Another value, which other records have under the same key."""
    path = chance.choice(files_of(sandbox))
    text = _text(path)
    if lines := list(LINE.finditer(text)):
        line = chance.choice(lines)
        new = chance.choice(values_of(sandbox, line["key"]))
        path.write_text(text[: line.start("value")] + new + text[line.end("value") :], encoding="utf-8")


def reference(sandbox: Sandbox, chance: random.Random) -> None:
    """The same, of what names other records or rows are compared by."""
    path = chance.choice(files_of(sandbox))
    text = _text(path)
    keys = (
        "speaker|principal|tenure|event|about_event|lead_evidence|parent|source|support|rendition|exact|subject|object"
    )
    if lines := [
        m for m in LINE.finditer(text) if re.fullmatch(f"{keys}|type|start|said|shows|kind|.*_id|target.*", m["key"])
    ]:
        line = chance.choice(lines)
        new = chance.choice(values_of(sandbox, line["key"]))
        path.write_text(text[: line.start("value")] + new + text[line.end("value") :], encoding="utf-8")


def without_line(sandbox: Sandbox, chance: random.Random) -> None:
    path = chance.choice(files_of(sandbox))
    lines = _text(path).splitlines(keepends=True)
    if lines:
        del lines[chance.randrange(len(lines))]
    path.write_text("".join(lines), encoding="utf-8")


def with_line(sandbox: Sandbox, chance: random.Random) -> None:
    """A field more."""
    more_of = {
        "statements": [
            "note: He says “words” of a regime.",
            "about_event: evt-0002-answers",
            "event: evt-0002-answers",
        ],
        "events": ["parent: evt-0002-answers", "end: 2026-02-02", "note: An invasion."],
        "relationships": ["end: 2025-06", "asserted_by: max-muster", "note: It says “so”.", "type: holds-in-custody"],
    }
    path = chance.choice(files_of(sandbox))
    lines = _text(path).splitlines(keepends=True)
    lines.insert(chance.randrange(1, len(lines) + 1) if lines else 0, chance.choice(more_of[_table(path)]) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def _table(path: Path) -> str:
    return next(table for table in ("statements", "events", "relationships") if table in path.parts)


def shows(sandbox: Sandbox, chance: random.Random) -> None:
    """A passage that shows only some of the fields of its record."""
    path = chance.choice(files_of(sandbox))
    text = _text(path)
    if places := [m.end() for m in re.finditer(r"^    lang: .*\n", text, re.MULTILINE)]:
        at = chance.choice(places)
        path.write_text(f"{text[:at]}    shows: [kind, start, speaker]\n{text[at:]}", encoding="utf-8")


def copy(sandbox: Sandbox, chance: random.Random) -> None:
    """A record more, with identifiers of its own or those of another one."""
    path = chance.choice(files_of(sandbox))
    number = chance.randrange(5)
    text, name = _text(path), path.stem
    if chance.random() < 0.8:
        text, name = (re.sub(r"\b(st|evt|rel|ev)-0", rf"\1-{number}", t) for t in (text, name))
    path.with_name(f"{name}{chance.choice(['', '', 'x'])}.yaml").write_text(text, encoding="utf-8")


def delete(sandbox: Sandbox, chance: random.Random) -> None:
    chance.choice(files_of(sandbox)).unlink()


def rename(sandbox: Sandbox, chance: random.Random) -> None:
    path = chance.choice(files_of(sandbox))
    path.rename(path.with_name(f"{path.stem}{chance.choice(['x', '-a'])}.yaml"))


def identifier(sandbox: Sandbox, chance: random.Random) -> None:
    """A record is called otherwise, in its own file alone or everywhere in the YAML files."""
    path = chance.choice(files_of(sandbox))
    if found := re.findall(r"_id: (\S+)", _text(path)):
        old = chance.choice(found)
        new = chance.choice([f"{old}x", old.replace("-00", "-01"), chance.choice(found)])
        for other in chance.choice([[path], files_of(sandbox)]):
            other.write_text(_text(other).replace(old, new), encoding="utf-8")
        if old == path.stem:
            path.rename(path.with_name(f"{new}.yaml"))


def damage(sandbox: Sandbox, chance: random.Random) -> None:
    path = chance.choice(files_of(sandbox))
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    piece = chance.choice([b"", b"x", b"\n", b": ", b"\xff", b'"', b"#", b","])
    path.write_bytes(data[:at] + piece + data[at + chance.randrange(3) :])


def cell(sandbox: Sandbox, chance: random.Random) -> None:
    """Another value in a table: one of its column, or of its neighbours, or none; a row more, or less."""
    path = sandbox.path(f"dataset/{chance.choice(TABLES)}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    if not rows:
        return
    number, column = chance.randrange(len(rows)), chance.randrange(len(header))
    match chance.randrange(5):
        case 0:
            del rows[number]
        case 1:
            copied = [re.sub(r"^(src|ev|ten)-0", r"\1-1", value) for value in rows[number]]
            rows.insert(number + 1, [value.replace("https", "http") for value in copied])
        case _:
            rows[number][column] = chance.choice([chance.choice(rows)[column], chance.choice(rows)[column], "", "xeb"])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *sorted(rows)])


def erratum(sandbox: Sandbox, chance: random.Random) -> None:
    """An erratum of some record and field, which may fit."""
    path = chance.choice(files_of(sandbox))
    if lines := list(LINE.finditer(_text(path))):
        line = chance.choice(lines)
        row = f"{path.stem},{line['key']},,{line['value'].strip()},Why.,2026-02-10,1.3.0\n"
        sandbox.write("dataset/errata.csv", sandbox.read("dataset/errata.csv") + row)


def forget(sandbox: Sandbox, chance: random.Random) -> None:
    """What is remembered is damaged, or lost."""
    path = chance.choice(sorted(sandbox.path(FOLDER).iterdir()))
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    path.write_bytes(chance.choice([b"", data[:at], data[:at] + b"x" + data[at + 1 :]]))


def undo(sandbox: Sandbox, chance: random.Random) -> None:
    """Every record, or one of them, as it was at first."""
    kept = sandbox.path("at-first")
    old = {path.relative_to(kept): path.read_bytes() for path in sorted(kept.rglob("*.*"))}
    now = {path.relative_to(sandbox.path("dataset")): path.read_bytes() for path in every_file(sandbox)}
    other = sorted(name for name in old.keys() | now.keys() if old.get(name) != now.get(name))
    for name in other if chance.random() < 0.5 else other[:1]:
        target = sandbox.path("dataset") / name
        if name in old:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(old[name])
        else:
            target.unlink()


def every_file(sandbox: Sandbox) -> list[Path]:
    return sorted(sandbox.path("dataset").rglob("*.*"))


EDITS: list[Edit] = [
    *(value, reference, without_line, with_line, shows, copy, delete, rename, identifier, damage, cell, cell, erratum),
    *(undo, undo, forget),
]
ROUNDS = st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, bool], Sandbox]]:
    """Makes a sandbox with more records, which were released or not."""
    places = {}
    for is_released in (False, True):
        places[is_released] = tmp_path_factory.mktemp("clean") / "checkout"
        sandbox = Sandbox(places[is_released])
        more(sandbox)
        if is_released:
            sandbox.release()
        shutil.copytree(sandbox.path("dataset"), sandbox.path("at-first"))

    def at(place: Path, is_released: bool) -> Sandbox:
        sandbox = Sandbox(place)
        shutil.rmtree(place)
        shutil.copytree(places[is_released], place)
        return sandbox

    yield at


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROUNDS, st.booleans(), st.randoms(use_true_random=False))
def test_what_has_changed_is_all_that_has_to_be_looked_at(
    clean: Callable[[Path, bool], Sandbox], rounds: list[list[Edit]], released: bool, chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as place:
        sandbox = clean(Path(place) / "checkout", released)
        assert compared(sandbox)[0] == []
        for edits in rounds:
            for edit in edits:
                if files_of(sandbox):
                    edit(sandbox, chance)
            compared(sandbox)


@pytest.mark.parametrize("fails", [True, False])
@pytest.mark.parametrize("code", RULES)
def test_the_example_of_every_rule_is_found_again(sandbox: Sandbox, code: str, fails: bool) -> None:
    """Its edits are made one after the other, to records without a fault."""
    compared(sandbox)
    example = rule(code).example
    for edit in example.given:
        put(sandbox, edit.path, edit.old, edit.new)
        compared(sandbox)
    text = example.fails if fails else example.passes
    put(sandbox, example.path, example.instead_of or example.passes or "", text)
    faults, _ = compared(sandbox)
    if code != "anchor":  # which needs the archived texts
        assert {fault.code for fault in faults} == ({code} if fails else set())


def put(sandbox: Sandbox, path: str, old: str, new: str | None) -> None:
    if new is None:
        sandbox.path(path).unlink(missing_ok=True)
    elif sandbox.path(path).exists():
        sandbox.edit(path, old, new)
    else:
        sandbox.write(path, new)

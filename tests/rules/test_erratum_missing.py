from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build.check import read_typed
from onrecord_build.project import Project
from onrecord_build.schema import Field, read_schemas
from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox

CODE, IDLE = "erratum-missing", "erratum-idle"
ACTORS, ERRATA = "dataset/actors.csv", "dataset/errata.csv"
LISTS = {
    "targets": "target_actor: xeb, role: evaluated, stance: against; target_event: evt-0001-briefing, role: evaluated, stance: neutral",
    "participants": "actor: max-muster, role: speaker; actor: xea, role: organiser",
}  # as errata write them
NESTED = {"statement_targets": "targets", "event_participants": "participants"}
ROW = re.compile("the row `(.*)`, and into")


class Place(NamedTuple):
    """A value of the example records, and what may stand there instead (None where it can be taken out)."""

    path: str
    line: int
    table: str
    field: str
    was: str
    others: list[str | None]

    def put(self, sandbox: Sandbox, value: str | None) -> None:
        lines = sandbox.read(self.path).split("\n")
        line = lines[self.line - 1]
        if self.path.endswith(".yaml"):
            start = re.match(rf" *(?:- )?{self.field}:", line)
            assert start
            lines[self.line - 1 : self.line] = [] if value is None else [f"{start[0]} {value}"]
        else:
            (cells,) = csv.reader([line])
            cells[lines[0].split(",").index(self.field)] = value or ""
            lines[self.line - 1] = row(cells)
        sandbox.write(self.path, "\n".join(lines))


def row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def others(field: Field, value: Any, references: list[str]) -> list[str]:
    """Values that the field can take as well."""
    if field.type == "list":
        return [f"[{', '.join(reversed(value))}]", f"[{value[0]}]"]
    if field.type == "boolean":
        return ["false" if value else "true"]
    if field.codes is not None:
        return [code for code in field.codes if code != value]
    if references:
        return [name for name in references if name != value]
    if field.edtf or field.type == "date":
        return ["2026-01-31", "2026-02-02"]
    if field.type == "number":
        return ["13", "12.51"]
    return ["fr"] if field.name.endswith("lang") else [f"{value}x"]


def places() -> list[Place]:
    """Every substantive value of the example records."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Sandbox(Path(folder) / "checkout").root)
        dataset, _ = read_typed(project, read_schemas(project.schemas))
        for name in (
            "actors",
            "events",
            "evidence",
            "relationships",
            "source_lineage",
            "sources",
            "statements",
            "tenures",
            *NESTED,
        ):
            table = dataset.schemas.tables[name]
            refers = {r.field: [row[r.key] for row in dataset.rows(r.table)] for r in table.references}
            for record in dataset.rows(name):
                for field in table.authored.values():
                    in_yaml = record.path.endswith(".yaml")
                    parent = in_yaml and any(p.get("parent") == field.name for p in table.places)
                    if record[field.name] in (None, []) or not field.substantive or parent:
                        continue
                    if field.name in table.key and name not in NESTED:
                        continue
                    value = record[field.name]
                    choices: list[str | None] = [*others(field, value, refers.get(field.name, []))]
                    if not field.required and name not in NESTED:
                        choices.append(None)
                    as_written = "; ".join(value) if isinstance(value, list) else str(value)
                    as_written = as_written.lower() if isinstance(value, bool) else as_written
                    whole = NESTED.get(name, field.name)
                    place = Place(
                        record.path,
                        record.span(field.name).line,
                        whole,
                        field.name,
                        LISTS.get(whole, as_written),
                        choices,
                    )
                    found += [place] if choices else []
    return found


PLACES = places()


def test_there_are_values_of_every_kind() -> None:
    assert len(PLACES) > 120
    assert {place.field for place in PLACES} >= {
        "name",
        "kind",
        "exact",
        "said",
        "topics",
        "stance",
        "amount",
        "contested",
        "actor",
        "relation",
        "url",
    }


def errata(sandbox: Sandbox) -> list[dict[str, Any]]:
    return [fault for fault in sandbox.report() if fault["code"].startswith("erratum-")]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_change_of_a_released_value_needs_an_erratum_and_no_other_than_what_it_prints(
    data: st.DataObject,
) -> None:
    place = data.draw(st.sampled_from(PLACES), "place")
    value = data.draw(st.sampled_from(place.others), "value")
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder) / "checkout")
        sandbox.release()
        before = sandbox.read(place.path)
        place.put(sandbox, value)
        (fault,) = errata(sandbox)
        assert (fault["code"], fault["path"]) == (CODE, place.path)
        if place.table in LISTS:  # the value is the whole list
            lines = before.split("\n")
            begin = lines.index(f"{place.table}:") + 1
            end = next(n for n, line in enumerate(lines[begin:], begin + 1) if not line.startswith(" "))
            assert begin <= fault["line"] < end
        elif value is not None or place.path.endswith(".csv"):
            assert fault["line"] == place.line
        printed = ROW.search(fault["help"])
        assert printed
        (cells,) = csv.reader([printed[1]])
        assert cells[2] == cells[4] == cells[5] == ""
        cells[2], cells[4], cells[5] = place.was, "The page says so.", "2026-02-12"
        sandbox.write(ERRATA, f"{sandbox.read(ERRATA)}{row(cells)}\n")
        assert errata(sandbox) == []
        sandbox.write(place.path, before)
        assert [(fault["path"], fault["line"], fault["code"]) for fault in sandbox.report()] == [(ERRATA, 2, IDLE)]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (STATEMENT, "summary: He says", "summary: He said"),
        (ACTORS, "tests only.,\nxeb", "tests only.,A note.\nxeb"),
        (EVENT, "label: Briefing of the minister", "label: A briefing"),
        (RELATIONSHIP, "locator: paragraph 3", "locator: paragraph 3\n    note: The last words."),
    ],
)
def test_our_own_words_need_none(sandbox: Sandbox, path: str, old: str, new: str) -> None:
    sandbox.release()
    sandbox.edit(path, old, new)
    assert sandbox.faults() == []


def test_an_addition_needs_none(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(ACTORS, "Sample Republic,,,,,,caribbean,Another", "Sample Republic,Республика,,,,,caribbean,Another")
    sandbox.edit(STATEMENT, "exact: Мы этого не сделаем\n", "exact: Мы этого не сделаем\n    prefix: он сказал\n")
    assert sandbox.faults() == []


def test_another_form_needs_none(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example ‘City’")
    sandbox.release()
    sandbox.edit(STATEMENT, "venue: Example ‘City’", "venue: Example 'City'")
    sandbox.edit(RELATIONSHIP, "amount: 12.5", "amount: 12.50")
    assert sandbox.faults() == []


def test_several_changes_are_said_at_once(sandbox: Sandbox) -> None:
    sandbox.release()
    said = sandbox.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-04")
    stance = sandbox.edit(STATEMENT, "    stance: against", "    stance: neutral")
    exact = sandbox.edit(STATEMENT, "exact: Мы этого не сделаем", "exact: Мы не сделаем этого")
    found = [(path, line) for path, line, code in sandbox.codes() if code == CODE]
    assert [path for path, _ in found] == [STATEMENT] * 3
    assert [line for _, line in found][::2] == [said, exact]
    assert stance - 3 <= found[1][1] <= stance
    (whole,) = [
        fault["help"] for fault in sandbox.report() if fault["column"] and fault["message"].startswith("targets")
    ]
    assert "target_actor: xeb, role: evaluated, stance: neutral; target_event:" in whole


def test_a_value_with_a_fault_of_its_own_is_left_to_that(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: loud")
    sandbox.edit(STATEMENT, "    stance: against", "    stance: hostile")
    assert {code for _, _, code in sandbox.codes()} == {"unknown-code"}


def test_a_field_that_is_no_longer_asked_for_needs_none(sandbox: Sandbox) -> None:
    sandbox.release()
    schema = "schemas/events.schema.json"
    lines = sandbox.read(schema).split("\n")
    sandbox.write(schema, "\n".join(line for line in lines if '"name": "place"' not in line))
    sandbox.edit(EVENT, "place: Example City\n", "")
    assert sandbox.faults() == []


def test_an_erratum_of_another_release_is_not_enough(sandbox: Sandbox) -> None:
    sandbox.release()
    line = sandbox.edit(ACTORS, "xeb,state,Sample Republic", "xeb,state,Sample Union")
    sandbox.write(ERRATA, sandbox.read(ERRATA) + "xeb,name,Sample Republic,Sample Union,It says so.,2026-01-12,1.2.3\n")
    assert sandbox.fault().startswith(f"{ACTORS}:{line}: name is not what 1.2.3 held, and no erratum says so")


def test_without_the_errata_nothing_is_known(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(ACTORS, "xeb,state,Sample Republic", "xeb,state,Sample Union")
    sandbox.path(ERRATA).unlink()
    assert sandbox.codes() == [(ERRATA, 1, "unreadable-file")]

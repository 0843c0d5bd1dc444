"""The schemas for editors: they take every record there is, and refuse what the check refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from onrecord_build import edtf
from onrecord_build.check import read_typed
from onrecord_build.editor_schema import EDTF, editor_schema, editor_schemas
from onrecord_build.project import Project
from onrecord_build.references import check_references
from onrecord_build.schema import Field, Schemas, Table, read_schemas
from onrecord_build.yaml_form import layout_of
from sandbox import EVENT, EXAMPLE, RELATIONSHIP, REPOSITORY, STATEMENT, Sandbox

TABLES = ("events", "relationships", "statements")
SCHEMAS = read_schemas(REPOSITORY / "schemas")
case = pytest.param  # short, so that a case is a line


class EditorConstructor(SafeConstructor):
    """Builds what the language server of an editor builds.

    That follows the core schema of YAML 1.2, which knows no dates: 2026-02-03 is text. Ruamel would make a date of it,
    of which JSON Schema knows nothing.
    """


EditorConstructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def as_editor(text: str) -> Any:
    """Read YAML as an editor does."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = EditorConstructor
    return reader.load(text)


@cache
def validator(table: str) -> Draft7Validator:
    return Draft7Validator(json.loads(editor_schemas(SCHEMAS)[f"{table}.json"]))


def complaints(path: str, text: str) -> set[str]:
    """The keys that an editor would underline in a record, as key.key."""
    found = validator(Path(path).parts[1]).iter_errors(as_editor(text))
    return {".".join(str(step) for step in error.absolute_path) for error in found}


def test_there_is_a_schema_for_every_folder_of_records() -> None:
    assert sorted(editor_schemas(SCHEMAS)) == [f"{table}.json" for table in TABLES]


@pytest.mark.parametrize("table", SCHEMAS.tables)
def test_it_is_a_json_schema(table: str) -> None:
    # Of every table, also of those in CSV: they show columns of types that no YAML record has as yet.
    Draft7Validator.check_schema(editor_schema(SCHEMAS.tables[table], SCHEMAS))


@pytest.mark.parametrize("text", editor_schemas(SCHEMAS).values(), ids=editor_schemas(SCHEMAS))
def test_a_file_is_stable_and_readable(text: str) -> None:
    schema = json.loads(text)
    assert text == json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    assert "“" in text  # letters are themselves, not escapes


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_those_of_the_canonical_form_in_its_order(table: str) -> None:
    schema = validator(table).schema
    assert isinstance(schema, dict)
    layout = layout_of(SCHEMAS.tables[table], SCHEMAS)
    assert list(schema["properties"]) == [*layout.keys, *layout.nested]
    for key, renders in layout.nested.items():
        offered = list(schema["properties"][key]["items"]["properties"])
        assert offered == [column for column in renders if column in offered]


def test_nested_evidence_offers_no_other_record_to_bear_on() -> None:
    for table in TABLES:
        offered = set(property_of(table, "evidence")["items"]["properties"])
        assert offered.isdisjoint({"actor", "event", "relationship", "statement", "tenure"})
        assert {"evidence_id", "source", "exact", "note"} <= offered
        assert "oneOf" not in property_of(table, "evidence")["items"]


@pytest.mark.parametrize("table", TABLES)
def test_every_property_and_every_code_is_explained(table: str) -> None:
    found = list(properties(validator(table).schema))
    assert len(found) > 10
    for spec in found:
        assert spec["title"] and spec["description"]
        codes = spec.get("items", spec)
        assert len(codes.get("enumDescriptions", [])) == len(codes.get("enum", []))
        assert len(codes.get("markdownEnumDescriptions", [])) == len(codes.get("enum", []))


def test_a_code_is_explained_by_its_term() -> None:
    act = property_of("statements", "speech_act")
    assert act["enum"] == [term["code"] for term in SCHEMAS.terms["speech-act"]]
    for described, term in zip(act["enumDescriptions"], SCHEMAS.terms["speech-act"], strict=True):
        assert term["label"] in described and term["definition"] in described


def test_types_that_stand_in_csv_alone() -> None:
    sources = editor_schema(SCHEMAS.tables["sources"], SCHEMAS)["properties"]
    assert sources["url"]["format"] == "uri"
    assert re.search(sources["url"]["pattern"], "https://www.un.org/")
    assert not re.search(sources["url"]["pattern"], "ftp://www.un.org/")
    assert sources["accessed"]["type"] == "string"
    assert sources["is_translation"]["type"] == "boolean"


def test_a_vocabulary_that_cannot_be_read_leaves_a_text() -> None:
    lost = Schemas({name: without_codes(table) for name, table in SCHEMAS.tables.items()}, {})
    act = editor_schema(lost.tables["statements"], lost)["properties"]["speech_act"]
    assert act["type"] == "string" and "enum" not in act


@pytest.mark.parametrize("folder", [REPOSITORY, EXAMPLE], ids=["the records", "the example records"])
@pytest.mark.parametrize("table", TABLES)
def test_every_record_is_taken(folder: Path, table: str) -> None:
    files = sorted((folder / "dataset" / table).rglob("*.yaml"))
    assert files
    wrong = {}
    for path in files:
        name = path.relative_to(folder).as_posix()
        if found := complaints(name, path.read_text(encoding="utf-8")):
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        case(EVENT, "start: 2026-02-03", "start: 2026", id="a year"),
        case(EVENT, "start: 2026-02-03", 'start: "2026"', id="a year in quotation marks"),
        case(EVENT, "start: 2026-02-03", "start: 2026-02", id="a month"),
        case(EVENT, "start: 2026-02-03", "start: 2026-02-03?", id="a doubtful day"),
        case(EVENT, "start: 2026-02-03", 'start: "[2026-02-03,2026-02-04]"', id="a set"),
        case(EVENT, "start: 2026-02-03", "start: 2026-02-03\nend: 2026-02-04/..", id="an open interval"),
        case(RELATIONSHIP, "amount: 12.5\nunit: USD\nperiod: 2025/2026\n", "", id="no amount, unit and period"),
        case(RELATIONSHIP, "amount: 12.5", "amount: 12", id="a whole number"),
    ],
)
def test_other_forms_are_taken(sandbox: Sandbox, path: str, old: str, new: str) -> None:
    sandbox.edit(path, old, new)
    assert complaints(path, sandbox.read(path)) == set()


@pytest.mark.parametrize(
    ("path", "old", "new", "where"),
    [
        case(STATEMENT, "venue: Example City", "venu: Example City", "", id="unknown key"),
        case(STATEMENT, "speaker: max-muster\n", "", "", id="missing"),
        case(STATEMENT, "speaker: max-muster", "speaker:", "speaker", id="empty"),
        case(STATEMENT, "speaker: max-muster", 'speaker: ""', "speaker", id="empty text"),
        case(STATEMENT, "speech_act: refuse", "speech_act: refuses", "speech_act", id="no code"),
        case(STATEMENT, "diplomacy-mediation,", "diplomacy,", "topics.0", id="no code in a list"),
        case(STATEMENT, "mediation, sovereignty-territory]", "mediation, diplomacy-mediation]", "topics", id="twice"),
        case(STATEMENT, "speaker: max-muster", "speaker: [max-muster]", "speaker", id="a list for a value"),
        case(STATEMENT, "st-0001-we-will-not", "st-ilou-we-will-not", "statement_id", id="pattern of an id"),
        case(STATEMENT, "lead_evidence: ev-0010", "lead_evidence: st-0010", "lead_evidence", id="id of another kind"),
        case(STATEMENT, "original_lang: ru", "original_lang: Russian", "original_lang", id="pattern of a language"),
        case(STATEMENT, "said: 2026-02-03", "said: 3 February 2026", "said", id="no date"),
        case(STATEMENT, "said: 2026-02-03", "said: 2026-13-03", "said", id="no month"),
        case(STATEMENT, "said: 2026-02-03", "said: 20260203", "said", id="a number for a day"),
        case(STATEMENT, "said: 2026-02-03", "said: [2026-02-03, 2026-02-04]", "said", id="a list for a set"),
        case(STATEMENT, "summary: He says", f"summary: {'He says. ' * 40}He says", "summary", id="too long"),
        case(STATEMENT, "    role", "    target_event: evt-0001\n    role", "targets.0", id="both targets"),
        case(STATEMENT, "target_actor: xeb\n    role", "role", "targets.0", id="no target"),
        case(STATEMENT, "stance: against", "stance: hostile", "targets.0.stance", id="no code in a nested record"),
        case(STATEMENT, "    rendition: verbatim\n", "", "evidence.0", id="missing in a nested record"),
        case(STATEMENT, "rendition: verbatim", "actor: xeb\n    rendition: verbatim", "evidence.0", id="two records"),
        case(STATEMENT, "  - evidence_id", "  - statement: st-0001\n    evidence_id", "evidence.0", id="its record"),
        case(EVENT, "contested: false", "contested: no", "contested", id="no truth value"),
        case(RELATIONSHIP, "unit: USD\n", "", "", id="amount without unit"),
        case(RELATIONSHIP, "amount: 12.5", "amount: a dozen", "amount", id="no number"),
    ],
)  # fmt: skip
def test_damage_is_refused_where_the_check_refuses_it(
    sandbox: Sandbox, path: str, old: str, new: str, where: str
) -> None:
    text = sandbox.read(path)
    assert old in text
    text = text.replace(old, new, 1)
    sandbox.write(path, text)
    assert where in complaints(path, text)
    dataset, faults = read_typed(Project(sandbox.root), SCHEMAS)
    found = {fault.code for fault in [*faults, *check_references(dataset)] if fault.path == path}
    assert found - {"not-canonical"}, "an editor should not ask for more than the check"


def test_one_topic_is_a_list_as_well() -> None:
    text = (EXAMPLE / STATEMENT).read_text(encoding="utf-8")
    one = text.replace("[diplomacy-mediation, sovereignty-territory]", "[diplomacy-mediation]")
    assert complaints(STATEMENT, one) == set()
    assert complaints(STATEMENT, one.replace("[diplomacy-mediation]", "diplomacy-mediation")) == {"topics"}
    assert complaints(STATEMENT, one.replace("[diplomacy-mediation]", "[]")) == {"topics"}


singles = st.from_regex(edtf.DATE, fullmatch=True).filter(lambda text: "-00" not in text)  # the calendar has no 00
ends = singles | st.sampled_from(["..", ""])
dates = (
    singles
    | st.tuples(ends, ends).map("/".join)
    | st.lists(singles, max_size=3).map(lambda members: f"[{','.join(members)}]")
)


@settings(max_examples=300, deadline=None)
@given(dates)
def test_every_date_that_the_check_reads_is_taken(text: str) -> None:
    try:
        edtf.parse(text)
    except ValueError:
        return
    assert re.fullmatch(EDTF, text)


@pytest.mark.parametrize(
    "text",
    ["", "2026-1-5", "2026-13", "2026-01-32", "2026-01-03/", "/2026", "../..", "[2026]", "[2026, 2027]", "x 2026"],
)
def test_what_has_not_the_form_of_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        edtf.parse(text)
    assert not re.fullmatch(EDTF, text)


def property_of(table: str, name: str) -> dict[str, Any]:
    schema = validator(table).schema
    assert isinstance(schema, dict)
    found: dict[str, Any] = schema["properties"][name]
    return found


def properties(schema: Any) -> Iterator[dict[str, Any]]:
    """Every property of a schema, at every depth."""
    for spec in schema.get("properties", {}).values():
        yield spec
        yield from properties(spec.get("items", {}))


def without_codes(table: Table) -> Table:
    return Table(table.name, table.spec, tuple(Field(field.spec) for field in table.fields))

"""What a comparison of two releases says, and which step of the version it demands."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.comparison import Difference, compare
from onrecord.comparison.version import least_version, takes
from onrecord.store import Store
from onrecord_build.compile import compile_project
from onrecord_build.project import Project
from sandbox import Sandbox

Row = dict[str, Any]


class Tables(Store):
    """A release in memory that a test may change."""

    def __init__(self, tables: dict[str, pa.Table], descriptor: dict[str, Any]) -> None:
        self.tables = dict(tables)
        self.descriptor = copy.deepcopy(descriptor)

    def read(self, table: str) -> pa.Table:
        return self.tables[table]

    def resource(self, table: str) -> dict[str, Any]:
        return next(r for r in self.descriptor["resources"] if r["name"] == table)

    def field(self, table: str, column: str) -> dict[str, Any]:
        return next(f for f in self.resource(table)["schema"]["fields"] if f["name"] == column)

    def rows(self, table: str, change: Callable[[list[Row]], Any]) -> None:
        rows = self.tables[table].to_pylist()
        change(rows)
        self.tables[table] = pa.Table.from_pylist(rows, schema=self.tables[table].schema)
        self.resource(table)["rows"] = len(rows)

    def drop(self, table: str, column: str) -> None:
        self.tables[table] = self.tables[table].drop_columns([column])
        fields = self.resource(table)["schema"]["fields"]
        fields.remove(self.field(table, column))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    store = compile_project(Project(Sandbox(tmp_path_factory.mktemp("compare") / "checkout").root))
    return Tables(store.tables, store.descriptor)


@pytest.fixture
def old(compiled: Tables) -> Tables:
    return Tables(compiled.tables, compiled.descriptor)


@pytest.fixture
def new(compiled: Tables) -> Tables:
    return Tables(compiled.tables, compiled.descriptor)


def told(difference: Difference) -> list[tuple[str, ...]]:
    """The changes of schemas and records, in a few words each."""
    schema = [(c.table, c.column, c.what, c.step) for c in difference.schema]
    return [*schema, *((c.table, c.record, c.kind, c.field, c.step) for c in difference.records)]


def retire(new: Tables, record: str, into: str | None, reason: str = "One under two names.") -> None:
    row = {"id": record, "replaced_by": into, "reason": reason, "version": "1.3.0"}
    new.rows("retired_ids", lambda rows: rows.append(row))


def without(table: str, key: str, *names: str) -> Callable[[Tables], None]:
    def take(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row[key] not in names]

    return lambda release: release.rows(table, take)


def test_nothing_changed(old: Tables, new: Tables) -> None:
    difference = compare(old, new)
    assert (difference.step, difference.refusal, told(difference)) == ("none", None, [])
    assert "Nothing that a release holds changed." in str(difference)
    assert all(not any(count[2:]) for count in difference.counts.values())


def test_a_corrected_value_has_before_after_and_reason(old: Tables, new: Tables) -> None:
    new.rows("statements", lambda rows: rows[0].update(venue="Example Town"))
    erratum = {
        "record": "st-0001-we-will-not",
        "field": "venue",
        "was": "Example City",
        "became": "Example Town",
        "reason": "Its council says so.",
        "corrected": datetime.date(2026, 3, 1),
        "fixed_in": "1.3.0",
    }
    new.rows("errata", lambda rows: rows.append(erratum))
    difference = compare(old, new)
    (change,) = (change for change in difference.records if change.table == "statements")
    assert (change.kind, change.field) == ("changed", "venue")
    assert (change.before, change.after, change.reason) == ("Example City", "Example Town", "Its council says so.")
    assert (change.step, change.derived) == ("patch", False)
    assert "venue: `Example City` → `Example Town`  (Its council says so.)" in str(difference)


def test_the_reason_of_what_is_nested_stands_under_the_name_of_its_list(old: Tables, new: Tables) -> None:
    new.rows("statement_targets", lambda rows: rows[0].update(stance="neutral"))
    erratum = {"record": "st-0001-we-will-not", "field": "targets", "was": "a", "became": "b", "reason": "Not said."}
    new.rows(
        "errata", lambda rows: rows.append(erratum | {"corrected": datetime.date(2026, 3, 1), "fixed_in": "1.3.0"})
    )
    change = next(c for c in compare(old, new).records if c.table == "statement_targets")
    assert (change.record, change.field, change.reason) == ("st-0001-we-will-not/1", "stance", "Not said.")


def test_an_erratum_of_an_earlier_release_is_no_reason(old: Tables, new: Tables) -> None:
    erratum = {"record": "xeb", "field": "name", "was": "a", "became": "b", "reason": "Long ago."}
    for release in (old, new):
        release.rows(
            "errata", lambda rows: rows.append(erratum | {"corrected": datetime.date(2026, 1, 1), "fixed_in": "1.2.3"})
        )
    new.rows("actors", lambda rows: rows[-1].update(name="Sample Union"))
    (change,) = compare(old, new).records
    assert (change.record, change.reason) == ("xeb", None)


# What the recipe says, case by case: https://datapackage.org/recipes/data-package-version/

CASES: list[tuple[str, Callable[[Tables], Any], str]] = [
    ("the package has another name", lambda new: new.descriptor.update(name="other"), "major"),
    ("a table is gone", lambda new: new.descriptor["resources"].remove(new.resource("searches")), "major"),
    ("a column is gone", lambda new: new.drop("actors", "gloss"), "major"),
    ("columns stand in another order", lambda new: new.resource("actors")["schema"]["fields"].reverse(), "major"),
    ("a column has another type", lambda new: new.field("actors", "name").update(onrecordType="integer"), "major"),
    ("a value is required", lambda new: new.field("actors", "country").update(constraints={"required": True}), "major"),
    ("a value is not required", lambda new: new.field("actors", "name")["constraints"].clear(), "minor"),
    ("a text is to be shorter", lambda new: new.field("actors", "gloss")["constraints"].update(maxLength=99), "major"),
    ("a text may be longer", lambda new: new.field("actors", "gloss")["constraints"].update(maxLength=999), "minor"),
    ("a pattern changed", lambda new: new.field("sources", "url").update(constraints={"pattern": "x+"}), "major"),
    ("a code is gone", lambda new: new.field("actors", "kind")["codes"].remove("population"), "major"),
    ("a code came", lambda new: new.field("actors", "kind")["codes"].append("other"), "minor"),
    ("codes stand in another order", lambda new: new.field("actors", "kind")["codes"].reverse(), "patch"),
    ("a column has codes", lambda new: new.field("actors", "name").update(codes=["a"]), "major"),
    ("a column has no codes", lambda new: new.field("actors", "kind").pop("codes"), "minor"),
    ("another key", lambda new: new.resource("source_lineage")["schema"].update(primaryKey=["parent", "child"]), "major"),
    ("a reference is gone", lambda new: new.resource("evidence")["schema"]["foreignKeys"].pop(), "minor"),
    ("figures count something else", lambda new: new.field("statements", "n_sources").update(unit="pages"), "major"),
    ("a column is described otherwise", lambda new: new.field("actors", "name").update(description="Name."), "patch"),
    ("a table is described otherwise", lambda new: new.resource("actors").update(description="Actors."), "patch"),
    ("another licence", lambda new: new.descriptor.update(licenses=[{"name": "CC0-1.0"}]), "patch"),
    ("a record came", lambda new: new.rows("actors", lambda rows: rows.append({**rows[0], "actor_id": "xec"})), "minor"),
    ("a value came", lambda new: new.rows("actors", lambda rows: rows[0].update(note="A note.")), "minor"),
    ("a value was corrected", lambda new: new.rows("actors", lambda rows: rows[0].update(name="Other")), "patch"),
    ("a value is gone", lambda new: new.rows("actors", lambda rows: rows[0].update(gloss=None)), "patch"),
    ("a list was corrected", lambda new: new.rows("statements", lambda rows: rows[0]["topics"].reverse()), "patch"),
    ("a derived value followed", lambda new: new.rows("statements", lambda rows: rows[0].update(n_sources=3)), "minor"),
    ("a derived table followed", lambda new: new.rows("position_matrix", lambda rows: rows.clear()), "minor"),
    ("a nested row is gone", lambda new: new.rows("statement_targets", lambda rows: rows.pop()), "patch"),
    ("an identifier is gone", without("searches", "actor", "nobody"), "none"),
    ("a record vanished", without("sources", "source_id", "src-0003-example-times"), "major"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "step"), [pytest.param(c, s, id=name) for name, c, s in CASES])
def test_the_step(old: Tables, new: Tables, change: Callable[[Tables], Any], step: str) -> None:
    change(new)
    assert compare(old, new).step == step


def test_a_correction_with_its_erratum_and_what_follows_from_it_is_a_patch(old: Tables, new: Tables) -> None:
    new.rows("statements", lambda rows: rows[0].update(venue="Example Town", n_sources=3))
    new.rows("renderings", lambda rows: rows.clear())
    erratum = {"record": "st-0001-we-will-not", "field": "venue", "was": "a", "became": "b", "reason": "So."}
    new.rows(
        "errata", lambda rows: rows.append(erratum | {"corrected": datetime.date(2026, 3, 1), "fixed_in": "1.2.4"})
    )
    new.descriptor["version"] = "1.2.4"
    difference = compare(old, new)
    assert (difference.step, difference.refusal) == ("patch", None)


def test_all_reasons_of_a_value_are_told_in_order(old: Tables, new: Tables) -> None:
    new.rows("statements", lambda rows: rows[0].update(venue="Example Town"))
    erratum = {"record": "st-0001-we-will-not", "field": "venue", "was": "a", "became": "b"}
    for version, reason in (("1.10.0", "Then this."), ("1.9.0", "First that.")):
        row = erratum | {"reason": reason, "fixed_in": version, "corrected": datetime.date(2026, 3, 1)}
        new.rows("errata", lambda rows, row=row: rows.append(row))  # type: ignore[misc]
    assert compare(old, new).frame().query("field == 'venue'")["reason"].item() == "First that. Then this."


def test_a_table_that_is_gone_is_counted(old: Tables, new: Tables) -> None:
    new.descriptor["resources"].remove(new.resource("searches"))
    difference = compare(old, new)
    assert difference.counts["searches"].removed == 1
    assert "searches              1 removed; 0 in all" in str(difference)


def test_items_of_a_list_are_limited(old: Tables, new: Tables) -> None:
    assert new.field("statements", "topics")["limits"]["maxLength"] == 3
    new.field("statements", "topics")["limits"]["maxLength"] = 2
    assert compare(old, new).step == "major"


def test_an_identifier_that_came_back_is_not_gone(old: Tables, new: Tables) -> None:
    retire(old, "xec", "xeb")
    new.rows("actors", lambda rows: rows.append({**rows[0], "actor_id": "xec"}))
    assert "Gone:" not in str(compare(old, new))


def test_what_differs_in_white_space_alone_is_told_apart(old: Tables, new: Tables) -> None:
    new.rows("actors", lambda rows: rows[0].update(name="Example  Agency"))
    assert '`"Example Agency"` → `"Example  Agency"`' in str(compare(old, new))


def test_reasons_are_text_and_no_markup(old: Tables, new: Tables) -> None:
    new.rows("sources", lambda rows: rows.pop(1))
    retire(new, "src-0002-example-agency", None, "One.\n## 9.9.9\x1b[2J\u202e")
    for page in (str(compare(old, new)), compare(old, new).as_markdown()):
        assert "One. ## 9.9.9\ufffd[2J\ufffd" in page


@pytest.mark.parametrize(
    ("version", "why"), [("1.2", "is no version"), ("v1.2.3", "is no version"), ("1.2.2", "is older")]
)
def test_versions_that_nothing_can_be_said_of(old: Tables, new: Tables, version: str, why: str) -> None:
    new.descriptor["version"] = version
    difference = compare(old, new)
    assert difference.refusal is not None and why in difference.refusal
    assert json.loads(difference.as_json())["new"] == version
    assert json.loads(compare(new, old).as_json())["old"] == version


@pytest.mark.parametrize(("form", "step"), [("csv", "major"), (None, "none")])
def test_a_form_that_a_release_had(old: Tables, new: Tables, form: str | None, step: str) -> None:
    new.descriptor["forms"] = [name for name in new.descriptor["forms"] if name != form]
    assert compare(old, new).step == step


def test_a_form_of_a_release_before_0_2_0(old: Tables, new: Tables) -> None:
    """It lists its files, and does not say in which forms it is; the tables of a revision do neither."""
    del old.descriptor["forms"]
    assert compare(old, new).step == "none"
    old.descriptor["resources"] += [{"name": "actors-json", "format": "json"}]
    assert ("", "", "form removed", "major") in told(compare(old, new))


def test_a_table_and_a_column_that_came(old: Tables, new: Tables) -> None:
    old.descriptor["resources"].remove(old.resource("searches"))
    difference = compare(old, new)
    assert (difference.step, difference.counts["searches"].added) == ("minor", 1)
    old.drop("actors", "gloss")
    difference = compare(old, new)
    assert ("actors", "gloss", "column added", "major") in told(difference)
    assert "actors: column added: gloss" in str(difference)


def test_merged_and_withdrawn(old: Tables, new: Tables) -> None:
    """Whoever referred to what was merged refers to another now; what nobody referred to is a correction."""
    new.rows("sources", lambda rows: rows.pop(1))
    retire(new, "src-0002-example-agency", "src-0003-example-times")
    new.rows("source_lineage", lambda rows: rows.clear())
    retire(new, "src-0003-example-times/src-0002-example-agency", None, "Not so.")
    changes = {c.record: c for c in compare(old, new).records if c.table in ("sources", "source_lineage")}
    merged, withdrawn = changes["src-0002-example-agency"], changes["src-0003-example-times/src-0002-example-agency"]
    assert (merged.kind, merged.after, merged.step) == ("merged", "src-0003-example-times", "major")
    assert merged.reason == "One under two names."
    assert (withdrawn.kind, withdrawn.after, withdrawn.step) == ("withdrawn", None, "patch")


def test_withdrawn_with_all_that_referred_to_it(old: Tables, new: Tables) -> None:
    """A statement goes with its evidence, targets and positions, and leaves nothing behind that points to it."""
    for table, key in [("statements", "statement_id"), *((t, "statement") for t in ("evidence", "statement_targets", "statement_positions"))]:  # fmt: skip
        without(table, key, "st-0001-we-will-not")(new)
    for record in ("st-0001-we-will-not", "ev-0010-agency", "ev-0011-times"):
        retire(new, record, None, "Nobody said it.")
    difference = compare(old, new)
    gone = {c.record: (c.kind, c.step) for c in difference.records if c.table in ("statements", "evidence")}
    assert gone == dict.fromkeys(("st-0001-we-will-not", "ev-0010-agency", "ev-0011-times"), ("withdrawn", "patch"))


# Laws.

PLAIN = [
    (table, column)
    for table, columns in {
        "actors": ["name", "gloss", "kind", "note"],
        "statements": ["summary", "said", "topics", "quote", "n_sources", "said_earliest"],
        "evidence": ["exact", "lang", "locator", "start", "shows"],
        "tenures": ["contested", "office"],
        "relationships": ["amount", "detail"],
    }.items()
    for column in columns
]


def another(value: Any, kind: str) -> Any:
    made: dict[str, Callable[[], Any]] = {
        "list": lambda: [*(value or []), "more"],
        "date": lambda: datetime.date(1999, 1, 1),
        "boolean": lambda: not value,
        "integer": lambda: (value or 0) + 1,
        "number": lambda: (value or 0.0) + 0.5,
        "string": lambda: f"{value or ''} changed",
    }
    return made[kind]()


@settings(max_examples=60, deadline=None)
@given(place=st.sampled_from(PLAIN), chance=st.integers(0, 10**6), shuffle=st.randoms(use_true_random=False))
def test_every_changed_value_is_found_at_its_place(
    compiled: Tables, place: tuple[str, str], chance: int, shuffle: Any
) -> None:
    old, new = (Tables(compiled.tables, compiled.descriptor) for _ in range(2))
    table, column = place
    rows = old.tables[table].to_pylist()
    row = rows[chance % len(rows)]
    kind = old.field(table, column)["onrecordType"]

    def change(found: list[Row]) -> None:
        target = next(r for r in found if r == row)
        target[column] = another(target[column], kind)
        shuffle.shuffle(found)  # the order of rows says nothing

    new.rows(table, change)
    (found,) = compare(old, new).records
    key = old.resource(table)["schema"]["primaryKey"][0]
    assert (found.table, found.record, found.field) == (table, row[key], column)
    (back,) = compare(new, old).records
    assert (back.before, back.after) == (found.after, found.before)


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(["actors", "sources", "evidence", "tenures", "statement_targets"])), st.data())
def test_what_came_one_way_is_gone_the_other(compiled: Tables, tables: set[str], data: st.DataObject) -> None:
    old, new = (Tables(compiled.tables, compiled.descriptor) for _ in range(2))
    for table in sorted(tables):
        number = data.draw(st.integers(0, len(old.tables[table])))
        old.rows(table, lambda rows, number=number: rows.__delitem__(slice(number, None)))  # type: ignore[misc]
    forth, back = compare(old, new), compare(new, old)
    came = {(c.table, c.record) for c in forth.records if c.kind == "added"}
    gone = {(c.table, c.record) for c in back.records if c.kind in ("vanished", "removed")}
    assert came == gone


def test_as_json_and_as_a_frame(old: Tables, new: Tables) -> None:
    new.rows("actors", lambda rows: rows[0].update(name="Other"))
    difference = compare(old, new)
    document = json.loads(difference.as_json())
    assert (document["version"], document["old"], document["step"]) == (1, "1.2.3", "patch")
    assert document["least_version"] == "1.2.4"
    assert document["records"][0]["record"] == "example-agency"
    assert difference.frame().loc[0, "after"] == "Other"


def test_markdown_is_safe_and_short(old: Tables, new: Tables) -> None:
    def many(rows: list[Row]) -> None:
        rows[0].update(name="a|b `c`\u202e\n# d" + "x" * 200)
        rows += [{**rows[1], "actor_id": f"new-{number}"} for number in range(100)]

    new.rows("actors", many)
    page = compare(old, new).as_markdown()
    assert "| actors | 106 | 100 | 1 |" in page
    assert "`a\\|b ˋcˋ\ufffd # dxxx" in page
    assert "\n# d" not in page and "\u202e" not in page
    assert max(map(len, page.splitlines())) < 400


# Versions.


@pytest.mark.parametrize(
    ("old", "step", "least"),
    [
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "major", "2.0.0"),
        ("0.1.0", "patch", "0.1.1"),
        ("0.1.0", "minor", "0.2.0"),
        ("0.1.0", "major", "0.2.0"),  # before 1.0.0 nothing is promised yet
        ("1.2.3", "none", "1.2.3"),
        ("1.3.0.dev0", "major", "1.3.0"),  # was never released
    ],
)
def test_the_least_version(old: str, step: str, least: str) -> None:
    assert least_version(old, step) == least
    assert takes(old, least, step)
    assert takes(old, "9.0.0", step)
    assert not takes(old, "0.0.9", step)


def test_a_step_that_is_too_small_is_refused(old: Tables, new: Tables) -> None:
    new.drop("actors", "gloss")
    new.descriptor["version"] = "1.3.0.dev0"
    difference = compare(old, new)
    assert difference.refusal == (
        "1.3.0.dev0 is too small a step from 1.2.3: what changed is one that breaks something, such as actors.gloss: "
        "column removed.\nWrite 2.0.0 or later into the top heading of CHANGELOG.md."
    )
    new.descriptor["version"] = "2.0.0"
    assert compare(old, new).refusal is None

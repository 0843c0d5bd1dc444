"""`onrecord changes`: what it says in a sentence, and field by field, of what was done to the records."""

from __future__ import annotations

import re

import pytest

from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox

ACTORS, SOURCES, LINEAGE = "dataset/actors.csv", "dataset/sources.csv", "dataset/source_lineage.csv"
CREDIT = "src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n"
TABLE = ["| record | field | before | after |", "| :-- | :-- | :-- | :-- |"]


def changes(sandbox: Sandbox, *base: str) -> list[str]:
    """The paragraphs of what `onrecord changes` prints."""
    status, out, err = sandbox.run("changes", *base)
    assert (status, err) == (0, "")
    return out.removesuffix("\n").split("\n\n")


def rows(sandbox: Sandbox) -> list[str]:
    """The rows of the table."""
    head, line, *found = changes(sandbox)[-1].split("\n")
    assert [head, line] == TABLE
    return found


def test_nothing_changed(clone: Sandbox) -> None:
    assert changes(clone) == ["No record changed."]
    clone.write("README.md", "No record.\n")
    clone.write("archive/another.txt", "No record.\n")
    assert changes(clone) == ["No record changed."]


def test_a_schema_that_changed(clone: Sandbox) -> None:
    schema = "schemas/events.schema.json"
    clone.write(schema, clone.read(schema) + "\n")
    assert changes(clone) == ["No record changed. The schemas did."]


def add_statement(sandbox: Sandbox) -> None:
    text = sandbox.read(STATEMENT).replace("st-0001-we-will-not", "st-0002-own-laws")
    text = text.replace("ev-0010-", "ev-0012-").replace("ev-0011-", "ev-0013-")
    sandbox.write(STATEMENT.replace("st-0001-we-will-not", "st-0002-own-laws"), text)


def test_a_statement_that_was_added(clone: Sandbox) -> None:
    add_statement(clone)
    assert changes(clone) == [
        "**2 evidence added, 1 statement position added, 2 statement targets added, 1 statement added**",
        "Added: `ev-0012-agency`, `ev-0013-times`, `st-0002-own-laws` (statement position), `st-0002-own-laws` (statement target), `st-0002-own-laws`",
    ]


def test_a_statement_that_was_withdrawn(clone: Sandbox) -> None:
    clone.path(STATEMENT).unlink()
    assert changes(clone) == [
        "**2 evidence withdrawn, 1 statement position withdrawn, 2 statement targets withdrawn, 1 statement withdrawn**",
        "Withdrawn: `ev-0010-agency`, `ev-0011-times`, `st-0001-we-will-not` (statement position), `st-0001-we-will-not` (statement target), `st-0001-we-will-not`",
    ]


def test_evidence_that_was_added(clone: Sandbox) -> None:
    before = "evidence:\n"
    new = "  - evidence_id: ev-0012-again\n    source: src-0003-example-times\n    support: context\n    rendition: document-fact\n    lang: en\n"
    clone.edit(STATEMENT, before, before + new)
    assert changes(clone) == ["**1 evidence added**", "Added: `ev-0012-again`"]


def test_a_part_that_was_withdrawn_is_not_the_whole(clone: Sandbox) -> None:
    clone.edit(STATEMENT, "  - target_event: evt-0001-briefing\n    role: evaluated\n    stance: neutral\n", "")
    assert changes(clone) == ["**1 statement target withdrawn**", "Withdrawn: `st-0001-we-will-not` (statement target)"]


def test_a_row_without_an_identifier(clone: Sandbox) -> None:
    clone.edit(LINEAGE, CREDIT, "")
    assert changes(clone) == [
        "**1 source lineage withdrawn**",
        "Withdrawn: `src-0003-example-times src-0002-example-agency` (source lineage)",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence", "row"),
    [
        (STATEMENT, "said: 2026-02-03", "said: 2026-02-02", "1 date corrected", "| `st-0001-we-will-not` | said | `2026-02-03` | `2026-02-02` |"),
        (SOURCES, "full-text,2026-02-10", "full-text,2026-02-11", "1 date corrected", "| `src-0001-example-times` | accessed | `2026-02-10` | `2026-02-11` |"),
        (STATEMENT, "exact: Мы этого не сделаем", "exact: Мы не сделаем этого", "1 quotation corrected", "| `ev-0010-agency` | exact | `Мы этого не сделаем` | `Мы не сделаем этого` |"),
        (STATEMENT, "venue: Example City", "venue: Sample City", "1 field corrected", "| `st-0001-we-will-not` | venue | `Example City` | `Sample City` |"),
        (STATEMENT, "venue: Example City\n", "", "1 field corrected", "| `st-0001-we-will-not` | venue | `Example City` |  |"),
        (RELATIONSHIP, "state: in-force\n", "end: 2025-06\nstate: in-force\n", "1 date corrected", "| `rel-0001-treaty` | end |  | `2025-06` |"),
        (STATEMENT, "[diplomacy-mediation, sovereignty-territory]", "[diplomacy-mediation, elections]", "1 field corrected", "| `st-0001-we-will-not` | topics | `diplomacy-mediation; sovereignty-territory` | `diplomacy-mediation; elections` |"),
        (ACTORS, "Max Muster,Макс", "Maxim Muster,Макс", "1 field corrected", "| `max-muster` | name | `Max Muster` | `Maxim Muster` |"),
    ],
)  # fmt: skip
def test_a_field_that_changed(clone: Sandbox, path: str, old: str, new: str, sentence: str, row: str) -> None:
    clone.edit(path, old, new)
    assert changes(clone)[0] == f"**{sentence}**"
    assert rows(clone) == [row]


def test_many_things_at_once_in_one_sentence(clone: Sandbox) -> None:
    clone.edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-02")
    clone.edit(EVENT, "start: 2026-02-03", "start: 2026-02-02")
    clone.edit(STATEMENT, "exact: Мы этого не сделаем", "exact: Мы не сделаем этого")
    clone.edit(STATEMENT, "venue: Example City", "venue: Sample City")
    clone.edit(ACTORS, "xeb,state,Sample Republic,,,,,,caribbean,Another state that exists in tests only.,\n", "")
    clone.write(
        ACTORS,
        clone.read(ACTORS)
        + "xec,state,Third State,,,,,,caribbean,A state.,\nxed,state,Fourth State,,,,,,caribbean,A state.,\n",
    )
    assert changes(clone)[:3] == [
        "**2 actors added, 1 actor withdrawn, 2 dates corrected, 1 field corrected, 1 quotation corrected**",
        "Added: `xec`, `xed`",
        "Withdrawn: `xeb`",
    ]
    assert len(rows(clone)) == 4


def test_a_base_of_ones_own(clone: Sandbox) -> None:
    clone.edit(STATEMENT, "venue: Example City", "venue: Sample City")
    clone.commit()
    assert changes(clone) == ["No record changed."]
    assert changes(clone, "HEAD~1")[0] == "**1 field corrected**"


def test_another_form_is_no_change(clone: Sandbox) -> None:
    clone.edit(STATEMENT, "venue: Example City", 'venue: "Example City"')
    clone.edit(ACTORS, "xea,state,Example State", 'xea,state,"Example State"')
    assert changes(clone) == ["No record changed."]
    assert clone.run("fix")[0] == 0
    assert changes(clone) == ["No record changed."]
    clone.write(EVENT, f"# A comment.\n{clone.read(EVENT)}")
    assert changes(clone) == ["No record changed."]


def test_another_place_is_no_change(clone: Sandbox) -> None:
    clone.path("dataset/statements/2026-02").rename(clone.path("dataset/statements/2026-03"))
    assert changes(clone) == ["No record changed."]


def cells(row: str) -> list[str]:
    """The cells of a row as GitHub splits it: a bar behind a backslash is text."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


@pytest.mark.parametrize(
    "text", ["a | b", "`rm`", "a ``b`` |c|", "|", "<b>@somebody</b>", "[link](https://a.example) **bold**"]
)
def test_a_cell_holds_text_and_no_markup(clone: Sandbox, text: str) -> None:
    clone.edit(STATEMENT, "venue: Example City", f"venue: '{text}'")
    (row,) = rows(clone)
    record, field, before, after = cells(row)
    assert (record, field, before) == ("`st-0001-we-will-not`", "venue", "`Example City`")
    assert re.fullmatch(r"`[^`]+`", after), "no more than one piece of code"
    assert after.strip("`").replace("ˋ", "`") == text


def test_an_identifier_is_text_as_well(clone: Sandbox) -> None:
    clone.write(ACTORS, clone.read(ACTORS) + '"x`|\ny",state,Third State,,,,,,caribbean,A state.,\n')
    assert changes(clone) == ["**1 actor added**", "Added: `xˋ\\| y`"]
    clone.commit()
    clone.edit(ACTORS, "Third State", "Fourth State")
    assert rows(clone) == ["| `xˋ\\| y` | name | `Third State` | `Fourth State` |"]


def test_a_line_break_ends_no_row(clone: Sandbox) -> None:
    clone.edit(ACTORS, "A state that exists in tests only.", '"A state\nthat exists\n\n| in tests |"')
    assert rows(clone) == [
        "| `xea` | gloss | `A state that exists in tests only.` | `A state that exists \\| in tests \\|` |"
    ]


def test_of_a_long_text_the_part_that_changed_is_shown(clone: Sandbox) -> None:
    long = (
        "He says that his government will not do what Sample Republic and all of its friends in the region demand of "
    )
    clone.edit(STATEMENT, "He says that his government will not do what Sample Republic demands.", f"{long}him.")
    clone.commit()
    clone.edit(STATEMENT, f"{long}him.", f"{long}her.")
    _, _, before, after = cells(rows(clone)[0])
    assert before.endswith("demand of him.`") and after.endswith("demand of her.`")
    assert len(before) == len(after) < 90
    clone.edit(STATEMENT, f"{long}her.", f"{long}him. Others do not.")
    _, _, before, after = cells(rows(clone)[0])
    assert before.endswith("demand of him.`") and after.endswith("demand of him. Others do not.`")


def test_many_changes_are_cut_and_counted(clone: Sandbox) -> None:
    row = "{0},state,State {0},,,,,,caribbean,A state of many.,\n"
    names = [f"xm{first}{second}" for first in "abcdef" for second in "abcdefghij"]
    before = clone.read(ACTORS)
    clone.write(ACTORS, before + "".join(row.format(name) for name in names))
    sentence, added = changes(clone)
    assert sentence == "**60 actors added**"
    assert added.endswith(" and 10 more") and added.count("`xm") == 50
    clone.commit()
    clone.write(ACTORS, clone.read(ACTORS).replace("State xm", "Land xm"))
    assert changes(clone)[0] == "**60 fields corrected**"
    assert (len(rows(clone)), rows(clone)[-1]) == (51, "| … | 10 more |  |  |")
    clone.write(ACTORS, before)
    assert changes(clone)[0] == "**60 actors withdrawn**"
    assert changes(clone)[1].endswith(" and 10 more")


def test_a_record_that_cannot_be_read_is_not_an_error(clone: Sandbox) -> None:
    clone.edit(STATEMENT, "mode: own-voice", "mode: [own-voice")
    clone.write(EVENT, "")
    assert "1 event withdrawn" in changes(clone)[0]

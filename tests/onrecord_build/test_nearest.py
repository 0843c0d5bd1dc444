"""Who does not know an identifier by heart is told the one that was meant, and is told none where nothing is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord_build.faults import Choice
from onrecord_build.nearest import nearest
from sandbox import RELATIONSHIP, STATEMENT, Sandbox

ACTORS = "dataset/actors.csv"


def suggested(sandbox: Sandbox, path: str, field: str, wrong: str) -> list[str]:
    """Write a wrong value into the one field of that name; return what `onrecord check` says was meant."""
    (line,) = [line for line in sandbox.read(path).split("\n") if line.lstrip(" -").startswith(f"{field}:")]
    sandbox.edit(path, line, f"{line.partition(':')[0]}: {wrong}")
    (fault,) = [fault for fault in sandbox.report() if fault["field"] == field and fault["path"] == path]
    assert fault["code"] in ("unknown-record", "unknown-code")
    return [choice["value"] for choice in fault["suggestions"]]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("max-mustr", "max-muster"),  # a letter left out
        ("max-mutser", "max-muster"),  # two in the wrong order
        ("max_muster", "max-muster"),
        ("maxmuster", "max-muster"),
        ("muster-max", "max-muster"),
        ("MAX-MUSTER", "max-muster"),
        ("Max Muster", "max-muster"),  # the name
        ("Muster, Max", "max-muster"),
        ("MUSTER", "max-muster"),
        ("Макс Мустер", "max-muster"),  # the name in its own script
        ("МУСТЕР", "max-muster"),
        ("Мустер Макс", "max-muster"),
        ("EXT", "example-times"),  # an alias
        ("ext", "example-times"),
        ("The Example Times", "example-times"),
        ("Times, The Example", "example-times"),
        ("Example State", "xea"),
        ("EXAMPLE STATE", "xea"),
        ("Exampel State", "xea"),
        ("XEA", "xea"),
        ("Sample Republic", "xeb"),
        ("Republic of Sample", "xeb"),
        ("Ministry of Foreign Affairs", "ministry-of-example"),
        ("foreign affairs ministry", "ministry-of-example"),
    ],
)
def test_an_actor_is_known_by_whatever_it_is_called(sandbox: Sandbox, wrong: str, meant: str) -> None:
    assert suggested(sandbox, STATEMENT, "on_behalf_of", wrong) == [meant]


@pytest.mark.parametrize("wrong", ["Íñigo Núñez", "Inigo Nunez", "INIGO NUNEZ", "Nunez, Inigo", "I\u0301ñigo Núñez"])
def test_accents_do_not_matter(sandbox: Sandbox, wrong: str) -> None:
    sandbox.edit(ACTORS, "Max Muster,", "Íñigo Núñez,")
    assert suggested(sandbox, STATEMENT, "on_behalf_of", wrong) == ["max-muster"]


@pytest.mark.parametrize(
    ("field", "wrong", "meant"),
    [
        ("about_event", "evt-0001-briefings", "evt-0001-briefing"),
        ("about_event", "evt-0001", "evt-0001-briefing"),
        ("about_event", "evt-0001-meeting", "evt-0001-briefing"),
        ("about_event", "evt-0001-conference-of-the-press", "evt-0001-briefing"),  # its number tells which
        ("about_event", "evt-0002-briefing", "evt-0001-briefing"),
        ("about_event", "Briefing of the minister", "evt-0001-briefing"),
        ("about_event", "minister's briefing", "evt-0001-briefing"),
        ("tenure", "ten-0001-minister", "ten-0001-muster-minister"),
        ("tenure", "Minister of Foreign Affairs", "ten-0001-muster-minister"),
        ("lead_evidence", "ev-0010-agencies", "ev-0010-agency"),
    ],
)
def test_a_record_is_known_by_number_words_and_label(sandbox: Sandbox, field: str, wrong: str, meant: str) -> None:
    assert suggested(sandbox, STATEMENT, field, wrong) == [meant]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("src-0001-times", "src-0001-example-times"),
        ("src-0001-exampletimes", "src-0001-example-times"),
        ("src-0001-sample-gazette", "src-0001-example-times"),
        ("Minister of Example State answers neighbour", "src-0001-example-times"),
        ("Министр ответил", "src-0002-example-agency"),
    ],
)
def test_a_source_is_known_by_number_words_and_title(sandbox: Sandbox, wrong: str, meant: str) -> None:
    assert suggested(sandbox, RELATIONSHIP, "source", wrong)[0] == meant


@pytest.mark.parametrize(
    ("field", "wrong", "meant"),
    [
        ("mode", "own-voise", "own-voice"),
        ("mode", "In own voice", "own-voice"),  # the label
        ("mode", "OWN_VOICE", "own-voice"),
        ("mode", "spokes-person", "spokesperson"),
        ("mode", "readout", "read-out"),
        ("venue_kind", "Press briefing", "press-briefing"),
    ],
)
def test_a_code_is_known_by_its_label(sandbox: Sandbox, field: str, wrong: str, meant: str) -> None:
    assert suggested(sandbox, STATEMENT, field, wrong) == [meant]


@pytest.mark.parametrize("wrong", ["zzzzzz", "x", "0000", "Юпитер", "外交部", "...", "Quetzalcoatlus"])
def test_where_nothing_is_near_nothing_is_suggested(sandbox: Sandbox, wrong: str) -> None:
    assert suggested(sandbox, STATEMENT, "on_behalf_of", f'"{wrong}"') == []


def test_one_that_fits_stands_alone_where_the_others_are_far(sandbox: Sandbox) -> None:
    assert suggested(sandbox, STATEMENT, "on_behalf_of", "Example Agency") == ["example-agency"]


def test_of_many_that_are_near_three_are_suggested(sandbox: Sandbox) -> None:
    row = "example-{0},media-outlet,Example {1},,,xea,,,,A newspaper.,\n"
    more = "".join(row.format(name, name.title()) for name in ("timef", "timeg", "timeh", "timei"))
    sandbox.edit(ACTORS, "max-muster,person", f"{more}max-muster,person")
    found = suggested(sandbox, STATEMENT, "on_behalf_of", "example-timex")
    assert found == ["example-timef", "example-timeg", "example-timeh"]


CHOICES = [
    Choice("delcy-rodriguez", "Delcy Rodríguez", ("Делси Родригес", "Delcy Eloína Rodríguez Gómez")),
    Choice("jorge-rodriguez", "Jorge Rodríguez"),
    Choice("ven", "Venezuela", ("Bolivarian Republic of Venezuela",)),
    Choice("vnm", "Viet Nam"),
]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("delcy-rodriguez", ["delcy-rodriguez"]),
        ("RODRÍGUEZ, Delcy", ["delcy-rodriguez"]),
        ("Делси Родригес", ["delcy-rodriguez"]),
        ("Rodriguez", ["delcy-rodriguez", "jorge-rodriguez"]),
        ("Venezuela", ["ven"]),
        ("venezuéla", ["ven"]),
        ("Republic of Venezuela (Bolivarian)", ["ven"]),
        ("Vietnam", ["vnm"]),
        ("Norway", []),
        ("", []),
        ("—", []),
    ],
)
def test_nearest(wrong: str, meant: list[str]) -> None:
    assert [choice.value for choice in nearest(wrong, CHOICES)] == meant


def test_a_choice_with_many_names_does_not_crowd_out_another() -> None:
    many = Choice("many", "", tuple(f"statement {n}x" for n in range(20)))
    assert {choice.value for choice in nearest("statement 1x", [many, Choice("statement-1y")])} == {
        "many",
        "statement-1y",
    }


def test_an_exact_fit_comes_first_whatever_else_there_is() -> None:
    alike = [Choice(f"st-{number:04}-alike") for number in range(40)]
    assert nearest("st-0033-alike", alike)[0].value == "st-0033-alike"


TEXTS = st.text(max_size=30) | st.from_regex(r"[a-c]{1,3}-000[0-3]-[a-d]{1,4}", fullmatch=True)
MANY = st.lists(st.builds(Choice, TEXTS, TEXTS, st.lists(TEXTS, max_size=3).map(tuple)), max_size=25)


@given(TEXTS, MANY)
def test_any_text_has_the_same_neighbours_in_whatever_order_they_are_given(wrong: str, choices: list[Choice]) -> None:
    found = nearest(wrong, choices)
    assert len(found) <= 3 and set(found) <= set(choices)
    assert found == nearest(wrong, choices) == nearest(wrong, sorted(choices)) == nearest(wrong, choices[::-1])


def test_of_many_that_are_equally_near_the_first_by_name_are_suggested() -> None:
    alike = [Choice(f"statement-{number:02}") for number in range(10, 40)]
    wanted = ["statement-10", "statement-11", "statement-12"]
    assert [choice.value for choice in nearest("statement-xx", alike)] == wanted
    assert [choice.value for choice in nearest("statement-xx", alike[::-1])] == wanted


@pytest.mark.parametrize("wrong", ["x" * 100_000, "max " * 30_000, "\x00", "\ud800", "'\"`|\\", "\u0301" * 50])
def test_no_text_is_too_odd(wrong: str) -> None:
    assert nearest(wrong, [Choice(wrong), *CHOICES]) is not None

"""Explaining a value: in Python, on the command line, and when there is nothing to explain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import onrecord
from sandbox import STATEMENT, Sandbox

Install = Callable[[Path], None]
WE_WILL_NOT = "st-0001-we-will-not"
DESIGNATION = """\
designations:
  - voice: speaker
    words: We will not
    target_actor: xea
    frame: office-neutral
    evidence: ev-0011-times
"""


@pytest.fixture
def built(sandbox: Sandbox, install: Install) -> Sandbox:
    """A sandbox whose release is what the loader reads: no records, no git."""
    sandbox.edit(STATEMENT, "evidence:\n  -", f"{DESIGNATION}evidence:\n  -")
    install(sandbox.build())
    return sandbox


def test_from_a_value_to_the_words_and_back_to_the_line(built: Sandbox) -> None:
    frame = onrecord.explain(WE_WILL_NOT, "said")
    assert list(frame["evidence"]) == ["ev-0010-agency", "ev-0011-times"]
    first = frame.iloc[0]
    assert (first["value"], first["basis"], first["support"]) == ("2026-02-03", "evidence", "supports")
    assert (first["quote"], first["lang"], first["publisher"]) == ("Мы этого не сделаем", "ru", "Example Agency")
    assert first["link"].startswith("https://agency.example/a?b=1#:~:text=")
    lines = built.read(STATEMENT).splitlines()
    assert (first["path"], lines[first["line"] - 1]) == (STATEMENT, "said: 2026-02-03")
    assert first["version"] == "1.2.3"


def test_a_judgement_rests_on_no_passage(built: Sandbox) -> None:
    (row,) = onrecord.explain(WE_WILL_NOT, "speech_act").to_dict("records")
    assert (row["value"], row["basis"]) == ("refuse", "judgement")
    assert pd.isna(row["evidence"])


def test_what_is_nested_comes_with_the_record(built: Sandbox) -> None:
    frame = onrecord.explain(WE_WILL_NOT)
    assert set(frame["table"]) == {"statements", "statement_targets", "designations", "statement_positions"}
    position = frame[(frame["table"] == "statement_positions") & (frame["field"] == "position")]
    assert list(position["value"]) == ["asserts"]


def test_records_of_two_tables_that_have_a_name_in_common(built: Sandbox) -> None:
    """The first target of a statement and its first designation are both called st-…/1."""
    first = f"{WE_WILL_NOT}/1"
    frame = onrecord.explain(first)
    assert set(frame["table"]) == {"statement_targets", "designations"}
    assert list(onrecord.explain(first, "words")["value"]) == ["We will not"]
    assert list(onrecord.explain(first, "role")["table"]) == ["statement_targets"]
    # As text, the values that both tables have for a field stay apart.
    for record, number in ((WE_WILL_NOT, " 1"), (first, "")):
        out = built.run("explain", record)[1]
        assert f"target_actor: xeb  (statement_targets{number})" in out
        assert f"target_actor: xea  (designations{number})" in out
    status, out, err = built.run("explain", first, "wordz")
    assert (status, out) == (2, "") and f"Did you mean: onrecord explain {first} words" in err


def test_every_record_can_be_explained(built: Sandbox) -> None:
    written = onrecord.load("provenance").groupby("record")["table"].agg(set)
    for record, tables in written.items():
        assert set(onrecord.explain(str(record)).query("record == @record")["table"]) == tables


def test_what_a_page_shows_is_seen_on_the_page(built: Sandbox) -> None:
    (row,) = onrecord.explain("src-0002-example-agency", "title").to_dict("records")
    assert (row["basis"], row["link"]) == ("page", "https://agency.example/a?b=1")
    assert (
        "page  https://agency.example/a?b=1  dataset/sources.csv:3"
        in built.run("explain", "src-0002-example-agency")[1]
    )
    (row,) = onrecord.explain("ev-0010-agency", "exact").to_dict("records")
    assert (row["evidence"], row["source"]) == ("ev-0010-agency", "src-0002-example-agency")


def test_a_computed_value_names_what_it_is_computed_from(built: Sandbox) -> None:
    frame = onrecord.explain(WE_WILL_NOT, "n_origins")
    assert set(frame["basis"]) == {"computed"} and set(frame["value"]) == {"2"}
    assert list(frame["evidence"]) == ["ev-0010-agency", "ev-0011-times"]


def test_a_passage_that_contradicts_is_shown_too(sandbox: Sandbox, install: Install) -> None:
    old = "    source: src-0001-example-times\n    support: supports\n"
    sandbox.edit(STATEMENT, old, old.replace("supports", "contradicts"))
    install(sandbox.build())
    frame = onrecord.explain(WE_WILL_NOT, "said")
    assert dict(zip(frame["evidence"], frame["support"], strict=True)) == {
        "ev-0010-agency": "supports",
        "ev-0011-times": "contradicts",
    }


def test_a_passage_that_shows_one_field_is_no_proof_of_another(sandbox: Sandbox, install: Install) -> None:
    sandbox.edit(STATEMENT, "    locator: paragraph 2\n", "    locator: paragraph 2\n    shows: [venue]\n")
    install(sandbox.build())
    assert list(onrecord.explain(WE_WILL_NOT, "said")["evidence"]) == ["ev-0010-agency"]
    assert list(onrecord.explain(WE_WILL_NOT, "venue")["evidence"]) == ["ev-0010-agency", "ev-0011-times"]


def test_lineage_is_told_to_its_end(sandbox: Sandbox, install: Install) -> None:
    lineage = "dataset/source_lineage.csv"
    sandbox.write(
        lineage,
        "child,parent,relation,note\nsrc-0001-example-times,src-0003-example-times,excerpts,\n"
        + sandbox.read(lineage).split("\n", 1)[1],
    )
    install(sandbox.build())
    told = onrecord.explain(WE_WILL_NOT, "said").set_index("evidence")["lineage"]["ev-0011-times"]
    assert told == (
        "excerpts Example Times (src-0003-example-times), which excerpts Example Agency (src-0002-example-agency)"
    )


def test_everything_that_was_written_is_covered(built: Sandbox) -> None:
    """Each value rests on passages, on its page, on judgement, or is record-keeping; evidence is never empty."""
    frame = onrecord.load("provenance")
    assert (frame.loc[frame["basis"] == "evidence", "evidence"].map(len) > 0).all()
    assert (frame.loc[frame["basis"] != "evidence", "evidence"].map(len) == 0).all()
    text = {path: built.read(path).splitlines() for path in frame["path"].unique()}
    assert all(0 < line <= len(text[path]) for path, line in zip(frame["path"], frame["line"], strict=True))


def test_as_text(built: Sandbox) -> None:
    status, out, err = built.run("explain", WE_WILL_NOT, "said")
    assert (status, err) == (0, "")
    assert f"{WE_WILL_NOT}  (statements)  On Record 1.2.3" in out
    assert f"evidence [1] [2]  {STATEMENT}:9" in out
    assert "“Мы этого не сделаем” (ru)" in out and "[2] ev-0011-times: supports, source-translation" in out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["st-0001-we-will"], "Did you mean: onrecord explain st-0001-we-will-not"),
        (["nothing-like-it-xyz"], "onrecord tables"),
        ([WE_WILL_NOT, "sayd"], f"Did you mean: onrecord explain {WE_WILL_NOT} said"),
        ([WE_WILL_NOT, "note"], f"onrecord explain {WE_WILL_NOT}"),
        ([WE_WILL_NOT, "qqqqqq"], "onrecord describe statements"),
        (["xec"], "was retired in 1.2.3: One state under two names. Instead: onrecord explain xeb"),
    ],
)
def test_what_cannot_be_explained(sandbox: Sandbox, install: Install, arguments: list[str], hint: str) -> None:
    retired = "dataset/retired_ids.csv"
    sandbox.write(retired, sandbox.read(retired) + "xec,xeb,One state under two names.,1.2.3\n")
    install(sandbox.build())
    status, out, err = sandbox.run("explain", *arguments)
    assert (status, out) == (2, "") and hint in err
    with pytest.raises(onrecord.OnRecordError, match=r"onrecord (explain|describe|tables)"):
        onrecord.explain(*arguments)

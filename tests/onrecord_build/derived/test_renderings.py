"""The table of renderings: what is compared with what, and what the comparison of the published records finds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build.compile import compile_project
from onrecord_build.dataset import Dataset
from onrecord_build.derived.renderings import rows
from onrecord_build.project import Project
from published import published, shuffled
from sandbox import REPOSITORY, STATEMENT, Sandbox, released

LINEAGE = "dataset/source_lineage.csv"
LEAD, TIMES, AGAIN, CONTRARY = "ev-0010-agency", "ev-0011-times", "ev-0012-again", "ev-0013-contrary"
WORDS = "We will not do it, […] We have our own laws."


def evidence(name: str, exact: str, source: str = "src-0003-example-times", **other: str) -> str:
    """One more passage of the statement."""
    fields = {"support": "supports", "rendition": "source-translation", "lang": "en"} | other
    return "\n".join(
        [
            f"  - evidence_id: {name}",
            f"    source: {source}",
            f"    support: {fields['support']}",
            f"    rendition: {fields['rendition']}",
            f'    exact: "{exact}"',
            f"    lang: {fields['lang']}",
            "",
        ]
    )


def add(sandbox: Sandbox, *passages: str) -> None:
    sandbox.write(STATEMENT, sandbox.read(STATEMENT) + "".join(passages))


def table(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    """The table of a release, by evidence."""
    assert sandbox.run("fix")[0] == 0  # quotation marks that YAML does not need are not canonical
    return {row["evidence"]: row for row in released(sandbox.build(), "renderings")}


def test_another_language_is_a_translation_without_a_distance(sandbox: Sandbox) -> None:
    common = {"statement": "st-0001-we-will-not", "distance": None, "alignment": None}
    assert table(sandbox) == {
        LEAD: common | {"evidence": LEAD, "compared_with": None, "lang": "ru", "difference": "reference"},
        TIMES: common | {"evidence": TIMES, "compared_with": LEAD, "lang": "en", "difference": "translation"},
    }


def test_within_a_language_all_are_compared_with_the_first(sandbox: Sandbox) -> None:
    add(sandbox, evidence(AGAIN, "We will not do it."))
    found = table(sandbox)
    assert found[TIMES]["compared_with"] == LEAD
    again = {key: found[AGAIN][key] for key in ("compared_with", "difference", "distance", "alignment")}
    alignment = "We will not do it [-We have our own laws-]"
    assert again == {"compared_with": TIMES, "difference": "excerpt", "distance": 0.5, "alignment": alignment}


def test_who_supports_comes_before_who_contradicts(sandbox: Sandbox) -> None:
    """Though its identifier is the last: what contradicts is no measure of the others."""
    sandbox.edit(STATEMENT, f"evidence_id: {TIMES}", "evidence_id: ev-9999-times")
    anchors = sandbox.read("dataset/anchors.csv").replace(TIMES, "ev-9999-times")
    sandbox.write("dataset/anchors.csv", anchors)
    add(sandbox, evidence(CONTRARY, "We will do it.", support="contradicts"))
    found = table(sandbox)
    assert found["ev-9999-times"]["compared_with"] == LEAD
    assert (found[CONTRARY]["compared_with"], found[CONTRARY]["difference"]) == ("ev-9999-times", "translation")


@pytest.mark.parametrize("support", ["context", "denies-attribution"])
def test_what_does_not_bear_on_the_words_is_not_compared(sandbox: Sandbox, support: str) -> None:
    add(sandbox, evidence(AGAIN, "Our laws are our own.", support=support))
    assert set(table(sandbox)) == {LEAD, TIMES}


def test_where_the_lead_quotes_nothing_the_first_that_does_takes_its_place(sandbox: Sandbox) -> None:
    sandbox.edit(
        STATEMENT, "    rendition: verbatim\n    exact: Мы этого не сделаем\n", "    rendition: indirect-speech\n"
    )
    waiver = "lead-quoted,st-0001-we-will-not,The agency has the whole answer."
    sandbox.edit("dataset/waivers.csv", "rule,record,reason\n", f"rule,record,reason\n{waiver}\n")
    contrary = {"source": "src-0002-example-agency", "support": "contradicts", "lang": "ru"}
    add(sandbox, evidence(AGAIN, WORDS.replace(",", "")), evidence("ev-000a-contrary", "Сделаем", **contrary))
    found = {name: (row["compared_with"], row["difference"]) for name, row in table(sandbox).items()}
    assert found == {
        TIMES: (None, "reference"),
        AGAIN: (TIMES, "punctuation"),
        "ev-000a-contrary": (TIMES, "translation"),
    }


def test_a_statement_that_is_not_quoted_has_no_rows(sandbox: Sandbox) -> None:
    sandbox.edit(
        STATEMENT, "    rendition: verbatim\n    exact: Мы этого не сделаем\n", "    rendition: indirect-speech\n"
    )
    text = sandbox.read(STATEMENT)
    sandbox.write(STATEMENT, text[: text.index("  - evidence_id: ev-0011-times")])
    sandbox.write("dataset/anchors.csv", sandbox.read("dataset/anchors.csv").rpartition("ev-0011")[0])
    assert table(sandbox) == {}


OWN = "src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency."
OTHER_WORDS = "That we shall never do. Our laws are our own."


@pytest.mark.parametrize(
    ("relation", "rendition", "kind"),
    [
        # The two pages translate for themselves.
        ("src-0003-example-times,src-0002-example-agency,excerpts", "source-translation", "translation"),
        ("src-0003-example-times,src-0002-example-agency,excerpts", "own-translation", "translation"),
        # One has its words from the other, and changes them.
        ("src-0003-example-times,src-0001-example-times,excerpts", "source-translation", "substantive"),
        ("src-0003-example-times,src-0001-example-times,rewrites", "source-translation", "substantive"),
        # Who merely cites the other has not taken the words over.
        ("src-0003-example-times,src-0001-example-times,cites", "source-translation", "translation"),
    ],
)
def test_whether_other_words_are_another_translation(
    sandbox: Sandbox, relation: str, rendition: str, kind: str
) -> None:
    sandbox.edit(LINEAGE, OWN, f"{relation},The page says so.")
    add(sandbox, evidence(AGAIN, OTHER_WORDS, rendition=rendition))
    assert table(sandbox)[AGAIN]["difference"] == kind


@pytest.mark.parametrize(("lang", "kind"), [("en", "substantive"), ("ru", "translation")])
def test_two_that_draw_on_a_third(sandbox: Sandbox, lang: str, kind: str) -> None:
    """If that one is in their language, they have its words and alter them; if not, each has translated for itself."""
    row = sandbox.read("dataset/sources.csv").splitlines()[-1]
    third = f"src-0004-example-agency,wire-report,first-hand,example-agency,,,,,{lang},false,unseen,,,,"
    sandbox.edit("dataset/sources.csv", row, f"{row}\n{third}")
    relation = "src-0001-example-times,src-0004-example-agency,excerpts,Says so.\n"
    sandbox.edit(LINEAGE, OWN, f"{relation}{relation.replace('src-0001', 'src-0003')[:-1]}")
    add(sandbox, evidence(AGAIN, OTHER_WORDS))
    assert table(sandbox)[AGAIN]["difference"] == kind


def test_hardly_a_word_in_common_is_another_passage(sandbox: Sandbox) -> None:
    add(sandbox, evidence(AGAIN, "Nobody else has been asked, and nobody shall be."))
    assert table(sandbox)[AGAIN]["difference"] == "other-passage"


@pytest.mark.parametrize("rendition", ["verbatim", "partial", "source-translation"])
def test_beside_words_as_they_were_said_nothing_is_another_translation(sandbox: Sandbox, rendition: str) -> None:
    old = "Minister quoted again,https://times.example/again,2026-02-04,"
    sandbox.edit("dataset/sources.csv", f"{old}en", f"{old}ru")
    sandbox.edit(LINEAGE, f"{OWN}\n", "")
    add(sandbox, evidence(AGAIN, "Мы того не сделаем", lang="ru", rendition=rendition))
    found = table(sandbox)[AGAIN]
    assert (found["difference"], found["distance"]) == ("substantive", 0.25)


def test_the_whole_tag_tells_the_language(sandbox: Sandbox) -> None:
    add(sandbox, evidence(AGAIN, WORDS, lang="en-GB"))
    assert (table(sandbox)[AGAIN]["compared_with"], table(sandbox)[AGAIN]["difference"]) == (LEAD, "translation")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_of_records_in_their_files_does_not_matter(seed: int) -> None:
    assert by_evidence(shuffled(seed)) == by_evidence(published())


def by_evidence(dataset: Dataset) -> dict[str, dict[str, Any]]:
    return {row["evidence"]: row for row in rows(dataset)}


# What the curators say of a quotation in its note, and what the comparison says without having read it.
@pytest.mark.parametrize(
    ("passage", "compared_with", "kind"),
    [
        # "Changes the United States to the US inside the quotation", and both have it from CNBC: somebody altered it.
        ("ev-dn0b-anadolu-oil-prices", "ev-csgq-starting-article", "substantive"),
        # "Another translation into Spanish", with another wording, of words that both pages have from English.
        ("ev-sgw0-tricolor-precios", "ev-wavh-aporrea-precio", "translation"),
        # The starting article drops the clause on market prices without a mark, so that it has a part.
        ("ev-r209-financenews-oil-prices", "ev-csgq-starting-article", "excerpt"),
        # "Quite another wording of the same answer": an interpreter of TASS, not that of Sputnik.
        ("ev-twnx-tass-continue-to-cooperate", "ev-5v14-sputnik-ambassador", "translation"),
        # The mark stands for words of the reporter, so no word of the speaker is missing.
        ("ev-s8cj-starting-article", "ev-5v14-sputnik-ambassador", "ellipsis"),
        # A comma more, and a capital less: what a style sheet asks for.
        ("ev-ek3m-rigzone-infrastructure", "ev-57qp-ap-run-venezuela", "punctuation"),
        # "In the interim, in the words of the agency": the one word that it quotes is the president's.
        ("ev-qe76-tass-continue-to-cooperate", "ev-57qp-ap-run-venezuela", "excerpt"),
        # "Has will for would": it was said in English, so that no translation can be at the bottom of it.
        ("ev-jg3y-anadolu-oil-prices", "ev-x6ad-cna-trump-china", "substantive"),
        # "Abbreviates the United States".
        ("ev-es3k-correo-derecho", "ev-xtfe-cnn-chile-derecho", "substantive"),
        # "Puts the words of a reporter into quotation marks": hardly one of them was the speaker's.
        ("ev-fgrw-creditnewsinsider-oil", "ev-hntg-voa-rubio-next-steps", "other-passage"),
        # "Another sentence".
        ("ev-tkbw-firstpost-money", "ev-hntg-voa-rubio-next-steps", "other-passage"),
        # A courtroom interpreter in one report, another in the other.
        ("ev-97b2-newser-plea", "ev-wnym-star-tribune-plea", "translation"),
    ],
)
def test_the_published_records(passage: str, compared_with: str, kind: str) -> None:
    found = by_evidence(published())[passage]
    assert (found["compared_with"], found["difference"]) == (compared_with, kind)


def test_every_quotation_of_the_published_records_is_in_the_table() -> None:
    store = compile_project(Project(REPOSITORY))
    found = store.tables["renderings"].to_pylist()
    statements = {row["evidence_id"]: row for row in store.tables["evidence"].to_pylist() if row["statement"]}
    bearing = {"supports", "contradicts"}
    assert {row["evidence"] for row in found} == {
        name for name, row in statements.items() if row["exact"] and row["support"] in bearing
    }
    by_statement = {row["statement"]: [r for r in found if r["statement"] == row["statement"]] for row in found}
    for rows_ in by_statement.values():
        assert [r["difference"] for r in rows_].count("reference") == 1
        for row in rows_:
            across = row["compared_with"] is None or row["lang"] != statements[row["compared_with"]]["lang"]
            assert (row["compared_with"] is None) == (row["difference"] == "reference")
            assert (row["distance"] is None) == (row["alignment"] is None) == across

"""Counts of sources, publishers, origins and witnesses: examples, and laws that hold for any lineage."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord_build.dataset import Dataset
from onrecord_build.derived.corroboration import Corroboration, Corroborator, fewest
from onrecord_build.records import Records, Row
from onrecord_build.schema import read_schemas
from sandbox import RELATIONSHIP, REPOSITORY, STATEMENT, Sandbox, released

SCHEMAS = read_schemas(REPOSITORY / "schemas")
Link = tuple[int, int, str]


class NoFile:
    """Records that stand in no file."""

    name = text = ""
    table = SCHEMAS.tables["sources"]


def rows(table: str, *records: dict[str, Any]) -> list[Row]:
    key = SCHEMAS.tables[table].key[0]
    return [Row(table, NoFile(), (), dict(record), str(record[key])) for record in records]  # type: ignore[arg-type]


def count(supporting: list[int], links: list[Link], kinds: dict[int, str], *, primary: bool = False) -> Corroboration:
    """Count for a statement of "minister", who has channel 0; source n is published by outlet n."""
    everything: dict[str, list[Row]] = {name: [] for name in SCHEMAS.tables}
    numbers = {*supporting, *(n for child, parent, _ in links for n in (child, parent)), 0}
    everything["actors"] = rows(
        "actors",
        {"actor_id": "minister", "kind": "person"},
        *({"actor_id": f"outlet-{n}", "kind": "media-outlet", "parent": None if n else "minister"} for n in numbers),
    )
    everything["sources"] = rows(
        "sources",
        *(
            {
                "source_id": f"src-{n}",
                "kind": kinds.get(n, "news-report"),
                "proximity": "first-hand",
                "publisher": f"outlet-{n}",
                "lang": "en",
            }
            for n in numbers
        ),
    )
    everything["source_lineage"] = rows(
        "source_lineage", *({"child": f"src-{c}", "parent": f"src-{p}", "relation": r} for c, p, r in links)
    )
    everything["statements"] = rows(
        "statements", {"statement_id": "st-1", "speaker": "minister", "principal": "minister"}
    )
    everything["evidence"] = rows(
        "evidence",
        *(
            {"evidence_id": f"ev-{i}", "statement": "st-1", "source": f"src-{n}", "support": "supports"}
            | {"rendition": "verbatim"}
            for i, n in enumerate(supporting)
        ),
    )
    dataset = Dataset(Records(everything), SCHEMAS, {}, None)
    return Corroborator(dataset).of("statement", everything["statements"][0])


NUMBERS = st.integers(0, 5)
RELATIONS = ["syndicates", "translates", "rewrites", "excerpts", "cites"]
# A source draws on those with a greater number only, so that there is no circle.
LINKS = st.lists(
    st.tuples(NUMBERS, NUMBERS, st.sampled_from(RELATIONS)).filter(lambda link: link[0] < link[1]),
    max_size=6,
    unique_by=lambda link: link[:2],
)
SUPPORTING = st.lists(NUMBERS, min_size=1, max_size=5)
KINDS = st.dictionaries(NUMBERS, st.sampled_from(["aggregator", "news-report", "wire-report"]))


@given(SUPPORTING, LINKS, KINDS, st.data())
def test_a_copy_never_raises_the_count(
    supporting: list[int], links: list[Link], kinds: dict[int, str], data: Any
) -> None:
    copied = data.draw(st.sampled_from(supporting))
    relation = data.draw(st.sampled_from(RELATIONS[:4]))
    before = count(supporting, links, kinds)
    after = count([*supporting, 99], [*links, (99, copied, relation)], kinds)
    assert (after.n_origins, after.n_witnesses) == (before.n_origins, before.n_witnesses)
    assert after.verification == before.verification
    # The copy may have other parents as well: then it can be explained by one more origin, and still needs none.
    other = data.draw(NUMBERS)
    another = [(99, other, "excerpts")] if other != copied else []
    more = count([*supporting, 99], [*links, (99, copied, relation), *another], kinds)
    assert (more.n_origins, more.n_witnesses) == (before.n_origins, before.n_witnesses)


@given(SUPPORTING, LINKS, KINDS, st.randoms(use_true_random=False))
def test_order_never_matters(supporting: list[int], links: list[Link], kinds: dict[int, str], chance: Any) -> None:
    shuffled = chance.sample(supporting, len(supporting)), chance.sample(links, len(links))
    assert count(*shuffled, kinds) == count(supporting, links, kinds)


@given(SUPPORTING, LINKS, KINDS, NUMBERS)
def test_one_more_source_never_lowers_the_count(
    supporting: list[int], links: list[Link], kinds: dict[int, str], more: int
) -> None:
    before, after = count(supporting, links, kinds), count([*supporting, more], links, kinds)
    assert all(a >= b for a, b in zip(after[:4], before[:4], strict=True))


@given(SUPPORTING, LINKS, KINDS)
def test_how_the_counts_are_related(supporting: list[int], links: list[Link], kinds: dict[int, str]) -> None:
    found = count(supporting, links, kinds)
    assert 0 <= found.n_witnesses <= found.n_origins <= found.n_sources == len(set(supporting))
    assert found.n_origins >= 1 and 1 <= found.n_publishers <= found.n_sources


@given(st.lists(st.frozensets(st.sampled_from("abcde"), min_size=1), max_size=6))
def test_the_fewest_members_that_meet_every_family(families: list[frozenset[str]]) -> None:
    found = fewest(families)
    sizes = range(6)
    assert found == next(
        n for n in sizes if any(all(f & set(chosen) for f in families) for chosen in combinations("abcde", n))
    )


@pytest.mark.parametrize(
    ("supporting", "links", "kinds", "counts"),
    [
        # sources, publishers, origins, witnesses
        ([1, 2], [], {}, (2, 2, 2, 2)),
        ([1, 2], [(1, 2, "syndicates")], {}, (2, 2, 1, 1)),
        ([1, 2], [(1, 3, "translates"), (2, 3, "excerpts")], {}, (2, 2, 1, 1)),
        # Who cites may have been there as well, or not: one origin explains the two.
        ([1, 2], [(1, 2, "cites")], {}, (2, 2, 1, 1)),
        ([1], [(1, 2, "cites")], {}, (1, 1, 1, 1)),
        # A page that draws on two is explained by either.
        (
            [1, 2, 3],
            [(1, 4, "excerpts"), (1, 5, "excerpts"), (2, 4, "syndicates"), (3, 5, "syndicates")],
            {},
            (3, 3, 2, 2),
        ),
        # The speaker's own channel is an origin, and no witness.
        ([0, 1], [], {}, (2, 2, 2, 1)),
        ([0, 1], [(1, 0, "rewrites")], {}, (2, 2, 1, 0)),
        # An aggregator counts where nothing else does.
        ([1], [], {1: "aggregator"}, (1, 1, 1, 0)),
        ([1, 2], [], {1: "aggregator"}, (2, 2, 1, 1)),
    ],
)
def test_counts(supporting: list[int], links: list[Link], kinds: dict[int, str], counts: tuple[int, ...]) -> None:
    assert count(supporting, links, kinds)[:4] == counts


def status(sandbox: Sandbox, table: str = "statements") -> dict[str, Any]:
    """The columns that the release has for the one record of a table."""
    (row,) = released(sandbox.build(), table)
    return {column: row[column] for column in Corroboration._fields}


def test_the_example(sandbox: Sandbox) -> None:
    assert status(sandbox) == {
        "n_sources": 2,
        "n_publishers": 2,
        "n_origins": 2,
        "n_witnesses": 2,
        "verification": "corroborated",
    }


def test_outlets_of_one_house_count_once(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/actors.csv", "Example Agency,,,xea,,", "Example Agency,,,xea,example-times,")
    assert status(sandbox)["n_origins"] == 1 and status(sandbox)["verification"] == "single-source"


def test_the_state_that_the_words_bind_controls_the_agency(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/actors.csv", "Example Agency,,,xea,,", "Example Agency,,,xea,xea,")
    found = status(sandbox)
    assert (found["n_origins"], found["n_witnesses"], found["verification"]) == (2, 1, "verified-primary")


def test_whoever_controls_it_by_a_relationship(sandbox: Sandbox) -> None:
    text = sandbox.read(RELATIONSHIP)
    start, end = text.index("type: "), text.index("evidence:")
    sandbox.write(
        RELATIONSHIP,
        f"{text[:start]}type: controls\nsubject: xea\nobject: example-agency\nstate: in-force\n{text[end:]}",
    )
    assert status(sandbox)["verification"] == "verified-primary"
    # Nothing follows from control that no source shows to hold.
    sandbox.edit(RELATIONSHIP, "state: in-force", "state: unknown")
    assert status(sandbox)["verification"] == "corroborated"


def test_a_denial(sandbox: Sandbox) -> None:
    old = "    source: src-0001-example-times\n    support: supports\n"
    sandbox.edit(STATEMENT, old, old.replace("supports", "denies-attribution"))
    assert status(sandbox)["verification"] == "disputed-attribution"
    # Denied by the speaker's own side, and shown by nothing of its own.
    sandbox.edit("dataset/actors.csv", "EXT;The Example Times,xea,,", "EXT;The Example Times,xea,xea,")
    assert status(sandbox)["verification"] == "misattributed"


def test_a_source_that_was_withdrawn_counts_no_more(sandbox: Sandbox) -> None:
    passage = "  - evidence_id: ev-0012-again\n    source: src-0003-example-times\n    support: supports\n"
    sandbox.write(STATEMENT, f"{sandbox.read(STATEMENT)}{passage}    rendition: indirect-speech\n    lang: en\n")
    assert status(sandbox)["n_sources"] == 3
    sandbox.edit(
        "dataset/sources.csv",
        "2026-02-04,en,false,excerpt,2026-02-10,,,",
        "2026-02-04,en,false,excerpt,2026-02-10,,2026-02-11,",
    )
    assert status(sandbox)["n_sources"] == 2


def test_a_party_alone_proves_no_fact(sandbox: Sandbox) -> None:
    """The page is the ministry's own: it shows what the ministry says, and not that the treaty holds."""
    sandbox.edit(
        "dataset/sources.csv",
        "news-report,first-hand,example-times,A. Byline",
        "official-document,primary,ministry-of-example,A. Byline",
    )
    assert status(sandbox, "relationships")["verification"] == "verified-primary"  # it names the instrument
    text = sandbox.read(RELATIONSHIP)
    (line,) = [line for line in text.splitlines() if line.startswith("instrument:")]
    sandbox.edit(RELATIONSHIP, f"{line}\n", "")
    found = status(sandbox, "relationships")
    assert (found["n_origins"], found["n_witnesses"], found["verification"]) == (1, 0, "single-source")


def test_a_circle_is_an_error_and_not_a_count(sandbox: Sandbox) -> None:
    lineage = "dataset/source_lineage.csv"
    sandbox.write(lineage, sandbox.read(lineage) + "src-0002-example-agency,src-0003-example-times,rewrites,\n")
    sandbox.run("fix")
    assert {code for _, _, code in sandbox.codes()} == {"no-cycle"}
    assert sandbox.run("build")[0] == 1

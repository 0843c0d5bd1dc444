"""Citing a release and the sources of a subset: which ones, in which order, as what, and why not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.citation import Format, cite
from onrecord.citation.wording import release_citation
from onrecord.errors import OnRecordError
from onrecord.release import Release
from onrecord.store import Store
from onrecord_build import edtf
from onrecord_build.compile import compile_project
from onrecord_build.example import DESIGNATIONS, STATEMENT
from onrecord_build.project import Project
from sandbox import Sandbox

AGENCY, TIMES, AGAIN = "src-0002-example-agency", "src-0001-example-times", "src-0003-example-times"
WE_WILL_NOT = "st-0001-we-will-not"
SOURCES = "dataset/sources.csv"
# What CSL 1.0.1 has of what is used here.
CSL_TYPES = {"article-newspaper", "broadcast", "dataset", "post", "report", "webpage"}
CSL_VARIABLES = {
    *("id", "type", "title", "author", "container-title", "publisher", "issued", "accessed"),
    *("URL", "language", "genre", "version", "note"),
}


class Other(Store):
    """A store in which tables, or what the descriptor says, are others."""

    def __init__(self, store: Store, tables: Mapping[str, pa.Table], **told: Any) -> None:
        self._store = store
        self._tables = tables
        self.descriptor = {k: v for k, v in (store.descriptor | told).items() if v is not None}

    def read(self, table: str) -> pa.Table:
        return self._tables[table] if table in self._tables else self._store.read(table)


@cache
def repository() -> Release:
    return Release()


@cache
def some_statements() -> list[str]:
    return [str(name) for name in repository().load("statements")["statement_id"][:401]]


def example(sandbox: Sandbox) -> Release:
    """What the records of the sandbox are now."""
    return Release(compile_project(Project(sandbox.root)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The example records as they are."""
    return example(Sandbox(tmp_path_factory.mktemp("citation") / "checkout"))


def with_sources(release: Release, rows: list[dict[str, Any]], **told: Any) -> Release:
    """The release with other values in its first sources."""
    table = release.store.read("sources")
    changed = [row | new for row, new in zip(table.to_pylist(), rows, strict=False)]
    return Release(Other(release.store, {"sources": pa.Table.from_pylist(changed, table.schema)}, **told))


def cited(release: Release, of: object) -> list[str]:
    """The identifiers of the sources that are cited, in order."""
    release_item, *sources = items(release, of)
    assert release_item["type"] == "dataset"
    return [item["id"] for item in sources]


def items(release: Release, of: object) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(cite(release, of, format="csl-json"))
    return told


def entries(text: str, decoded: bool = True) -> dict[str, dict[str, Any]]:
    """The entries of a BibTeX file as a program reads them."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()] if decoded else [])
    assert not library.failed_blocks
    return {entry.key: dict(entry.items()) for entry in library.entries}


def refusal(release: Release, of: object, **options: Any) -> str:
    with pytest.raises(OnRecordError) as caught:
        cite(release, of, **options)
    return str(caught.value)


# The release itself


def test_a_release_cites_itself(plain: Release) -> None:
    line = (
        "The On Record maintainers (2026). On Record: actors, statements and relationships around the events of "
        "3 January 2026 in Caracas. Version 1.2.3 [Data set]."
    )
    assert cite(plain) == line == release_citation(plain.descriptor)
    assert cite(plain, []) == line
    entry = entries(cite(plain, format="bibtex"))["onrecord-1.2.3"]
    assert (entry["version"], entry["date"], entry["ENTRYTYPE"]) == ("1.2.3", "2026-02-10", "dataset")
    assert entry["copyright"] == "CC-BY-4.0"
    (item,) = items(plain, [])
    assert (item["version"], item["issued"]) == ("1.2.3", {"date-parts": [[2026, 2, 10]]})


def test_every_file_of_a_release_is_cited_in_the_same_words(plain: Release) -> None:
    assert plain.store.read("statements").schema.metadata[b"citation"].decode() == cite(plain)


def test_one_between_two_releases_has_no_year(sandbox: Sandbox) -> None:
    sandbox.write("CHANGELOG.md", "# Changes\n\n## 1.3.0.dev0 (unreleased)\n")
    release = example(sandbox)
    assert cite(release).startswith("The On Record maintainers. On Record: ")
    assert cite(release).endswith(" Version 1.3.0.dev0 [Data set].")
    assert cite(release) == release.store.read("actors").schema.metadata[b"citation"].decode()
    assert "date" not in entries(cite(release, format="bibtex"))["onrecord-1.3.0.dev0"]
    assert "issued" not in items(release, [])[0]


def test_what_the_descriptor_says_is_what_is_cited() -> None:
    made = [
        {"title": "Max Muster", "roles": ["creator"]},
        {"title": "Example State & Co", "roles": ["creator"]},
        {"title": "Example Agency", "roles": ["funder"]},
    ]
    home = "https://data.example/"
    release = with_sources(
        repository(), [], title="Other data", version="7.0.0", contributors=made, homepage=home, created="2026-02-10"
    )
    assert cite(release) == f"Max Muster, Example State & Co (2026). Other data. Version 7.0.0 [Data set]. {home}"
    entry = entries(cite(release, format="bibtex"))["onrecord-7.0.0"]
    assert (entry["author"], entry["url"]) == ("Max Muster and Example State & Co", home)
    assert [author["literal"] for author in items(release, [])[0]["author"]] == ["Max Muster", "Example State & Co"]
    nameless = with_sources(repository(), [], title=None, contributors=None, created="some day")
    assert cite(nameless) == f"onrecord. Version {repository().version} [Data set]."


def test_the_line_costs_no_library() -> None:
    script = (
        "import sys; from onrecord.citation.wording import release_citation; "
        "release_citation({'name': 'x', 'version': '1'}); "
        "print([m for m in ('pandas', 'pyarrow', 'numpy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_citing_imports_no_library_of_frames(sandbox: Sandbox) -> None:
    script = (
        "import sys; from pathlib import Path; from onrecord.citation import cite; "
        "from onrecord.release import Release; from onrecord.store import FolderStore; "
        "release = Release(FolderStore(Path(sys.argv[1]))); import pyarrow as pa; "
        "cite(release, ['xea']); cite(release, pa.table({'statement_id': ['st-0001-we-will-not']})); "
        "print([m for m in ('polars', 'duckdb') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(sandbox.build())], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


# What a subset rests on


@pytest.mark.parametrize(
    ("of", "sources"),
    [
        ("xea", [TIMES]),
        ("xeb", [AGENCY]),
        ("evt-0001-briefing", [TIMES]),
        ("ten-0001-muster-minister", [AGENCY]),
        ("rel-0001-treaty", [TIMES]),
        (WE_WILL_NOT, [TIMES, AGENCY]),
        ("ev-0010-agency", [AGENCY]),
        (AGAIN, [AGAIN]),
        ("prp-0002-own-laws", [AGENCY]),
        ("prp-0001-demand-binds", []),
        # The first target of a statement and its first designation have a name in common.
        (f"{WE_WILL_NOT}/2", [TIMES, AGENCY]),
        (f"{WE_WILL_NOT}/prp-0002-own-laws", [AGENCY]),
        (f"{WE_WILL_NOT}/ev-0011-times", [TIMES]),
        ("evt-0001-briefing/xea/organiser", [TIMES]),
        (f"{AGAIN}/{AGENCY}", [AGENCY, AGAIN]),
        (["xea", "xeb"], [TIMES, AGENCY]),
    ],
)
def test_what_a_record_rests_on(sandbox: Sandbox, of: object, sources: list[str]) -> None:
    sandbox.edit(STATEMENT, "evidence:\n  -", f"{DESIGNATIONS}evidence:\n  -")
    assert cited(example(sandbox), of) == sources


def test_a_designation_rests_on_its_passage_alone(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "  - target_event: evt-0001-briefing\n    role: evaluated\n    stance: neutral\n", "")
    sandbox.edit(STATEMENT, "evidence:\n  -", f"{DESIGNATIONS}evidence:\n  -")
    assert cited(example(sandbox), f"{WE_WILL_NOT}/2") == [TIMES]


def test_a_passage_that_contradicts_is_cited_too(sandbox: Sandbox) -> None:
    old = "    source: src-0001-example-times\n    support: supports\n"
    sandbox.edit(STATEMENT, old, old.replace("supports", "contradicts"))
    assert cited(example(sandbox), WE_WILL_NOT) == [TIMES, AGENCY]


def test_an_actor_may_rest_on_none() -> None:
    release = repository()
    shown = set(release.load("evidence")["actor"].dropna())
    bare = next(actor for actor in release.load("actors")["actor_id"] if actor not in shown)
    assert cite(release, bare) == cite(release)


def test_every_table_is_cited_or_says_why_not() -> None:
    release = repository()
    refused = set()
    for table in release.tables().index:
        try:
            assert len(cited(release, release.load(table))) > 3
        except OnRecordError as error:
            refused.add(table)
            if table != "retired_ids":
                assert f"The table {table} rests on no sources" in str(error)
                assert str(error).endswith("onrecord.cite()")
    assert refused == {"balance", "codings", "retired_ids", "searches", "terms"}


def test_all_sources_of_a_statement_as_its_evidence_has_them() -> None:
    release = repository()
    evidence = release.load("evidence").dropna(subset="statement")
    for statement, rows in list(evidence.groupby("statement"))[:300]:
        assert set(cited(release, statement)) == set(rows["source"])


def test_rows_of_evidence_rest_on_their_own_passage() -> None:
    release = repository()
    quoted = release.load("evidence").query("lang == 'ru'").head(50)
    assert set(cited(release, quoted)) == set(quoted["source"])
    joined = quoted.merge(release.load("statements"), left_on="statement", right_on="statement_id")
    assert set(cited(release, joined)) == set(joined["source"])


def test_what_explains_a_value_is_cited() -> None:
    release = repository()
    statement = release.load("statements")["statement_id"][0]
    told = release.explain(statement, "said")
    assert set(cited(release, told)) == set(told["source"].dropna())


def test_a_frame_may_have_its_identifiers_in_the_index_or_in_lists() -> None:
    release = repository()
    statements = release.load("statements").head(20)
    expected = cited(release, list(statements["statement_id"]))
    assert cited(release, statements.set_index("statement_id")) == expected
    assert cited(release, statements.set_index(["statement_id", "speaker"])[["said"]]) == expected
    assert cited(release, pd.DataFrame({"statements": [list(statements["statement_id"]), None]})) == expected
    assert cited(release, pd.Series([list(statements["statement_id"])])) == expected
    matrix = release.load("position_matrix").head(10)
    assert cited(release, matrix) == cited(release, matrix["statements"].explode())


def test_two_columns_of_one_name() -> None:
    first, second = repository().load("statements")["statement_id"][:2]
    frame = pd.DataFrame([[first, second]], columns=["statement_id", "statement_id"])
    assert cited(repository(), frame) == cited(repository(), [first, second])


def test_a_column_of_numbers_names_no_records() -> None:
    statement = repository().load("statements")["statement_id"][0]
    counted = pd.DataFrame({"evidence": [3], "statement": [statement]})
    assert cited(repository(), counted) == cited(repository(), statement)


FRAMES: dict[str, Callable[[pd.DataFrame], object]] = {
    "pandas": lambda frame: frame,
    "pandas, objects": lambda frame: frame.astype(object),
    "pandas, categories": lambda frame: frame.astype("category"),
    "polars": lambda frame: pl.from_pandas(frame),
    "polars, categories": lambda frame: pl.from_pandas(frame).with_columns(pl.all().cast(pl.Categorical)),
    "polars, lazy": lambda frame: pl.from_pandas(frame).lazy(),
    "arrow": lambda frame: pa.Table.from_pandas(frame, preserve_index=False),
    "arrow, batch": lambda frame: pa.RecordBatch.from_pandas(frame, preserve_index=False),
    "arrow, reader": lambda frame: pa.Table.from_pandas(frame, preserve_index=False).to_reader(),
    "duckdb": lambda frame: duckdb.from_arrow(pa.Table.from_pandas(frame, preserve_index=False)),
    "pandas, series": lambda frame: frame.iloc[:, 0],
    "pandas, index": lambda frame: pd.Index(frame.iloc[:, 0]),
    "polars, series": lambda frame: pl.from_pandas(frame).to_series(),
    "arrow, array": lambda frame: pa.Table.from_pandas(frame, preserve_index=False).column(0),
    "numpy": lambda frame: frame.iloc[:, 0].to_numpy(),
    "tuple": lambda frame: tuple(frame.iloc[:, 0]),
    "generator": lambda frame: (value for value in frame.iloc[:, 0]),
    "names": lambda frame: dict.fromkeys(frame.iloc[:, 0]).keys(),
}


@settings(deadline=None, max_examples=15)
@given(
    numbers=st.lists(st.integers(0, 400), min_size=1),
    missing=st.booleans(),
    column=st.sampled_from(["statement_id", "statement"]),
)
@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_is_cited_as_its_identifiers_are(kind: str, numbers: list[int], missing: bool, column: str) -> None:
    release = repository()
    identifiers = [some_statements()[number] for number in numbers]
    frame = pd.DataFrame({column: pd.Series([*identifiers, *([None] if missing else [])], dtype="str")})
    assert cite(release, FRAMES[kind](frame)) == cite(release, identifiers)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_order_and_repetition_do_not_matter(data: st.DataObject) -> None:
    release = repository()
    known = [*release.load("statements")["statement_id"][:200], *release.load("events")["event_id"], "donald-trump"]
    asked = data.draw(st.lists(st.sampled_from(known), unique=True))
    again = data.draw(st.permutations([*asked, *asked]))
    format: Format = data.draw(st.sampled_from(get_args(Format)))
    assert (
        cite(release, asked, format=format)
        == cite(release, again, format=format)
        == (cite(release, set(asked), format=format))
    )


@settings(deadline=None, max_examples=25)
@given(one=st.sets(st.integers(0, 300)), other=st.sets(st.integers(0, 300)))
def test_what_two_subsets_rest_on_is_what_both_do_together(one: set[int], other: set[int]) -> None:
    release = repository()
    statements = release.load("statements")
    parts = [set(cited(release, statements.iloc[sorted(part)])) for part in (one, other, one | other)]
    assert parts[0] | parts[1] == parts[2]


def test_millions_of_rows() -> None:
    release = repository()
    evidence = release.load("evidence")[["evidence_id", "source"]]
    rows = pd.concat([evidence.head(10)] * 200_000, ignore_index=True)
    assert cited(release, rows) == cited(release, evidence.head(10))


# How it is said


def test_references_as_text(plain: Release) -> None:
    assert cite(plain, [AGENCY, TIMES, AGAIN]).split("\n\n")[1:] == [
        "A. Byline (2026-02-03). Minister of Example State answers neighbour. Example Times [News report]. "
        "https://times.example/minister (read 2026-02-10).",
        "Example Agency (2026-02-03). Министр ответил [Wire report]. https://agency.example/a?b=1 (read 2026-02-10).",
        "Example Times (2026-02-04). Minister quoted again [News report]. https://times.example/again "
        "(read 2026-02-10).",
    ]


def test_what_is_not_known_is_left_out(plain: Release) -> None:
    bare = {"author": None, "publisher": None, "title": None, "url": None, "published": None}
    release = with_sources(
        plain,
        [
            bare | {"accessed": None, "lang": "und"},
            {"title": None, "published": None, "accessed": None},
            {"title": None, "url": None, "retracted": date(2026, 2, 9)},
        ],
    )
    assert cite(release, [TIMES, AGENCY, AGAIN]).split("\n\n")[1:] == [
        f"[News report]. No address known: {TIMES}.",
        "Example Agency. [Wire report]. https://agency.example/a?b=1",
        f"Example Times (2026-02-04). [News report]. No address known: {AGAIN} (read 2026-02-10). "
        "Withdrawn by its publisher on 2026-02-09.",
    ]
    _, first, _, last = items(release, [TIMES, AGENCY, AGAIN])
    assert first == {"id": TIMES, "type": "article-newspaper", "genre": "News report"}
    assert last["note"] == "Withdrawn by its publisher on 2026-02-09."
    entry = entries(cite(release, TIMES, format="bibtex"))[TIMES]
    assert {k: v for k, v in entry.items() if k not in ("ID", "ENTRYTYPE")} == {"howpublished": "News report"}


DATES = [
    ("2026-02-03", "2026-02-03", {"date-parts": [[2026, 2, 3]]}, ("2026-02-03", "2026", "feb")),
    ("2026-02", "2026-02", {"date-parts": [[2026, 2]]}, ("2026-02", "2026", "feb")),
    ("2018", "2018", {"date-parts": [[2018]]}, ("2018", "2018", None)),
    ("2026-02-03?", "2026-02-03?", {"date-parts": [[2026, 2, 3]], "circa": True}, ("2026-02-03?", "2026", "feb")),
    ("2026-02~", "c. 2026-02", {"date-parts": [[2026, 2]], "circa": True}, ("2026-02~", "2026", "feb")),
    (
        "2026-02-03/2026-02-05",
        "2026-02-03 to 2026-02-05",
        {"date-parts": [[2026, 2, 3], [2026, 2, 5]]},
        ("2026-02-03/2026-02-05", "2026", None),
    ),
    (
        "2026-02-03/..",
        "since 2026-02-03",
        {"date-parts": [[2026, 2, 3]], "circa": True},
        ("2026-02-03/..", "2026", None),
    ),
    (
        "../2026-02-03",
        "until 2026-02-03",
        {"date-parts": [[2026, 2, 3]], "circa": True},
        ("../2026-02-03", "2026", None),
    ),
    (
        "[2026-02-03,2026-02-05]",
        "between 2026-02-03 and 2026-02-05",
        {"date-parts": [[2026, 2, 3], [2026, 2, 5]], "circa": True},
        ("2026-02-03/2026-02-05", "2026", None),
    ),
]


@pytest.mark.parametrize(("written", "text", "csl", "bibtex"), DATES)
def test_dates(written: str, text: str, csl: dict[str, Any], bibtex: tuple[str, str, str | None]) -> None:
    names = ("published", "published_earliest", "published_latest", "published_precision")
    release = with_sources(repository(), [dict(zip(names, (written, *edtf.parse(written)), strict=True))])
    source = release.load("sources")["source_id"][0]
    assert f" ({text}). " in cite(release, source)
    assert items(release, source)[1]["issued"] == csl
    entry = entries(cite(release, source, format="bibtex"), decoded=False)[source]
    assert (entry["date"], entry["year"], entry.get("month")) == bibtex


def test_the_order_of_a_bibliography(plain: Release) -> None:
    day = {"published_precision": "day"}
    later = day | {
        "published": "2026-02-09",
        "published_earliest": date(2026, 2, 9),
        "published_latest": date(2026, 2, 9),
    }

    def order(*rows: dict[str, Any]) -> list[str]:
        return cited(with_sources(plain, list(rows)), [TIMES, AGENCY, AGAIN])

    assert order({"author": "émile"}, {"author": "Zoe"}, {"author": "Eva"}) == [TIMES, AGAIN, AGENCY]
    one = {"author": "Max Muster"}
    assert order(one | later, one, one) == [AGENCY, AGAIN, TIMES]
    assert order(one | {"published": None}, one, one)[0] == TIMES
    same = one | later
    assert order(same | {"title": "C"}, same | {"title": "b"}, same | {"title": "A"}) == [AGAIN, AGENCY, TIMES]
    assert order(*[same | {"title": "A"}] * 3) == [TIMES, AGENCY, AGAIN]


@settings(deadline=None, max_examples=150)
@given(
    title=st.text(
        st.characters(exclude_categories=["C", "Z"], exclude_characters="^ˆ\ufeff")
        | st.sampled_from(" {}\\-'`\"%&$#_~,")
    ),
    author=st.text(st.sampled_from("ab&{}\\%-, '")),
)
def test_a_program_reads_back_from_bibtex_what_was_printed(plain: Release, title: str, author: str) -> None:
    release = with_sources(plain, [{"title": title, "author": f"and {author} and"}])
    source = release.store.read("sources")["source_id"][0].as_py()
    text = cite(release, source, format="bibtex")
    assert text.count("{") == text.count("}")  # or BibTeX, which knows no escape, would read on
    entry = entries(text)[source]
    assert entry.get("title", "") == " ".join(title.split())
    assert entry["author"] == " ".join(f"and {author} and".split())


def test_addresses_stay_addresses_in_bibtex(plain: Release) -> None:
    release = with_sources(plain, [{"url": "https://times.example/a_b%20{c}?d=\\#e&f~g"}])
    text = cite(release, TIMES, format="bibtex")
    assert "  url = {https://times.example/a_b%20%7Bc%7D?d=%5C#e&f~g},\n" in text


def test_every_source_of_the_repository_in_every_format() -> None:
    release = repository()
    sources = release.load("sources")
    known = set(sources["source_id"])
    text, bibtex, csl = (cite(release, sources, format=each) for each in get_args(Format))
    paragraphs = text.split("\n\n")
    assert len(paragraphs) == 1 + len(known)
    assert not any(
        "None" in p or "nan" in p.split() or "  " in p or ".." in p.split("http")[0].replace("...", "")
        for p in paragraphs
    )
    for address in sources["url"].dropna():
        assert f" {address}" in text
    read = entries(bibtex)
    assert set(read) == known | {f"onrecord-{release.version}"}
    told = {item["id"]: item for item in json.loads(csl)}
    assert list(told) == list(read)
    assert [item["id"] for item in json.loads(csl)][1:] == cited(release, known)
    for row in sources.to_dict("records"):
        entry, item = read[row["source_id"]], told[row["source_id"]]
        titled = not pd.isna(row["title"])
        assert entry.get("title") == item.get("title") == (row["title"] if titled else None)
        assert entry.get("date") == (None if pd.isna(row["published"]) else row["published"])
        assert item.get("URL") == (None if pd.isna(row["url"]) else row["url"])
        if not pd.isna(row["author"]):
            assert entry["author"] == row["author"] == item["author"][0]["literal"]


def test_every_item_is_one_of_csl() -> None:
    release = repository()
    for item in items(release, release.load("sources")):
        assert isinstance(item["id"], str) and item["type"] in CSL_TYPES
        assert set(item) <= CSL_VARIABLES
        for variable in ("issued", "accessed"):
            if variable in item:
                parts = item[variable]["date-parts"]
                assert len(parts) in (1, 2)
                assert all(1 <= len(part) <= 3 and all(type(number) is int for number in part) for part in parts)
        for variable in set(item) - {"author", "issued", "accessed"}:
            assert isinstance(item[variable], str) and item[variable]


def test_every_kind_of_source_has_a_type_of_csl(plain: Release) -> None:
    terms = plain.load("terms")
    kinds = terms[terms["scheme"] == "source-kind"]
    types = {}
    for code, label in zip(kinds["code"], kinds["label"], strict=True):
        item = items(with_sources(plain, [{"kind": code}]), TIMES)[1]
        assert item["genre"] == label
        assert ("container-title" in item) != ("publisher" in item)
        types[code] = item["type"]
    assert set(types.values()) == CSL_TYPES - {"dataset"}
    assert types["official-social-post"] == "post" and types["recording"] == "broadcast"


@pytest.mark.filterwarnings("ignore")  # of what the library does not know
def test_a_processor_of_csl_takes_it(plain: Release) -> None:
    told = items(plain, [AGENCY, TIMES, AGAIN])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(told), formatter.plain)
    for item in told:
        bibliography.register(Citation([CitationItem(item["id"])]))
    lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == 4
    assert any("A. Byline (2026) “Minister of Example State answers neighbour”" in line for line in lines)
    assert any("Министр ответил" in line and "https://agency.example/a?b=1" in line for line in lines)


# Why not


def test_all_that_is_unknown_is_named_at_once(plain: Release) -> None:
    told = refusal(plain, ["st-0001-we-will", "max-mustre", "xea", "?", f"{WE_WILL_NOT}/9", "none/1"])
    assert "cannot cite 5 of what was asked for" in told
    assert "there is no 'st-0001-we-will'; the nearest is st-0001-we-will-not\n" in told
    assert "there is no 'max-mustre'; the nearest is max-muster\n" in told
    assert "there is no '?'\n" in told and f"'{WE_WILL_NOT}/9'; the nearest is {WE_WILL_NOT}\n" in told
    assert told.endswith(f'Instead: onrecord.cite(["max-muster", "{WE_WILL_NOT}"])')
    for strange in ("?", "", "/", "\ud800", "\ud800/1"):
        assert refusal(plain, strange).endswith("onrecord.tables()")
    # A number tells more than the words behind it.
    assert "the nearest is evt-0001-briefing" in refusal(plain, "evt-0001-quite-other-words")


def test_the_name_of_a_row_that_rests_on_none(plain: Release) -> None:
    assert "The table terms rests on no sources: it explains codes" in refusal(plain, "speech-act/refuse")


def test_a_wrong_column_is_not_told_row_by_row(plain: Release) -> None:
    told = refusal(plain, pd.DataFrame({"statement": [f"number {n}" for n in range(5000)]}))
    assert "cannot cite 5000" in told and "and 4950 more" in told
    assert len(told) < 5000


def test_what_was_retired_is_said_to_be(sandbox: Sandbox) -> None:
    retired = "dataset/retired_ids.csv"
    rows = "lost-agency,,Nobody knows of it.,1.1.0\nold-agency,example-agency,One agency under two names.,1.1.0\n"
    sandbox.write(retired, sandbox.read(retired) + rows)
    told = refusal(example(sandbox), pd.Series(["lost-agency", "old-agency", None]))
    assert "lost-agency was withdrawn in 1.1.0: Nobody knows of it." in told
    assert "old-agency was merged into example-agency in 1.1.0: One agency under two names." in told
    assert told.endswith('Instead: onrecord.cite(["example-agency"])')


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pd.DataFrame({"a": [1]}), "it has a. One of these would do: evidence_id, source_id, statement_id"),
        (pd.DataFrame(), "it has no columns"),
        (pl.DataFrame({"said": ["2026"]}), 'Run, for example: onrecord.cite(onrecord.load("statements"))'),
        (pd.DataFrame({"statement_id_x": ["st-…"]}), 'run: onrecord.cite(frame["statement_id_x"])'),
        (pd.DataFrame({"statement_id": [1]}), "no column of identifiers, as texts; it has statement_id"),
        (pd.DataFrame({"statement_id": [1, "st-…"]}), "no column of identifiers"),
        (pd.DataFrame({("statement_id", "x"): ["st-…"]}), "no column of identifiers"),
    ],
)
def test_a_frame_without_identifiers(frame: object, words: str) -> None:
    assert words in refusal(repository(), frame)


def test_a_relation_without_identifiers() -> None:
    with duckdb.connect() as connection:
        assert "no column of identifiers" in refusal(repository(), connection.sql("select 1 as statement_id"))


@pytest.mark.parametrize(
    "of", [7, 1.5, b"st-", [7], ["st-…", 7], {"st-…": 1}, object(), pl.Series([object()]), [2**80], pd.NA, [["a"], "b"]]
)
def test_what_is_neither(of: object) -> None:
    told = refusal(repository(), of)
    assert f"this is a {type(of).__name__}" in told
    assert told.endswith('onrecord.cite(onrecord.load("statements"))')


def test_an_array_of_arrays_is_looked_through() -> None:
    first, second = repository().load("statements")["statement_id"][:2]
    assert cited(repository(), np.array([[first], [second]])) == cited(repository(), [first, second])


@pytest.mark.parametrize(
    ("format", "meant"),
    [
        ("bibtexx", "bibtex"),
        ("BibTeX", "bibtex"),
        ("csl", "csl-json"),
        ("txt", "text"),
        (["text"], "text"),
        (None, "text"),
    ],
)
def test_a_format_that_there_is_not_gets_the_nearest(format: object, meant: str) -> None:
    told = refusal(repository(), None, format=format)
    assert "there are text, bibtex, csl-json" in told
    assert told.endswith((f'onrecord.cite(format="{meant}")?', f'onrecord.cite(format="{meant}").'))

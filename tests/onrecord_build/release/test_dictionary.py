"""The data dictionary has every table, column and code, and its links lead somewhere."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest

from onrecord_build.compile import MemoryStore, compile_project
from onrecord_build.project import Project
from onrecord_build.release.dictionary import Anchors, dictionary
from sandbox import Sandbox


@pytest.fixture
def store(sandbox: Sandbox) -> MemoryStore:
    return compile_project(Project(sandbox.root))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_every_table_column_and_code(store: MemoryStore) -> None:
    page = dictionary(store, store.identity)
    for name, table in store.tables.items():
        section = page.partition(f"\n### {name}\n")[2].partition("\n#")[0]
        rows = [cells(line) for line in section.splitlines() if line.startswith("| `")]
        assert [row[0].strip("`") for row in rows] == table.column_names
        assert f"| [{name}](#{name}) | {table.num_rows:,} |" in page
    terms = sorted(store.tables["terms"].to_pylist(), key=lambda term: (term["scheme"], term["rank"]))
    vocabularies = page.partition("\n## Vocabularies\n")[2]
    codes = re.findall(r"^\| `(.+?)` \|", vocabularies, re.MULTILINE)
    assert codes == [term["code"] for term in terms]


def test_tables_are_tables(store: MemoryStore) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", dictionary(store, store.identity), re.MULTILINE):
        assert len({len(cells(line)) for line in block.splitlines()}) == 1, block


def test_links_lead_somewhere(store: MemoryStore) -> None:
    page = dictionary(store, store.identity)
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    assert len(anchors) == len(headings)
    assert set(re.findall(r"\]\(#(.*?)\)", page)) <= anchors


def test_headings_of_the_same_name() -> None:
    anchors = Anchors(["tables", "statement_targets"], ["statement_targets", "speech-act"])
    assert anchors.tables == {"tables": "tables-1", "statement_targets": "statement_targets"}
    assert anchors.vocabularies == {"statement_targets": "statement_targets-1", "speech-act": "speech-act"}


def test_head(store: MemoryStore) -> None:
    page = dictionary(store, store.identity)
    assert "- Version 1.2.3, released on 2026-02-10.\n- Licence: [CC-BY-4.0](https://" in page
    assert "not released yet" in dictionary(store, store.identity._replace(released=None))


def test_what_a_column_is(store: MemoryStore) -> None:
    page = dictionary(store, store.identity)
    assert (
        "| `speech_act` | string |  | yes | authored | The strongest act that the words themselves carry. Codes: [speech-act](#speech-act). |"
        in page
    )
    assert "| `said` | string (EDTF) |  | yes | authored |" in page
    assert "| `n_sources` | integer | sources | yes | derived |" in page
    assert "- Reference: `speaker` is `actor_id` of [actors](#actors)" in page


def test_what_markdown_would_take_for_its_own(store: MemoryStore) -> None:
    rows = store.tables["terms"].to_pylist()
    rows[0]["definition"] = "a|b <i> *c* `d` [e]\nf \\"
    store.tables["terms"] = pa.Table.from_pylist(rows, schema=store.tables["terms"].schema)
    assert r"a\|b \<i> \*c\* \`d\` \[e\] f \\ |" in dictionary(store, store.identity)

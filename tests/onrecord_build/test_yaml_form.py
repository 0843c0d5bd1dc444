"""The canonical form says exactly what the record says, to every YAML parser, and keeps every comment."""

from __future__ import annotations

import random
from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build.schema import read_schemas
from onrecord_build.yaml_comments import comments_of
from onrecord_build.yaml_form import WIDTH, layout_of, write, write_with_comments
from onrecord_build.yaml_records import plain
from onrecord_build.yaml_shapes import Reader
from onrecord_build.yaml_tree import parse
from sandbox import REPOSITORY, STATEMENT, Sandbox

SCHEMAS = read_schemas(REPOSITORY / "schemas")
TABLE = SCHEMAS.tables["statements"]
LAYOUT = layout_of(TABLE, SCHEMAS)
READER = Reader(LAYOUT)
POISON = ["no", "Yes", "on", "12:30", "0555567", "1.10", "007", "NA", "null", "~", "true", "0x1F", "1e3", "2026-02-03", ".inf", "=", "<<", "-", "? a", "a: b", "a #b", "#", "*a", "&a", "!a", "%a", "@a", "`a`", "'", '"', "[a]", "{a}", "a,b", "- a", "---", "...", "|", ">", ">-", "a:", ":a", " a", "a ", "a\nb", "a\tb", "\\", "\u00a0a", "\u200b", "\u2028", "\x85", "é", "e\u0301", "ﷺ", "שלום", "𝄞", "日本 語"]  # fmt: skip
texts = st.one_of(
    st.sampled_from(POISON),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.lists(st.sampled_from([*POISON, "word", "and", "Rodríguez"]), min_size=2, max_size=60).map(" ".join),
)


def records() -> st.SearchStrategy[dict[str, Any]]:
    """Records of any content: every key may be there, and hold any text."""

    def of(keys: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        return st.dictionaries(st.sampled_from(keys), texts, min_size=1)

    own = of([key for key in LAYOUT.keys if key != "topics"])
    topics = st.fixed_dictionaries({}, optional={"topics": st.lists(texts, min_size=1, max_size=3)})
    nested = {key: st.lists(of(list(renders)), min_size=1, max_size=3) for key, renders in LAYOUT.nested.items()}
    parts = st.tuples(own, topics, st.fixed_dictionaries({}, optional=nested))
    return parts.map(lambda three: three[0] | three[1] | three[2])


def read(text: str) -> Any:
    tree = parse(text)
    assert not tree.problems, (tree.problems, text)
    assert tree.root is not None
    return plain(tree.root)


@settings(max_examples=400, deadline=None)
@given(records())
def test_what_is_written_is_read_again(record: dict[str, Any]) -> None:
    text = write(record, LAYOUT)
    assert read(text) == record
    assert yaml.load(text, Loader=yaml.CBaseLoader) == record
    taken = READER.read(text)
    # Only lists with quotation marks in them, and escapes that JSON does not have, are left to the parser.
    assert taken == record or (taken is None and any(sign in text for sign in ('["', ', "', "\\U")))
    assert write(read(text), LAYOUT) == text


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["title_as_given", "venue", "summary", "note"]), texts, min_size=1))
def test_a_text_is_a_text_to_other_parsers(record: dict[str, str]) -> None:
    """Whatever looks like a number, a date or nothing is in quotation marks: YAML 1.1 and 1.2 agree with us."""
    text = write(record, LAYOUT)
    assert yaml.safe_load(text) == record
    assert ruamel.yaml.YAML(typ="safe", pure=True).load(text) == record


@settings(max_examples=150, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_no_comment_is_lost_and_no_value_changed(record: dict[str, Any], chance: random.Random) -> None:
    loose = yaml.safe_dump(
        record, allow_unicode=True, default_style=chance.choice(['"', "'"]), sort_keys=chance.choice([True, False])
    )
    lines, written = [], []
    for number, line in enumerate(loose.splitlines()):
        # A comment may stand before any key; behind a value only where the value ends.
        if (
            line.lstrip(" -").startswith(('"', "'"))
            and not line.startswith("  " * 4)
            and chance.random() < 0.4
            and _begins(line)
        ):
            written.append(f"# comment {number}")
            lines.append(written[-1])
        lines.append(line)
    source = "\n".join(lines) + "\n"
    tree = parse(source)
    if tree.problems or tree.root is None or plain(tree.root) != record:
        return  # the comment fell into a value: another file than was meant
    text = write_with_comments(record, LAYOUT, comments_of(tree))
    assert read(text) == record
    assert sorted(part for part in text.split("\n") if part.lstrip().startswith("# comment")) or not written
    assert sorted(line.strip() for line in text.split("\n") if "# comment" in line) == sorted(written)
    again = write_with_comments(record, LAYOUT, comments_of(parse(text)))
    assert again == text


def _begins(line: str) -> bool:
    return line.rstrip().endswith(":") or '": ' in line or "': " in line


COMMENTED = """# before all
statement_id: st-0001-we-will-not  # the identifier
speaker: max-muster
# about topics
topics: # behind the key
  - elections  # behind an item
  - migration
note: > # behind the sign
  A text
  in two lines.
targets:  # behind the list
  # before an item
  - target_actor: xeb
    # inside an item
    role: evaluated  # behind a value
evidence: [{evidence_id: ev-0010-agency}]  # flow
# the end
"""


def test_comments_stay_with_what_they_are_about() -> None:
    record = read(COMMENTED)
    text = write_with_comments(record, LAYOUT, comments_of(parse(COMMENTED)))
    assert (
        text
        == """# before all
statement_id: st-0001-we-will-not  # the identifier
speaker: max-muster
# about topics
# behind an item
topics: [elections, migration]  # behind the key
note: "A text in two lines.\\n"  # behind the sign
targets:  # behind the list
  # before an item
  - target_actor: xeb
    # inside an item
    role: evaluated  # behind a value
evidence:
  - evidence_id: ev-0010-agency  # flow
# the end
"""
    )
    assert read(text) == record


def test_comments_of_what_is_left_out_stand_before_what_follows() -> None:
    source = "statement_id: st-0001-a\n# not known\nvenue:  # yet\nsummary: He.\ntargets:\n  - role:  # nobody\n# end\n"
    text = write_with_comments(read(source), LAYOUT, comments_of(parse(source)))
    assert text == "statement_id: st-0001-a\n# not known\n# yet\nsummary: He.\n# nobody\n# end\n"


@pytest.mark.parametrize("word", ["word", "Слово", "a"])
def test_a_long_text_is_folded_at_the_width(word: str) -> None:
    text = write({"summary": " ".join([word] * 200)}, LAYOUT)
    lines = text.split("\n")
    assert lines[0] == "summary: >-"
    assert max(map(len, lines)) <= WIDTH
    assert read(text)["summary"] == " ".join([word] * 200)


@pytest.mark.parametrize(
    "text",
    [
        "venue: a\nvenue: b\n",
        "targets:\n  - role: a\n    role: b\n",
        "targets:\n  - stance: a\n    role: b\n",
        "targets:\n    role: b\n",
        "targets:\n",
        "    role: b\n",
        "  - role: b\n",
        "targets:\n  - role: a\nvenue: b\n",
        "targets:\n  - role: a\ntargets:\n  - role: b\n",
        "evidence:\n  - lang: a\ntargets:\n  - role: b\n",
        "venue: a",
        "venue: a\n\n",
        "venue: >-\n  short\n",
        "venue: >-\n",
        "venue: a\r\n",
        "venue:  a\n",
        "venue: a \n",
        "venue: 007\n",
        "venue: no\n",
        "\n",
        "",
    ],
)
def test_the_fast_reader_leaves_other_forms_to_the_parser(text: str) -> None:
    assert READER.read(text) is None


def test_the_text_of_a_file_does_not_matter_to_what_is_read(sandbox: Sandbox) -> None:
    record = read(sandbox.read(STATEMENT))
    sandbox.write(STATEMENT, yaml.safe_dump(record, allow_unicode=True, default_style="'"))
    assert [code for _, _, code in sandbox.codes()] == ["not-canonical"]
    assert sandbox.run("fix")[0] == 0
    assert sandbox.codes() == []


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_fast_reader_takes_nothing_that_the_parser_reads_otherwise(data: st.DataObject) -> None:
    """However a canonical file is damaged: what is taken fast is what YAML says, or it is not taken."""
    text = write(data.draw(records()), LAYOUT)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 6)))
    piece = data.draw(st.text(" ,:\"'\n\t-[]{}&*!|>%@`#\ra", max_size=6))
    damaged = text[:start] + piece + text[stop:]
    record = READER.read(damaged)
    if record:
        assert read(damaged) == record

"""A second coder sees the sources and nothing of the record; what is stored is what was written; figures say no more."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import Synthetic

from onrecord_build.agreement.fields import BY_NAME
from onrecord_build.agreement.measure import RESAMPLES, Units, measure
from onrecord_build.agreement.report import in_words, summarise
from sandbox import STATEMENT, Sandbox, contents

CODINGS = "dataset/codings.csv"
FILES = {"INSTRUCTIONS.md", "passages.csv", "sample.json", "sheet.csv"}
GIVEN = ("statement", "unit", "speaker", "said")
EXAMPLE = {
    "mode": "own-voice",
    "attribution": "on-record",
    "venue_kind": "press-briefing",
    "original_lang": "ru",
    "speech_act": "refuse",
    "topic": "diplomacy-mediation",
    "on_behalf_of": "xea",
    "target": "xeb",
    "stance": "against",
}  # how the example records code their statement


def draw(sandbox: Sandbox, *arguments: str, to: str = "sample") -> Path:
    status, out, err = sandbox.run("agreement", "draw", "first", "--to", to, *arguments)
    assert (status, err) == (0, ""), err
    assert out.startswith("Drawn: ")
    return sandbox.path(to)


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def fill(folder: Path, values: dict[str, str]) -> None:
    """Code every statement of a sheet alike."""
    rows = [row | values for row in table(folder / "sheet.csv")]
    with open(folder / "sheet.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def store(sandbox: Sandbox, coder: str = "coder-2", *arguments: str) -> tuple[int, str, str]:
    described = ("--coder", coder, "--kind", "model", "--coded", "2026-02-10")
    return sandbox.run("agreement", "store", "sample", *described, *arguments)


@pytest.fixture
def several(tmp_path: Path) -> Sandbox:
    """A sandbox with a dozen made-up statements."""
    sandbox = Sandbox(tmp_path / "several")
    shutil.rmtree(sandbox.path("dataset"))
    Synthetic(sandbox.root, 12).write()
    # Tests take statements out again: nothing of this was released.
    sandbox.write("dataset/released.csv", "id,table,version,whole,digests\n")
    return sandbox


# Draw


def test_the_files_of_a_sample(sandbox: Sandbox) -> None:
    folder = draw(sandbox)
    assert set(contents(folder)) == FILES
    (row,) = table(folder / "sheet.csv")
    assert row == dict.fromkeys(BY_NAME, "") | {
        "statement": "st-0001-we-will-not",
        "unit": "the words quoted",
        "speaker": "Max Muster",
        "said": "2026-02-03",
    }
    first, second = table(folder / "passages.csv")
    assert (first["number"], first["language"], first["quotation"]) == ("1", "ru", "Мы этого не сделаем")
    assert second == {
        "statement": "st-0001-we-will-not",
        "number": "2",
        "publisher": "Example Times",
        "title": "Minister of Example State answers neighbour",
        "address": "https://times.example/minister",
        "published": "2026-02-03",
        "language": "en",
        "quotation": "We will not do it, […] We have our own laws.",
        "locator": "paragraph 2",
    }


def test_the_instructions_define_every_field_and_every_code(sandbox: Sandbox) -> None:
    text = (draw(sandbox) / "INSTRUCTIONS.md").read_text(encoding="utf-8")
    for field in BY_NAME:
        assert f"\n## {field}\n" in text
    terms = table(sandbox.path("schemas/terms.csv"))
    coded = {"statement-mode", "attribution", "venue-kind", "speech-act", "topic", "stance"}
    assert {term["scheme"] for term in terms} >= coded
    for term in terms:
        line = f"| `{term['code']}` | {term['definition']} | {term['example']} | {term['non_example']} |"
        assert (line in text) == (term["scheme"] in coded), line
    assert "| max-muster | Max Muster |" in text
    assert "| evt-0001-briefing |" in text
    assert "are not coded" in text  # speaker and day


HIDDEN: list[dict[str, str]] = [
    {"speech_act: refuse": "speech_act: demand"},
    {"topics: [diplomacy-mediation, sovereignty-territory]": "topics: [migration]"},
    {"venue_kind: press-briefing": "venue_kind: interview"},
    {"venue: Example City": "venue: A studio"},
    {"mode: own-voice": "mode: spokesperson"},
    {"attribution: on-record": "attribution: reported-by-third-party"},
    {"original_lang: ru\n": "", "rendition: verbatim": "rendition: source-translation"},
    {"on_behalf_of: xea\n": ""},
    {"title_as_given: minister of Example State": "title_as_given: the minister"},
    {"lead_evidence: ev-0010-agency": "lead_evidence: ev-0011-times"},
    {"lead_evidence: ev-0010-agency": "lead_evidence: ev-0010-agency\nnote: A telling note."},
    {"will not do what Sample Republic demands": "says something telling"},
    {"stance: against": "stance: mixed"},
    {"role: evaluated\n    stance: against": "role: addressee\n    stance: against"},
    {"target_actor: xeb": "target_actor: xea"},
    {"rendition: source-translation": "rendition: own-translation"},
    {"support: supports\n    rendition: source-translation": "support: contradicts\n    rendition: source-translation"},
    {"    lang: ru\n": "    lang: ru\n    note: A telling note.\n"},
]


@pytest.mark.parametrize("edits", HIDDEN, ids=lambda edits: next(iter(edits)))
def test_nothing_of_the_coding_leaks(sandbox: Sandbox, edits: dict[str, str]) -> None:
    """Whatever the record says of a statement, a coder is given the same files."""
    before = contents(draw(sandbox))
    text = sandbox.read(STATEMENT)
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new, 1)
    sandbox.write(STATEMENT, text)
    # A rule that finds the other coding unlikely is waived: it is the draw that is tested.
    rules = {fault["code"] for fault in sandbox.report() if fault["severity"] == "warning"}
    waivers = "".join(f"{rule},st-0001-we-will-not,Tested.\n" for rule in sorted(rules))
    sandbox.write("dataset/waivers.csv", f"rule,record,reason\n{waivers}")
    assert contents(draw(sandbox, to="again")) == before


def test_no_code_of_a_statement_stands_where_the_statement_stands(several: Sandbox) -> None:
    folder = draw(several)
    shown = "".join((folder / name).read_text(encoding="utf-8") for name in ("sheet.csv", "passages.csv"))
    for name in ("own-voice", "on-record", "press-briefing", "verbatim", "supports", "refuse", "against", "xeb"):
        assert name not in shown, name
    for path in several.path("dataset/statements").rglob("*.yaml"):
        summary = " ".join(path.read_text(encoding="utf-8").split("summary:")[1].split("lead_evidence:")[0].split())
        assert summary.removeprefix(">- ") not in " ".join(shown.split())


def test_events_that_are_mere_occasions_are_not_listed(sandbox: Sandbox) -> None:
    """The name of a briefing would tell before whom the words were said, which is coded."""
    text = sandbox.read(STATEMENT).replace("about_event: evt-0001-briefing\n", "")
    target = "  - target_event: evt-0001-briefing\n    role: evaluated\n    stance: neutral\n"
    sandbox.write(STATEMENT, text.replace(target, ""))
    assert "evt-0001-briefing" not in (draw(sandbox) / "INSTRUCTIONS.md").read_text(encoding="utf-8")


def test_a_seed_draws_the_same_statements(several: Sandbox) -> None:
    first, again, other = (draw(several, "--size", "4", "--seed", s, to=f"s{n}") for n, s in enumerate("112"))
    assert contents(first) == contents(again)
    assert table(first / "sheet.csv") != table(other / "sheet.csv")
    assert len(table(first / "sheet.csv")) == 4
    assert len(table(draw(several, to="all") / "sheet.csv")) == 12


def test_what_is_drawn_does_not_hang_on_the_rest(several: Sandbox) -> None:
    """A statement that goes changes a sample only where it was in it, and then by one."""
    drawn = [row["statement"] for row in table(draw(several, "--size", "4") / "sheet.csv")]
    for path in several.path("dataset/statements").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.unlink()
        rest = {row["statement"] for row in table(draw(several, "--size", "4", to=f"no/{path.stem}") / "sheet.csv")}
        assert rest >= {*drawn} - {path.stem}
        assert (rest == {*drawn}) == (path.stem not in drawn)
        path.write_text(text, encoding="utf-8")


def test_about_a_source_its_own_passages_are_left_out(sandbox: Sandbox) -> None:
    folder = draw(sandbox, "--about", "src-0001-example-times")
    assert [row["publisher"] for row in table(folder / "passages.csv")] == ["Example Agency"]


def test_about_a_source_its_own_passage_stays_where_it_is_the_only_one(sandbox: Sandbox) -> None:
    text = sandbox.read(STATEMENT)
    sandbox.write(STATEMENT, text[: text.index("  - evidence_id: ev-0011-times")])
    folder = draw(sandbox, "--about", "src-0002-example-agency")
    assert [row["publisher"] for row in table(folder / "passages.csv")] == ["Example Agency"]


def test_where_no_passage_quotes_the_words_of_the_identifier_stand_for_them(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "rendition: verbatim\n    exact: Мы этого не сделаем", "rendition: indirect-speech")
    sandbox.edit(STATEMENT, "lead_evidence: ev-0010-agency", "lead_evidence: ev-0011-times")
    assert table(draw(sandbox) / "sheet.csv")[0]["unit"] == "the words quoted"
    (row,) = table(draw(sandbox, "--about", "src-0001-example-times", to="about") / "sheet.csv")
    assert row["unit"] == "we will not"


WRONG_DRAWS = [
    (["first", "--to", "dataset/sample"], "lies in dataset/"),
    (["first", "--to", "dataset"], "lies in dataset/"),
    (["first", "--to", "schemas"], "is there already, and is not overwritten"),
    (["first", "--to", "CHANGELOG.md"], "is there already"),
    (["First Sample", "--to", "new"], "cannot be the name of a sample"),
    (["first", "--to", "new", "--size", "2"], "There are 1 statements to draw from, not 2"),
    (["first", "--to", "new", "--size", "0"], "not 0"),
    (["first", "--to", "new", "--about", "src-0001-times"], "Did you mean `src-0001-example-times`"),
    (["first", "--to", "new", "--about", "src-0003-example-times"], "No statement has evidence from"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG_DRAWS)
def test_a_draw_that_cannot_be_made_writes_nothing(sandbox: Sandbox, arguments: list[str], words: str) -> None:
    before = everything(sandbox)
    status, out, err = sandbox.run("agreement", "draw", *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert everything(sandbox) == before


def test_nothing_is_drawn_from_records_with_faults(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "speech_act: refuse", "speech_act: refused")
    status, _, err = sandbox.run("agreement", "draw", "first", "--to", "sample")
    assert status == 1
    assert "unknown-code" in err
    assert not sandbox.path("sample").exists()


def everything(sandbox: Sandbox) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sandbox.root.rglob("*") if path.is_file()}


# Store


def test_the_coding_of_the_records_is_the_first(sandbox: Sandbox) -> None:
    draw(sandbox)
    status, out, _ = store(sandbox, "coder-1", "--from-records", "first")
    assert status == 0
    assert "9 fields of 1 statements by coder-1" in out
    rows = table(sandbox.path(CODINGS))
    assert {row["field"]: row["value"] for row in rows} == EXAMPLE
    assert {row["material"] for row in rows} == {"record-at-hand"}
    assert sandbox.report() == []


def test_what_was_written_is_stored(sandbox: Sandbox) -> None:
    values = EXAMPLE | {"stance": "mixed", "target": "evt-0001-briefing", "original_lang": ""}
    fill(draw(sandbox), values)
    status, out, err = store(sandbox)
    assert (status, err) == (0, "")
    assert "no value can be given: original_lang 1." in out
    rows = table(sandbox.path(CODINGS))
    assert {row["field"]: row["value"] for row in rows} == values
    described = {(row["sample"], row["coder"], row["coder_kind"], row["material"], row["coded"]) for row in rows}
    assert described == {("first", "coder-2", "model", "sources-only", "2026-02-10")}
    assert sandbox.report() == []


def test_a_spreadsheet_may_write_the_sheet_in_its_own_way(several: Sandbox) -> None:
    folder = draw(several)
    fill(folder, {"mode": "joint", "on_behalf_of": "xeb"})
    rows = table(folder / "sheet.csv")
    before = several.read(CODINGS)
    store(several)
    stored = several.read(CODINGS)
    several.write(CODINGS, before)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0])[::-1], quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {key: f"{value} " if key in BY_NAME else value for key, value in row.items()} for row in rows[::-1]
    )
    (folder / "sheet.csv").write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    assert store(several)[0] == 0
    assert several.read(CODINGS) == stored


def test_all_that_is_wrong_with_a_sheet_is_said_at_once(several: Sandbox) -> None:
    folder = draw(several)
    fill(folder, {"mode": "own-voice", "on_behalf_of": "xea", "target": "xeb"})
    lines = (folder / "sheet.csv").read_text(encoding="utf-8").split("\n")
    ids = [line.partition(",")[0] for line in lines]
    lines[1] = lines[1].replace("own-voice", "own-voise")
    lines[2] = lines[2].replace("the words quoted", "all words")
    lines[3] = lines[3].replace("made-up", "made-down")
    lines[4] = lines[4].replace(",xeb,", ",xez,")
    lines[5] = lines[5].replace("own-voice", "").replace("xea", "").replace("xeb", "")
    lines[6] += ",more"
    lines[7] = lines[8]
    (folder / "sheet.csv").write_text("\n".join(lines), encoding="utf-8")
    before = everything(several)
    status, out, err = store(several, "coder-2", "--material", "source-only")
    assert (status, out) == (2, "")
    assert everything(several) == before
    said = err.splitlines()
    assert said[0].startswith("material 'source-only' is not a code of coding-material. Did you mean `sources-only`")
    assert [line.split(": ", 1)[1].split(". ")[0] for line in said[1:-1]] == [
        "mode 'own-voise' is not a code of statement-mode",
        "unit was changed to 'all words'",
        f"'{ids[3].replace('made-up', 'made-down')}' is not a statement of the sample",
        "target 'xez' is no identifier in actors or events",
        f"nothing is coded for '{ids[5]}'",
        "the row has 14 cells instead of 13",
        f"'{ids[8]}' has another row above",
        f"the row of '{ids[3]}' is missing",
        f"the row of '{ids[7]}' is missing",
    ]
    assert [line.split(":")[1] for line in said[1:-1]] == ["2", "3", "4", "5", "6", "7", "9", "13", "13"]
    assert said[-1].startswith("Nothing was stored")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b",stance\n", b"\n", "the column 'stance' is missing"),
        (b",stance\n", b",stanze\n", "'stanze' is not a column of the sheet. Did you mean `stance`?"),
        (b",", b";", "the cells are not separated by commas"),
        (b"Max", b"\xe9", "is not UTF-8"),
        (b"st-0001", b'"st-0001', "broken CSV"),
        (b"2026-02-03", b"03/02/2026", "said was changed to '03/02/2026'. Put back what was given: 2026-02-03"),
    ],
)
def test_a_sheet_that_was_damaged(sandbox: Sandbox, old: bytes, new: bytes, words: str) -> None:
    folder = draw(sandbox)
    fill(folder, EXAMPLE)
    data = (folder / "sheet.csv").read_bytes()
    assert old in data
    (folder / "sheet.csv").write_bytes(data.replace(old, new))
    before = everything(sandbox)
    status, _, err = store(sandbox)
    assert status == 2
    assert words in err
    assert everything(sandbox) == before


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_a_sheet_holds_it_is_stored_right_or_not_at_all(chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as place:
        sandbox = Sandbox(Path(place) / "checkout")
        folder = draw(sandbox)
        fill(folder, EXAMPLE)
        text = (folder / "sheet.csv").read_text(encoding="utf-8")
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(["", ",", '"', "\n", "\r", "\x00", "\ufeff", "é", "-"]) + text[at + 1 :]
        (folder / "sheet.csv").write_text(text, encoding="utf-8", newline="")
        before = sandbox.read(CODINGS)
        status, out, err = store(sandbox)
        if status:
            assert (status, out, sandbox.read(CODINGS)) == (2, "", before)
            assert err.endswith("run the command again.\n")
        else:
            assert len(table(sandbox.path(CODINGS))) == len(BY_NAME)
            assert sandbox.report() == []


def test_a_coder_codes_a_sample_once(sandbox: Sandbox) -> None:
    fill(draw(sandbox), EXAMPLE)
    assert store(sandbox)[0] == 0
    before = sandbox.read(CODINGS)
    status, _, err = store(sandbox)
    assert status == 2
    assert "coder-2 has coded 'first' already" in err
    assert sandbox.read(CODINGS) == before
    assert store(sandbox, "coder-10")[0] == 0
    assert sandbox.report() == []


def test_a_name_stands_for_one_draw(several: Sandbox) -> None:
    draw(several, "--size", "3")
    assert store(several, "coder-1", "--from-records", "first")[0] == 0
    status, _, err = several.run("agreement", "draw", "first", "--size", "3", "--seed", "2", "--to", "other")
    assert status == 2
    assert "Draw under another name" in err
    draw(several, "--size", "3", to="again")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from-records", "second"], "The sample in sample is 'first', not 'second'"),
        (["--from-records", "first", "--material", "sources-only"], "--material record-at-hand"),
        (["--from-records", "first", "--coder", "second"], "coder 'second' has not the form asked for"),
        (["--from-records", "first", "--coded", "10.2.2026"], "Write it as YYYY-MM-DD"),
        (["--from-records", "first", "--kind", "person"], "Take one of human, model"),
    ],
)
def test_a_coder_described_wrongly(sandbox: Sandbox, arguments: list[str], words: str) -> None:
    draw(sandbox)
    before = everything(sandbox)
    status, _, err = store(sandbox, "coder-1", *arguments)
    assert status == 2
    assert words in err
    assert everything(sandbox) == before


def test_a_statement_that_was_withdrawn_since(several: Sandbox) -> None:
    folder = draw(several)
    gone = table(folder / "sheet.csv")[0]["statement"]
    next(several.path("dataset/statements").rglob(f"{gone}.yaml")).unlink()
    status, _, err = store(several, "coder-1", "--from-records", "first")
    assert status == 2
    assert f"'{gone}' is not a statement any more" in err


@pytest.mark.parametrize("text", [None, "{", "[]", '{"name": "first"}', '{"units": [1]}'])
def test_a_folder_that_is_no_sample(sandbox: Sandbox, text: str | None) -> None:
    folder = draw(sandbox)
    if text is None:
        (folder / "sample.json").unlink()
    else:
        (folder / "sample.json").write_text(text, encoding="utf-8")
    status, _, err = store(sandbox)
    assert status == 2
    assert "onrecord agreement draw NAME --to FOLDER" in err


# Measure and report

# Krippendorff, K. (2011), "Computing Krippendorff's Alpha-Reliability", https://repository.upenn.edu/asc_papers/43:
# the examples A (binary data), B (nominal data) and C (four observers, with missing data), a row an observer.
PUBLISHED = [
    (["0100000010", "1110010000"], 0.095),
    (["aabbdcccedda", "babbbccceddd"], 0.692),
    (["123321412   ", "1233224125 3", " 3332342251 ", "12332441251 "], 0.743),
]


def units(observers: Sequence[str]) -> Units:
    return {
        f"unit-{number:02}": {f"coder-{n}": code for n, code in enumerate(codes, start=1) if code != " "}
        for number, codes in enumerate(zip(*observers, strict=True))
    }


@pytest.mark.parametrize(("observers", "alpha"), PUBLISHED)
def test_published_examples(observers: list[str], alpha: float) -> None:
    found = measure(units(observers))
    assert found.alpha == pytest.approx(alpha, abs=0.0005)
    assert found.alpha is not None and found.interval is not None
    assert found.interval[0] < found.alpha < found.interval[1]


def test_percent_agreement_is_one_of_pairs() -> None:
    assert measure(units(["aabb", "aabc"])).percent == 75
    # Of three codings of one unit, two of which are the same, one pair in three agrees.
    assert measure(units(["a", "a", "b"])).percent == pytest.approx(100 / 3)


CODES = st.sampled_from("abc")
TWO = st.lists(st.tuples(CODES, CODES), min_size=1, max_size=8).map(
    lambda pairs: ["".join(c) for c in zip(*pairs, strict=True)]
)


@settings(max_examples=15, deadline=None)
@given(TWO)
def test_swapping_coders_transposes_the_matrix_and_changes_nothing_else(observers: list[str]) -> None:
    found, swapped = measure(units(observers)), measure(units(observers[::-1]))
    (one,), (other,) = found.confusions, swapped.confusions
    assert other.counts == [list(row) for row in zip(*one.counts, strict=True)]
    assert found._replace(confusions=[]) == swapped._replace(confusions=[])
    assert sum(map(sum, one.counts)) == found.units


@settings(max_examples=15, deadline=None)
@given(st.text("abc", min_size=1, max_size=8))
def test_the_same_codings_agree_in_full(codes: str) -> None:
    found = measure(units([codes, codes]))
    assert found.percent == 100
    if len(set(codes)) > 1:
        assert found.alpha == pytest.approx(1)
        assert found.interval == pytest.approx((1, 1))
    else:
        assert found.alpha is None
        assert found.interval is None


def test_the_interval_is_the_same_every_time_and_counts_what_is_left_out() -> None:
    found = measure(units(["ab", "aa"]))
    assert found == measure(units(["ab", "aa"]))
    # Half of the draws of two units have one of them twice; it is undefined for the one on which both say "a".
    assert found.left_out == pytest.approx(RESAMPLES / 4, rel=0.2)


def test_a_unit_with_one_coding_says_nothing() -> None:
    with_it, without = measure(units(["aabx", "aab "])), measure(units(["aab", "aab"]))
    assert with_it == without


def codings(values: dict[str, Sequence[str]], kind: str = "human", sample: str = "first") -> list[dict[str, Any]]:
    """Rows of the table: by field, what each coder wrote, a letter a statement."""
    return [
        {
            "sample": sample,
            "statement": f"st-{number:04}-made-up",
            "coder": f"coder-{coder}",
            "field": field,
            "value": None if value == " " else value,
            "coder_kind": kind,
            "material": "sources-only",
            "coded": date(2026, 2, 10),
        }
        for field, coders in values.items()
        for coder, written in enumerate(coders, start=1)
        for number, value in enumerate(written)
    ]


@settings(max_examples=10, deadline=None)
@given(TWO, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(observers: list[str], chance: random.Random) -> None:
    rows = codings({"mode": observers, "stance": observers[::-1]})
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert summarise(shuffled) == summarise(rows)


def test_the_names_of_coders_never_matter() -> None:
    rows = codings({"mode": ["abba", "abab", "aabb"]})
    renamed = [
        row | {"coder": {"coder-1": "coder-7", "coder-2": "coder-11"}.get(row["coder"], row["coder"])} for row in rows
    ]
    (one,), (other,) = (summarise(r)["first"]["fields"] for r in (rows, renamed))
    for figure in ("units", "percent", "alpha", "interval", "resamples_left_out"):
        assert one[figure] == other[figure]
    pairs = [(matrix["rows"], matrix["columns"]) for matrix in other["confusions"]]
    assert pairs == [("coder-3", "coder-7"), ("coder-3", "coder-11"), ("coder-7", "coder-11")]


def test_an_empty_coding_is_one_like_any_other() -> None:
    (field,) = summarise(codings({"mode": ["ab  ", "ab a"]}))["first"]["fields"]
    assert (field["units"], field["percent"]) == (4, 75)
    assert field["confusions"][0]["codes"] == ["(none)", "a", "b"]


FEW, MODELS = "no general claim about the dataset follows", "they do not show what people would code"


@pytest.mark.parametrize(
    ("count", "kinds", "there", "absent"),
    [
        (29, ("human", "human"), [FEW, "With 29 statements the intervals are wide"], [MODELS]),
        (30, ("human", "human"), ["With 30 statements the intervals are wide"], [FEW, MODELS]),
        (30, ("model", "model"), ["Two codings by models", MODELS], [FEW]),
        (30, ("model", "model", "model"), ["3 codings by models", MODELS], [FEW]),
        (30, ("model", "human"), [], [FEW, MODELS]),
    ],
)
def test_what_cannot_be_concluded(count: int, kinds: Sequence[str], there: list[str], absent: list[str]) -> None:
    rows = codings({"mode": ["a" * count for _ in kinds]})
    rows = [row | {"coder_kind": kinds[int(row["coder"][-1]) - 1]} for row in rows]
    caveats = "\n".join(summarise(rows)["first"]["caveats"])
    assert all(words in caveats for words in there)
    assert not any(words in caveats for words in absent)


def test_a_stance_is_one_towards_a_target() -> None:
    caveats = "\n".join(summarise(codings({"stance": ["aaa", "aab"], "target": ["xyz", "xyx"]}))["first"]["caveats"])
    assert "all named the same target for 2 of 3 statements" in caveats


def test_the_report_on_a_sample(sandbox: Sandbox) -> None:
    folder = draw(sandbox)
    store(sandbox, "coder-1", "--from-records", "first")
    fill(folder, EXAMPLE | {"speech_act": "demand", "on_behalf_of": ""})
    store(sandbox)
    status, out, err = sandbox.run("agreement", "report")
    assert (status, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Sample first: 1 statements, 2 coders" in lines
    assert "coder-1: model, record at hand, 2026-02-10" in lines
    assert "coder-2: model, sources only, 2026-02-10" in lines
    assert "Two codings by models show whether the definitions are applied alike by models" in out
    assert "The coders had not the same material" in out
    assert "mode 1 100.0 % undefined: every coding is the same code" in lines
    assert "speech_act 1 0.0 % 0.000 0.000 to 0.000" in lines
    matrix = lines.index("speech_act: rows coder-1, columns coder-2")
    assert lines[matrix + 1 : matrix + 4] == ["1 2", "1 demand · ·", "2 refuse 1 ·"]
    matrix = lines.index("on_behalf_of: rows coder-1, columns coder-2")
    assert lines[matrix + 2 : matrix + 4] == ["1 (none) · ·", "2 xea 1 ·"]


def test_a_wide_matrix_leaves_out_what_both_coded_alike() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    sample = summarise(codings({"target": [letters, letters[:-1] + "a"]}))["first"]
    written = [" ".join(line.split()) for line in in_words(sample)]
    assert written[written.index("target: rows coder-1, columns coder-2") + 1 :] == [
        "Left out: 24 codes that both gave to the same statements.",
        "1 2",
        "1 a 1 ·",
        "2 z 1 ·",
    ]
    sample = summarise(codings({"target": [letters, letters]}))["first"]
    assert list(in_words(sample))[-1].endswith("Left out: 26 codes that both gave to the same statements.")


def test_where_no_coding_differs_there_is_no_interval(several: Sandbox) -> None:
    draw(several)
    for coder in ("coder-1", "coder-2"):
        store(several, coder, "--from-records", "first")
    lines = [" ".join(line.split()) for line in several.run("agreement", "report")[1].splitlines()]
    assert "speech_act 12 100.0 % 1.000 none: no coding differs, and so none would in a resample" in lines
    assert "mode 12 100.0 % undefined: every coding is the same code" in lines


def test_the_report_for_programs(sandbox: Sandbox) -> None:
    draw(sandbox)
    for coder in ("coder-1", "coder-2", "coder-3"):
        store(sandbox, coder, "--from-records", "first")
    status, out, _ = sandbox.run("agreement", "report", "first", "--format", "json")
    assert status == 0
    (sample,) = json.loads(out)["samples"]
    assert [coder["coder"] for coder in sample["coders"]] == ["coder-1", "coder-2", "coder-3"]
    assert [field["field"] for field in sample["fields"]] == list(BY_NAME)
    for field in sample["fields"]:
        assert (field["units"], field["percent"], field["alpha"], field["interval"]) == (1, 100, None, None)
        assert [(m["rows"], m["columns"]) for m in field["confusions"]] == [
            ("coder-1", "coder-2"), ("coder-1", "coder-3"), ("coder-2", "coder-3"),
        ]  # fmt: skip


def test_a_report_on_one_coder_says_that_there_is_nothing_to_compare(sandbox: Sandbox) -> None:
    draw(sandbox)
    store(sandbox, "coder-1", "--from-records", "first")
    status, out, _ = sandbox.run("agreement", "report", "first")
    assert status == 0
    assert "Only one coder has coded the sample" in out
    assert "alpha" not in out


def test_a_report_on_nothing(sandbox: Sandbox) -> None:
    assert sandbox.run("agreement", "report")[::2] == (
        2,
        "dataset/codings.csv has no codings. Draw a sample: onrecord agreement draw NAME --to FOLDER\n",
    )
    draw(sandbox)
    store(sandbox, "coder-1", "--from-records", "first")
    status, _, err = sandbox.run("agreement", "report", "frist")
    assert status == 2
    assert "no sample 'frist'. Did you mean `first`?" in err


def test_no_figures_come_from_codings_with_faults(sandbox: Sandbox) -> None:
    draw(sandbox)
    store(sandbox, "coder-1", "--from-records", "first")
    sandbox.edit(CODINGS, "press-briefing", "press-breifing")
    status, out, err = sandbox.run("agreement", "report")
    assert (status, out) == (1, "")
    assert "coding-value" in err


def test_figures_do_not_hang_on_the_rest_of_the_records(sandbox: Sandbox) -> None:
    draw(sandbox)
    for coder in ("coder-1", "coder-2"):
        store(sandbox, coder, "--from-records", "first")
    before = sandbox.run("agreement", "report")
    sandbox.edit(STATEMENT, "speech_act: refuse", "speech_act: refused")
    head, *rows = sandbox.read(CODINGS).splitlines(keepends=True)
    sandbox.write(CODINGS, head + "".join(reversed(rows)))
    assert sandbox.run("agreement", "report") == before
    assert before[0] == 0

"""Quotations held against texts, on an installed release of the example records: no records, no builder, no git."""

from __future__ import annotations

import builtins
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import onrecord
from held import html, pdf
from onrecord import store
from onrecord.cli import main
from onrecord.texts import Text
from sandbox import EXAMPLE, STATEMENT, Sandbox

ARCHIVED = (EXAMPLE / "archive" / "example-times.txt").read_bytes()
AGENCY = "Министр ответил.\nОн сказал: «Мы этого не сделаем». И ушёл.\n"
POST = "\u200fقال الوزير:\n«لن نفعل ذلك أبدا»\n"
SOURCES = """\
src-0004-sample-post,official-social-post,primary,max-muster,,,https://www.sample.example/post/1/#top,2026-02-03,ar,false,excerpt,2026-02-10,,,
src-0005-sample-report,news-report,first-hand,example-times,,Report,https://times.example/report?id=7,2026-02-03,en,false,excerpt,2026-02-10,,,
"""
EVIDENCE = """\
  - evidence_id: ev-0012-post
    source: src-0004-sample-post
    support: supports
    rendition: source-translation
    exact: لن نفعل ذلك أبدا
    lang: ar
  - evidence_id: ev-0013-report
    source: src-0005-sample-report
    support: supports
    rendition: source-translation
    exact: We shall not do it, […] and nobody's cooperation will change our democracy
    lang: en
  - evidence_id: ev-0014-report
    source: src-0005-sample-report
    support: supports
    rendition: source-translation
    exact: We shall remain,
    suffix: ” he said twice
    lang: en
  - evidence_id: ev-0015-report
    source: src-0005-sample-report
    support: supports
    rendition: source-translation
    exact: our own laws
    locator: paragraph 2
    lang: en
designations:
  - voice: speaker
    words: own laws
    target_event: evt-0001-briefing
    frame: other-event
    evidence: ev-0015-report
  - voice: reporter
    words: the intruders’ demand
    target_event: evt-0001-briefing
    frame: other-event
    evidence: ev-0015-report
"""
REPORT = (
    "The minister spoke of “the intruders' demand”.",
    "“We have our own laws.”",
    "“We shall not do it,” said Muster, “and nobody’s co&shy;operation will change our demo\u200bcracy.”",
    "“We shall remain,” he began. “We shall remain,” he said; “We shall remain,” he said&nbsp;twice.",
)

Rows = dict[tuple[str, str], Any]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sandbox = Sandbox(tmp_path_factory.mktemp("verify") / "checkout")
    sandbox.write("dataset/sources.csv", sandbox.read("dataset/sources.csv") + SOURCES)
    sandbox.write(STATEMENT, sandbox.read(STATEMENT) + EVIDENCE)
    assert sandbox.run("fix")[0] == 0
    assert sandbox.faults() == []
    return sandbox.build()


@pytest.fixture
def installed(release: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(store, "INSTALLED", release)
    monkeypatch.delenv("ONRECORD_TEXTS", raising=False)
    store.installed.cache_clear()
    yield release
    store.installed.cache_clear()


@pytest.fixture
def check(installed: Path, tmp_path: Path) -> Callable[..., Rows]:
    """Hold the data against files, by name; return the rows by evidence and words."""

    def against(**files: bytes | str) -> Rows:
        folder = tmp_path / "texts"
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, files)
        frame = onrecord.verify(folder)
        return {(str(row.evidence), str(row.words)): row for row in frame.itertuples()}

    return against


def write(folder: Path, files: dict[str, bytes | str]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    folder.mkdir(exist_ok=True)


def row(rows: Rows, evidence: str, words: str | None = None) -> Any:
    (found,) = (row for (id, exact), row in rows.items() if id.startswith(evidence) and words in (None, exact))
    return found


def statuses(rows: Rows) -> dict[str, str]:
    """The statuses of what a text is held of, by evidence."""
    return {row.evidence: row.status for row in rows.values() if row.status != "not-held"}


def test_everything_stands_where_the_record_says(check: Callable[..., Rows]) -> None:
    rows = check(
        **{
            "as-received.txt": ARCHIVED,  # known by its digest,
            "src-0002-example-agency.txt": AGENCY,  # by its name,
            "deep/er/SRC-0004-sample-post.copy-2.txt": POST,
            "report.html": html(*REPORT, head="<link href='http://www.times.example/report/?id=7#x' rel='canonical'>"),
        }
    )
    assert {row.status for row in rows.values()} == {"found"}
    assert {row.file for row in rows.values()} == {
        "as-received.txt",
        "src-0002-example-agency.txt",
        "deep/er/SRC-0004-sample-post.copy-2.txt",
        "report.html",
    }
    assert row(rows, "ev-0011").place == "paragraph 2"
    assert row(rows, "ev-0011").record == "st-0001-we-will-not"
    assert row(rows, "ev-0011").source == "src-0001-example-times"
    assert row(rows, "ev-0014").place == "paragraph 4"
    assert row(rows, "ev-0015", "the intruders’ demand").place == "paragraph 1"
    assert row(rows, "ev-0015", "the intruders’ demand").record == "st-0001-we-will-not"


def test_nothing_is_held(check: Callable[..., Rows]) -> None:
    rows = check()
    assert len(rows) == 8
    assert {row.status for row in rows.values()} == {"not-held"}
    assert all(row.file is row.place is row.diff is None for row in rows.values())


def test_the_frame(installed: Path, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "", "src-0001-example-times.txt": b"\xff", "src-0002-example-agency.txt": AGENCY})
    frame = onrecord.verify(str(tmp_path))
    assert list(frame.columns) == ["evidence", "record", "source", "file", "status", "place", "diff", "words"]
    assert list(frame["status"].cat.categories) == ["found", "moved", "ambiguous", "altered", "not-found", "not-held"]
    assert frame.attrs["unmatched"] == ["a.txt"]
    assert frame.attrs["unreadable"] == {
        "src-0001-example-times.txt": "it is not text in UTF-8 (byte FF at 0). Save it as UTF-8"
    }
    quotations = onrecord.load("evidence")["exact"].notna().sum()
    assert len(frame) == quotations + len(onrecord.load("designations")) == 8
    assert isinstance(frame, pd.DataFrame)


@pytest.mark.parametrize(
    ("address", "matches"),
    [
        ('<link rel="canonical" href="https://sample.example/post/1">', True),
        ('<LINK HREF="//www.sample.example/post/1/" REL="nofollow Canonical">', True),
        ('<meta property="og:url" content="http://www.sample.example/post/1?#a">', True),
        ("<!-- saved from url=(0034)https://www.sample.example/post/1/ -->", True),
        ('<link rel="canonical" href="https://sample.example/post/2">', False),
        ('<link rel="canonical" href="https://sample.example/post/1?page=2">', False),
        ('<link rel="alternate" href="https://sample.example/post/1">', False),
        ('<link rel="canonical" href="/post/1"><link rel="canonical"><meta property="og:url">', False),
        ('<link rel="canonical" href="https://[sample/post/1">', False),
        ("<![broken[><!-- saved from url=(0034)https://www.sample.example/post/1/ -->", False),
    ],
)
def test_the_address_of_a_saved_page(check: Callable[..., Rows], address: str, matches: bool) -> None:
    rows = check(**{"saved.htm": html("قال: لن نفعل ذلك أبدا", head=address)})
    assert row(rows, "ev-0012").status == ("found" if matches else "not-held")


def test_a_name_says_more_than_an_address(check: Callable[..., Rows]) -> None:
    page = html("Мы этого не сделаем", head='<link rel="canonical" href="https://sample.example/post/1">')
    assert statuses(check(**{"src-0002-example-agency.html": page})) == {"ev-0010-agency": "found"}


def test_the_same_text_laid_out_otherwise(check: Callable[..., Rows]) -> None:
    # No longer the archived file: the locator is all that is known of the place.
    same = ARCHIVED + b"\nA line more.\n"
    assert row(check(**{"src-0001-example-times.txt": same}), "ev-0011").status == "found"
    moved = row(check(**{"src-0001-example-times.txt": b"A line before.\n" + ARCHIVED}), "ev-0011")
    assert (moved.status, moved.place, moved.diff) == ("moved", "paragraph 3", None)


def test_a_place_that_is_recorded_is_binding(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Callable[..., Rows]
) -> None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    broken = tmp_path / "broken"
    shutil.copytree(release, broken)
    table = pq.read_table(broken / "parquet/evidence.parquet")
    shifted = pc.add(table["start"], 1)
    table = table.set_column(table.schema.get_field_index("start"), "start", shifted)
    pq.write_table(table, broken / "parquet/evidence.parquet")
    monkeypatch.setattr(store, "INSTALLED", broken)
    store.installed.cache_clear()
    moved = row(check(**{"a.txt": ARCHIVED}), "ev-0011")
    assert (moved.status, moved.place) == ("moved", "paragraph 2")


def test_several_places(check: Callable[..., Rows]) -> None:
    # Of three places the suffix of the record fits one, and in this version of the page none.
    report = [*REPORT[:3], REPORT[3].replace("twice", "again")]
    ambiguous = row(check(**{"src-0005-sample-report.html": html(*report)}), "ev-0014")
    assert (ambiguous.status, ambiguous.place) == ("ambiguous", "paragraph 4")
    once = row(check(**{"src-0005-sample-report.txt": "a\nWe shall remain, he said"}), "ev-0014")
    assert (once.status, once.place) == ("moved", "paragraph 2")
    both = row(check(**{"src-0002-example-agency.txt": AGENCY + AGENCY}), "ev-0010")
    assert (both.status, both.place) == ("ambiguous", "paragraph 2; paragraph 4")


def test_altered_words_are_compared(check: Callable[..., Rows]) -> None:
    rows = check(
        **{
            "src-0001-example-times.txt": ARCHIVED.replace(b"We have our", b"They have their"),
            "src-0002-example-agency.txt": AGENCY.replace("Мы этого", "Мы никогда этого"),
            "src-0004-sample-post.txt": POST.replace("أبدا", "الآن"),
        }
    )
    assert statuses(rows) == dict.fromkeys(["ev-0010-agency", "ev-0011-times", "ev-0012-post"], "altered")
    times = row(rows, "ev-0011")
    assert times.diff == "We will not do it, […] [-We-] {+They+} have [-our-] {+their+} own laws."
    assert times.place == "paragraph 2"
    assert row(rows, "ev-0010").diff == "Мы {+никогда+} этого не сделаем"
    assert row(rows, "ev-0012").diff == "لن نفعل ذلك [-أبدا-] {+الآن+}"


def test_words_that_are_nowhere(check: Callable[..., Rows]) -> None:
    rows = check(**{"src-0005-sample-report.txt": "The harvest in the northern provinces was poor.\n"})
    assert {row.status for row in rows.values() if row.source == "src-0005-sample-report"} == {"not-found"}


def test_a_designation_is_there_or_not(check: Callable[..., Rows]) -> None:
    rows = check(**{"src-0005-sample-report.html": html(*REPORT[1:], "The intruders demand much.")})
    assert row(rows, "ev-0015", "own laws").status == "found"
    assert row(rows, "ev-0015", "the intruders’ demand").status == "not-found"


def test_of_several_texts_the_best_counts(check: Callable[..., Rows]) -> None:
    files: dict[str, bytes | str] = {
        "src-0002-example-agency.1.txt": "Погода была хорошая, и урожай тоже.",
        "src-0002-example-agency.2.txt": AGENCY.replace("сделаем", "сделали"),
        "src-0002-example-agency.3.txt": AGENCY + AGENCY,
        "src-0002-example-agency.4.txt": AGENCY,
    }
    for expected in ("found", "ambiguous", "altered", "not-found"):
        best = row(check(**files), "ev-0010")
        assert (best.status, best.file) == (expected, list(files)[-1])
        files.popitem()


def test_a_pdf(check: Callable[..., Rows]) -> None:
    lines = [
        "“We shall not do it,” said Muster, “and no-",
        "body’s cooperation will change our demo-",
        "cracy.” The end",
    ]
    rows = check(**{"src-0005-sample-report.pdf": pdf(["Report"], lines)})
    assert (row(rows, "ev-0013").status, row(rows, "ev-0013").place) == ("found", "page 2, paragraph 2")
    lines[2] = "cratic way.”"
    rows = check(**{"src-0005-sample-report.pdf": pdf(["Report"], lines)})
    assert row(rows, "ev-0013").diff.endswith("will change our [-democracy-] {+democratic+}")


def test_what_lies_beside_the_texts_does_not_matter(check: Callable[..., Rows], tmp_path: Path) -> None:
    rows = check(
        **{
            ".hidden/src-0002-example-agency.txt": AGENCY,
            ".src-0002-example-agency.txt": AGENCY,
            "page_files/src-0002-example-agency.js": AGENCY,
            "page.html": "<p>",
            "src-0002-example-agency": AGENCY,
        }
    )
    assert {row.status for row in rows.values()} == {"not-held"}
    assert onrecord.verify(tmp_path / "texts").attrs["unmatched"] == ["page.html", "src-0002-example-agency"]


def test_a_file_that_may_not_be_read(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"src-0002-example-agency.txt": AGENCY})

    def refuse(path: Path) -> bytes:  # what chmod cannot do where root runs the tests
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert onrecord.verify(tmp_path).attrs["unreadable"] == {
        "src-0002-example-agency.txt": "it cannot be opened (Permission denied). Make sure that you may read it"
    }


# The command


def test_the_command_reports_what_is_not_as_recorded(
    installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        {
            "src-0001-example-times.txt": ARCHIVED.replace(b"own laws", b"own \x07rules"),
            "src-0002-example-agency.txt": AGENCY,
            "src-0004-sample-post.pdf": pdf([]),
            **{f"{number:02}.txt": "" for number in range(22)},
        },
    )
    assert main(["verify", "--texts", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    altered, counts, rest, unreadable, unmatched = out.split("\n\n")
    assert altered.splitlines()[:3] == [
        "altered  ev-0011-times  st-0001-we-will-not  src-0001-example-times",
        "  in src-0001-example-times.txt, paragraph 2",
        "  We will not do it, […] We have our own [-laws-] {+\N{REPLACEMENT CHARACTER}rules+}.",
    ]
    assert altered.splitlines()[3].startswith("  Compare both with the page.")
    assert [line.split()[:2] for line in counts.splitlines()] == [
        ["found", "1"],
        ["moved", "0"],
        ["ambiguous", "0"],
        ["altered", "1"],
        ["not-found", "0"],
        ["not-held", "6"],
    ]
    assert rest.startswith("No text of 2 sources;")
    assert unreadable.startswith("1 file without a text that can be read:\n  src-0004-sample-post.pdf: it is a PDF")
    assert "ocrmypdf" in unreadable
    assert unmatched.startswith("22 files of no source.")
    assert "SOURCE_ID.html" in unmatched
    assert unmatched.endswith("  18.txt\n  19.txt\n  and 2 more; which: onrecord verify --format json\n")


def test_the_command_is_content(installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"a.txt": ARCHIVED})
    assert main(["verify", "--texts", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("found          1  ")
    assert "file" not in out.replace("--format", "")


def test_the_folder_may_stand_in_the_environment(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"a.txt": ARCHIVED})
    monkeypatch.setenv("ONRECORD_TEXTS", str(tmp_path))
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.startswith("found          1  ")


def test_json(installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        tmp_path, {"src-0002-example-agency.txt": "Я ушёл.", "src-0004-sample-post.txt": b"", "b.txt": "", "a.txt": ""}
    )
    assert main(["verify", "--texts", str(tmp_path), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert document["counts"] == {"found": 0, "moved": 0, "ambiguous": 0, "altered": 0, "not-found": 1, "not-held": 7}
    assert document["unmatched"] == ["a.txt", "b.txt"]
    assert document["unreadable"] == [
        {"file": "src-0004-sample-post.txt", "reason": "it is empty", "help": "Save the text again"}
    ]
    assert len(document["checked"]) == 8
    assert document["checked"][0] == {
        "evidence": "ev-0010-agency",
        "record": "st-0001-we-will-not",
        "source": "src-0002-example-agency",
        "file": "src-0002-example-agency.txt",
        "status": "not-found",
        "place": None,
        "diff": None,
        "words": "Мы этого не сделаем",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
def test_a_file_name_that_is_no_text(installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_bytes(b"")
    for form in ("text", "json"):
        assert main(["verify", "--texts", str(tmp_path), "--format", form]) == 0
        assert ".txt" in capsys.readouterr().out


def test_wrong_use(installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--texts", str(tmp_path / "nowhere")], ["--texts", __file__]):
        assert main(["verify", *arguments]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.endswith("onrecord verify --texts DIR\n")


@pytest.mark.parametrize(
    ("name", "data", "missing"),
    [
        ("src-0002-example-agency.html", html("a"), "inscriptis"),
        ("src-0002-example-agency.pdf", pdf(["a"]), "pypdf"),
        ("src-0002-example-agency.txt", "Мы этого не делаем", "rapidfuzz"),
    ],
)
def test_a_library_is_missing(
    name: str,
    data: bytes | str,
    missing: str,
    installed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any) -> Any:
        if name.partition(".")[0] in ("inscriptis", "pypdf", "rapidfuzz", "w3lib"):
            top = name.partition(".")[0]
            raise ModuleNotFoundError(f"No module named '{top}'", name=top)
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without)
    write(tmp_path, {"archived.txt": ARCHIVED, "of-no-source.html": html("a"), "of-no-source.pdf": pdf(["a"])})
    assert main(["verify", "--texts", str(tmp_path)]) == 0, "plain text needs nothing"
    assert capsys.readouterr().out.startswith("found          1  ")
    write(tmp_path, {name: data})
    assert main(["verify", "--texts", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert f"needs {missing}, which is not installed" in err
    assert err.endswith("pip install 'onrecord[verify]'\n")


ALONE = """
import sys
from pathlib import Path
from onrecord import store
store.INSTALLED = Path(sys.argv[1])
from onrecord.cli import main
from onrecord.texts import Text
status = main(["verify", "--texts", sys.argv[2]])
print(status, sorted(sys.modules.keys() & {"onrecord_build", "yaml", "pandas", "inscriptis", "pypdf", "rapidfuzz"}))
"""


def test_the_command_needs_no_records_and_imports_what_it_needs(release: Path) -> None:
    command = [sys.executable, "-c", ALONE, str(release), str(EXAMPLE / "archive")]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=release).stdout
    assert out.startswith("found          1  ")
    assert out.splitlines()[-1] == "0 []"


def test_whoever_reads_the_output_may_stop(release: Path) -> None:
    code = ALONE.replace("print(", "sys.stderr.write(str(status)); (")
    command = [sys.executable, "-c", code, str(release), str(EXAMPLE / "archive")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b"1"
    process.stderr.close()
    process.wait()


def test_it_is_offered_and_costs_nothing_to_whoever_does_not_ask_for_it() -> None:
    assert "verify" in dir(onrecord)
    code = "import sys, onrecord; print([name for name in sys.modules if name.startswith('onrecord.')])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['onrecord.errors', 'onrecord.release']"


TEXTS = os.environ.get("ONRECORD_TEXTS")


@pytest.mark.skipif(not TEXTS, reason="the archived texts are other people's: name their folder in ONRECORD_TEXTS")
def test_the_quotations_of_the_archived_texts_of_this_repository() -> None:
    store.installed.cache_clear()
    frame = onrecord.verify(str(TEXTS))
    sources = onrecord.load("sources")
    archived = frame["source"].isin(sources.loc[sources["text_sha256"].notna(), "source_id"])
    assert archived.any()
    assert set(frame.loc[archived, "status"]) == {"found"}
    assert set(frame.loc[~archived, "status"]) == {"not-held"}


# Laws. The quotation of the example records is what varies least, so what varies is a release with one evidence record.

WORD = st.text(st.sampled_from("abcdeéжשع"), min_size=1, max_size=7)
LINES = st.lists(st.lists(WORD, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=8)


class OneQuotation:
    """A release of one source and one quotation."""

    def __init__(self, exact: str, sha256: str | None = None, start: int | None = None) -> None:
        import pyarrow as pa

        source = {"source_id": "src-0001-a", "text_sha256": sha256, "url": None}
        evidence = {"evidence_id": "ev-0001-a", "source": "src-0001-a", "exact": exact, "statement": "st-0001-a"}
        evidence |= {"start": start, "end": None if start is None else start + len(exact)}  # type: ignore[dict-item]
        empty = ("actor", "event", "relationship", "tenure", "prefix", "suffix", "locator")
        self.descriptor: dict[str, Any] = {}
        self.tables = {
            "sources": pa.Table.from_pylist([source]),
            "evidence": pa.Table.from_pylist([evidence | dict.fromkeys(empty)]),
            "designations": pa.Table.from_pylist([]),
        }

    def read(self, table: str) -> Any:
        return self.tables[table]


@pytest.mark.parametrize("data", [b"caf\xe9. Our own laws. Our own laws.", html("Our own laws", "Our own laws")])
def test_places_are_counted_in_the_file_as_received(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Here that is text in an unknown encoding, and the source of a page.
    start = Text(data.decode("utf-8", "replace")).normal.rindex("Our own laws")
    digest = hashlib.sha256(data).hexdigest()
    write(tmp_path, {"a": data})
    for at, expected in ((start, "found"), (start + 1, "ambiguous")):
        monkeypatch.setattr("onrecord.store.installed", lambda at=at: OneQuotation("Our own laws", digest, at))
        assert list(onrecord.verify(tmp_path)["status"]) == [expected]


def status_of(exact: str, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    write(folder, {"src-0001-a.txt": text})
    monkeypatch.setattr("onrecord.store.installed", lambda: OneQuotation(exact))
    (status,) = onrecord.verify(folder)["status"]
    return str(status)


law = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@law
@given(lines=LINES, data=st.data())
def test_a_quotation_cut_out_of_a_text_is_in_it(
    lines: list[str], data: st.DataObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = " ".join(lines).split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    exact = " ".join(words[start:end])
    status = status_of(exact, "\n".join(lines), tmp_path, monkeypatch)
    # Words repeat in such a text, and then nothing says which are meant.
    assert status in ("found", "ambiguous")
    if sum(" ".join(words).startswith(exact, at) for at in range(len(" ".join(words)))) == 1:
        assert status == "found"
    # Whatever comes before, it stays there.
    assert status_of(exact, "Before.\n" + "\n".join(lines), tmp_path, monkeypatch) == status


@law
@given(lines=LINES, data=st.data())
def test_a_quotation_with_another_word_is_not_found(
    lines: list[str], data: st.DataObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = " ".join(lines).split()
    at = data.draw(st.integers(0, len(words) - 1))
    # The letters of a word of the text, and a part of it too, are other words.
    other = data.draw(WORD.map(lambda word: f"{word}x") | st.just(words[at][:-1]).filter(bool))
    assume(other not in words)
    # Scripts that write particles and the word in one do not show where a word ends.
    assume(not any(c in "שع" for c in words[at] + other))
    exact = " ".join([*words[:at], other, *words[at + 1 :]])
    assert status_of(exact, "\n".join(lines), tmp_path, monkeypatch) in ("altered", "not-found")

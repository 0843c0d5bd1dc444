"""Whoever does what CONTRIBUTING says, in that order, adds a statement that has no faults."""

from __future__ import annotations

import re
import shlex

from onrecord_build.example import STATEMENT
from sandbox import REPOSITORY, Sandbox

PAGE = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
STEPS = PAGE.partition("## From a found statement")[2].partition("\n## ")[0]
FILLED = {
    "mode": "own-voice",
    "attribution": "on-record",
    "venue_kind": "press-briefing",
    "speech_act": "refuse",
    "topics": "[elections, migration]",
    "summary": "He rejects the demand.",
    "target_actor": "xeb",
    "role": "evaluated",
    "stance": "against",
    "rendition": "indirect-speech",
    "lang": "en",
}


def commands(text: str) -> list[str]:
    """The onrecord commands that stand on lines of their own, in order."""
    return re.findall(r"^onrecord (.*)$", text, re.MULTILINE)


def test_from_a_found_statement_to_a_record_without_faults(sandbox: Sandbox) -> None:
    known = {
        "PUBLISHER": "example-times",
        "ADDRESS": "https://times.example/found",
        "NAME": "Erika Example",
        "COUNTRY": "xea",
    }
    printed: list[str] = []
    for command in commands(STEPS):
        words = [known.get(word, word) for word in shlex.split(command)]
        if words[0] == "fix":
            fill(sandbox, printed[-1], FILLED)
        if words[0] == "changes":
            continue  # there is no git in the sandbox
        status, out, err = sandbox.run(*words)
        assert status == 0, (command, out, err)
        printed = out.split()
        if words[0] == "new":
            known[{"source": "SOURCE", "actor": "SPEAKER", "tenure": "TENURE", "statement": "STATEMENT"}[words[1]]] = (
                printed[0]
            )
            printed = [word for word in printed if word.startswith("dataset/")]
    assert sandbox.report() == []
    assert known["STATEMENT"] in {path.stem for path in sandbox.path(STATEMENT).parent.iterdir()}


def fill(sandbox: Sandbox, path: str, values: dict[str, str]) -> None:
    """Write the values behind their empty keys, as a person would with an editor."""
    lines = sandbox.read(path).split("\n")
    left = dict(values)  # designations have fields of the same names as targets; they come later, and stay empty
    for number, line in enumerate(lines):
        key = line.strip().removeprefix("- ").removesuffix(":")
        if line.endswith(":") and key in left:
            lines[number] = f"{line} {left.pop(key)}"
    sandbox.write(path, "\n".join(lines))


def test_the_yaml_that_it_explains_is_yaml() -> None:
    from onrecord_build.yaml_records import plain
    from onrecord_build.yaml_tree import parse

    (text,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    tree = parse(text)
    assert not tree.problems and tree.root
    assert plain(tree.root) == {
        "venue": "Example City",
        "topics": ["elections", "migration"],
        "note": "A colon: or a # in a text",
        "targets": [{"target_actor": "usa", "role": "evaluated", "stance": "against"}],
    }

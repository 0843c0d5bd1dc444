from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

OFFICIAL = "official,unnamed,Official of Example State,,,xea,,,,Whom the source does not name.,"
EVIDENCE = "ev-0000-official,official,,,,,src-0002-example-agency,supports,document-fact,,,,ru,,,"


def reported(sandbox: Sandbox, speaker: str, attribution: str) -> list[str]:
    """What the rule says of a speaker with an attribution, without the help."""
    sandbox.edit("dataset/actors.csv", "xea,state,", f"{OFFICIAL}\nxea,state,")
    sandbox.edit("dataset/evidence.csv", "ev-0001-agency,", f"{EVIDENCE}\nev-0001-agency,")
    sandbox.edit(STATEMENT, "speaker: max-muster", f"speaker: {speaker}")
    sandbox.edit(STATEMENT, "attribution: on-record", f"attribution: {attribution}")
    return [f"{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "attribution-fits-speaker"]


@pytest.mark.parametrize(
    ("speaker", "kind", "attribution"),
    [
        ("official", "unnamed", "on-record"),
        ("max-muster", "person", "anonymous"),
        ("ministry-of-example", "government-body", "background"),
        ("ministry-of-example", "government-body", "anonymous"),
    ],
)
def test_terms_that_do_not_fit(sandbox: Sandbox, speaker: str, kind: str, attribution: str) -> None:
    message = f"attribution '{attribution}', and the speaker '{speaker}' is of kind '{kind}'"
    assert reported(sandbox, speaker, attribution) == [f"8: {message}"]


@pytest.mark.parametrize(
    ("speaker", "attribution"),
    [
        ("official", "background"),
        ("official", "anonymous"),
        ("official", "reported-by-third-party"),
        ("max-muster", "background"),
        ("max-muster", "reported-by-third-party"),
        ("ministry-of-example", "reported-by-third-party"),
        ("official", "off-record"),
        ("nobody", "anonymous"),
    ],
)
def test_terms_that_fit_or_are_broken(sandbox: Sandbox, speaker: str, attribution: str) -> None:
    assert reported(sandbox, speaker, attribution) == []

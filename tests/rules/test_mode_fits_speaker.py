from __future__ import annotations

import pytest

from sandbox import STATEMENT, Sandbox

PARTIES = "principal: max-muster\non_behalf_of: xea\ntenure: ten-0001-muster-minister\n"


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "mode-fits-speaker"]


@pytest.mark.parametrize("mode", ["own-voice", "social-account"])
def test_words_of_another(sandbox: Sandbox, mode: str) -> None:
    sandbox.edit(STATEMENT, PARTIES, "principal: ministry-of-example\non_behalf_of: xea\n")
    line = sandbox.edit(STATEMENT, "mode: own-voice", f"mode: {mode}")
    assert reported(sandbox) == [f"{line}: mode '{mode}', and 'max-muster' voices words of 'ministry-of-example'"]


@pytest.mark.parametrize("mode", ["spokesperson", "institutional-text"])
def test_a_body_speaks(sandbox: Sandbox, mode: str) -> None:
    line = sandbox.edit(STATEMENT, "mode: own-voice", f"mode: {mode}")
    assert reported(sandbox) == []
    sandbox.edit(STATEMENT, "on_behalf_of: xea\n", "")
    assert reported(sandbox) == [f"{line - 1}: mode '{mode}', and no body is named for which 'max-muster' speaks"]
    sandbox.edit(STATEMENT, "principal: max-muster", "principal: ministry-of-example")
    assert reported(sandbox) == []


def test_a_speaker_whom_nobody_names(sandbox: Sandbox) -> None:
    line = sandbox.edit(STATEMENT, "mode: own-voice", "mode: unnamed")
    assert reported(sandbox) == [f"{line}: mode 'unnamed', and the record names 'max-muster'"]
    sandbox.edit(STATEMENT, "speaker: max-muster", "speaker: ministry-of-example")
    assert reported(sandbox) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("speaker: max-muster", "speaker:"),
        ("principal: max-muster", "principal: [max-muster]"),
        ("mode: own-voice", "mode: loud"),
    ],
)
def test_of_what_is_broken_nothing_is_said(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.edit(STATEMENT, old, new)
    assert reported(sandbox) == []

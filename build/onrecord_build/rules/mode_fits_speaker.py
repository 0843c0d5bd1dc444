"""The manner in which a statement was voiced fits the one who voiced it.

In one's own voice, and on one's own account, one speaks for oneself: speaker and principal are the same. A
spokesperson and a text issued by an institution speak for a body: the principal is one, or `on_behalf_of` names it. A
speaker whom the source does not name is no person of the dataset: it is an actor of kind unnamed, or the body that is
said to have spoken.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="mode: spokesperson\n",
    fails="mode: own-voice\n",
    instead_of="mode: own-voice\n",
    given=(
        Edit(
            STATEMENT,
            "principal: max-muster\non_behalf_of: xea\ntenure: ten-0001-muster-minister\n",
            "principal: ministry-of-example\non_behalf_of: xea\n",
        ),
    ),
)
ONESELF = ("own-voice", "social-account")
FOR_A_BODY = ("spokesperson", "institutional-text")
MODE = col("mode")
WRONG = [
    Wrong("statements", MODE.among(*ONESELF) & (col("speaker") != col("principal")), ("another's words",)),
    Wrong(
        "statements",
        MODE.among(*FOR_A_BODY) & (col("principal.kind") == "person") & missing("on_behalf_of"),
        ("no body",),
    ),
    Wrong("statements", (MODE == "unnamed") & (col("speaker.kind") == "person"), ("a name",)),
]


def say(dataset: Dataset, row: Row, what: str) -> Fault:
    mode, speaker, principal = row["mode"], row["speaker"], row["principal"]
    message, help = {
        "another's words": (
            f"mode '{mode}', and '{speaker}' voices words of '{principal}'",
            "Name another mode, such as 'spokesperson', or correct speaker or principal",
        ),
        "no body": (
            f"mode '{mode}', and no body is named for which '{principal}' speaks",
            "Name the body in 'on_behalf_of', or name another mode",
        ),
        "a name": (
            f"mode 'unnamed', and the record names '{speaker}'",
            "Name an actor of kind 'unnamed' as the speaker, or name another mode",
        ),
    }[what]
    return row.fault("mode", message, help)

"""The manner in which a statement was voiced fits the one who voiced it.

In one's own voice, and on one's own account, one speaks for oneself: speaker and principal are the same. A
spokesperson and a text issued by an institution speak for a body: the principal is one, or `on_behalf_of` names it. A
speaker whom the source does not name is no person of the dataset: it is an actor of kind unnamed, or the body that is
said to have spoken.
"""

from __future__ import annotations

from collections.abc import Iterator

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


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        mode, speaker, principal = row["mode"], row["speaker"], row["principal"]
        if mode in ONESELF:
            if speaker != principal and None not in (speaker, principal):
                message = f"mode '{mode}', and '{speaker}' voices words of '{principal}'"
                yield row.fault(
                    "mode", message, "Name another mode, such as 'spokesperson', or correct speaker or principal"
                )
        elif mode in FOR_A_BODY:
            if _is_person(dataset, principal) and row["on_behalf_of"] is None and _whole(row):
                message = f"mode '{mode}', and no body is named for which '{principal}' speaks"
                yield row.fault("mode", message, "Name the body in 'on_behalf_of', or name another mode")
        elif mode == "unnamed" and _is_person(dataset, speaker):
            message = f"mode 'unnamed', and the record names '{speaker}'"
            yield row.fault("mode", message, "Name an actor of kind 'unnamed' as the speaker, or name another mode")


def _is_person(dataset: Dataset, actor: str | None) -> bool:
    named = dataset.get("actors", actor)
    return named is not None and named["kind"] == "person"


def _whole(row: Row) -> bool:
    """False where a body may be named in what could not be read."""
    return not row.partial and "on_behalf_of" not in row.broken

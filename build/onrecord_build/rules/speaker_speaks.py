"""Who speaks or publishes can: a population does neither, and somebody unnamed publishes nothing.

A people as a whole is spoken of and spoken to, and has no voice of its own: the speaker is whoever claims to speak
for it. A page has a publisher with a name, and where the copy read does not show it, `publisher` stays empty.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="speaker: max-muster\n",
    fails="speaker: people-of-example\n",
    given=(
        Edit(
            "dataset/actors.csv",
            "xea,state,",
            "people-of-example,population,People of Example State,,,xea,,,,The people of Example State.,\nxea,state,",
        ),
        Edit(
            "dataset/evidence.csv",
            "ev-0001-agency,",
            "ev-0000-people,people-of-example,,,,,src-0002-example-agency,supports,document-fact,,,,ru,,,\nev-0001-agency,",
        ),
        Edit(STATEMENT, "mode: own-voice\n", "mode: spokesperson\n"),
    ),
)
WRONG = [
    Wrong("statements", col("speaker.kind") == "population"),
    Wrong("sources", col("publisher.kind").among("population", "unnamed")),
]


def say(dataset: Dataset, row: Row) -> Fault:
    if row.table == "statements":
        message = f"'{row['speaker']}' is of kind 'population', and does not speak as one"
        return row.fault("speaker", message, "Name the person or the body that speaks for it")
    kind = dataset.named("actors", row["publisher"])["kind"]
    message = f"'{row['publisher']}' is of kind '{kind}', and publishes nothing"
    return row.fault("publisher", message, "Name the publisher, or leave 'publisher' empty")

"""Who speaks or publishes can: a population does neither, and somebody unnamed publishes nothing.

A people as a whole is spoken of and spoken to, and has no voice of its own: the speaker is whoever claims to speak
for it. A page has a publisher with a name, and where the copy read does not show it, `publisher` stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault

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


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        speaker = dataset.get("actors", row["speaker"])
        if speaker is not None and speaker["kind"] == "population":
            message = f"'{row['speaker']}' is of kind 'population', and does not speak as one"
            yield row.fault("speaker", message, "Name the person or the body that speaks for it")
    for row in dataset.rows("sources"):
        publisher = dataset.get("actors", row["publisher"])
        if publisher is not None and publisher["kind"] in ("population", "unnamed"):
            message = f"'{row['publisher']}' is of kind '{publisher['kind']}', and publishes nothing"
            yield row.fault("publisher", message, "Name the publisher, or leave 'publisher' empty")

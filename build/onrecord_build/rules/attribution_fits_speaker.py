"""The terms of attribution fit the speaker: nobody unnamed is on record, and nobody with a name is anonymous.

Words of a speaker without a name are on background, anonymous or reported by a third party. Words on background are
those of a person, by name where another source shows it, and never those of a body.
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
    passes="attribution: anonymous\n",
    fails="attribution: on-record\n",
    instead_of="attribution: on-record\n",
    given=(
        Edit(
            "dataset/actors.csv",
            "xea,state,",
            "official-of-example,unnamed,Official of Example State,,,xea,,,,Whom no source names.,\nxea,state,",
        ),
        Edit(
            "dataset/evidence.csv",
            "ev-0001-agency,",
            "ev-0000-official,official-of-example,,,,,src-0002-example-agency,supports,document-fact,,,,ru,,,\n"
            "ev-0001-agency,",
        ),
        Edit(STATEMENT, "speaker: max-muster\n", "speaker: official-of-example\n"),
        Edit(STATEMENT, "mode: own-voice\n", "mode: unnamed\n"),
    ),
)
KIND, ATTRIBUTION = col("speaker.kind"), col("attribution")
WRONG = [
    Wrong(
        "statements",
        ((KIND == "unnamed") & ~ATTRIBUTION.among("background", "anonymous", "reported-by-third-party"))
        | ((KIND != "unnamed") & (ATTRIBUTION == "anonymous"))
        | (~KIND.among("unnamed", "person") & (ATTRIBUTION == "background")),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    kind = dataset.named("actors", row["speaker"])["kind"]
    message = f"attribution '{row['attribution']}', and the speaker '{row['speaker']}' is of kind '{kind}'"
    return row.fault("attribution", message, "Correct the attribution, or name another speaker")

"""An erratum that was released stays as it is.

Errata are the history of the dataset: whoever worked with an older release reads in them what to put right. A
correction that was wrong is corrected by the next one, with the next release.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.corrections import changes
from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.released import ERRATA, ERRATA_FILE, FILE

SEVERITY = "error"
ROW_BY_ROW = True
HEADER = "record,field,was,became,reason,corrected,fixed_in\n"
EXAMPLE = Example(
    ERRATA_FILE,
    passes=f"{HEADER}xeb,name,Sample Union,Sample Republic,Its parliament says so.,2026-01-09,1.2.2\n",
    fails=f"{HEADER}xeb,name,Sample State,Sample Republic,Its parliament says so.,2026-01-09,1.2.2\n",
    given=(
        Edit(
            FILE,
            " name:9f7a8908\n",
            " name:9f7a8908\nxeb/name/1.2.2,errata,1.2.2,00000000,was:08d593ed "
            "became:9f7a8908 reason:ba8218a2 corrected:4fb4642b\n",
        ),
    ),
    instead_of=HEADER,
)


def check(dataset: Dataset) -> Iterator[Fault]:
    if ERRATA in dataset.records.unread:
        return
    help = "Put it back as it was (git log -p dataset/errata.csv); what it got wrong, a new erratum puts right"
    for held, row, field, _, _ in changes(dataset):
        if held.table == ERRATA:
            yield row.fault(field, f"this erratum was released in {held.version} with another {field}", help)
    for held in dataset.released.of_table(ERRATA):
        if dataset.find(ERRATA, held.id) is None:
            yield held.fault(f"the erratum '{held.id}' was released in {held.version}, and is gone", help)

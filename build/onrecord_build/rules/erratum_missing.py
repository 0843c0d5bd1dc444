"""A value that a release held does not change without an erratum.

Somebody may have quoted it, or counted with it. A row of dataset/errata.csv says what it was, what it became, why, and
which release has it right. A value where there was none is an addition and needs no row, and no more do fields that
only hold our own words or our book-keeping (`"substantive": false` in their schema).
"""

from __future__ import annotations

import csv
import io
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
    passes=f"{HEADER}xeb,name,Sample Republic,Sample Union,Its parliament renamed it before.,2026-02-09,1.2.3\n",
    fails=HEADER,
    given=(
        Edit(FILE, "\nxeb,actors,1.2.3", "\nxeb,actors,1.2.2"),
        Edit("dataset/actors.csv", "xeb,state,Sample Republic", "xeb,state,Sample Union"),
    ),
    instead_of=HEADER,
    found_in="dataset/actors.csv",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    if ERRATA in dataset.records.unread:  # what it says of the value is not known
        return
    said = {(row["record"], row["field"], row["fixed_in"]) for row in dataset.rows(ERRATA)}
    for held, row, field, became, addition in changes(dataset):
        if addition or held.table == ERRATA or (held.id, field, dataset.preparing) in said:
            continue
        added = _row(held.id, field, "", became, "", "", dataset.preparing)
        help = (
            f"Add to {ERRATA_FILE} the row `{added}`, and into its empty cells what {held.version} held, the reason "
            f"and the day; onrecord changes REVISION and git log -p {row.path} show it. Or take the change back"
        )
        what = f"is not what {held.version} held" if became else f"had a value in {held.version}, which is taken out"
        yield row.fault(field, f"{field} {what}, and no erratum says so", help)


def _row(*cells: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()

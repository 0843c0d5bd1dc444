"""An erratum says what a release held, and what the record holds now.

What has not been released needs no erratum, and what was put back no longer does. Those of earlier releases are
history: of them only the record and the field are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord_build.corrections import Now, digest
from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Choice, Fault, shown
from onrecord_build.nearest import near
from onrecord_build.records import Row
from onrecord_build.released import ERRATA, ERRATA_FILE, FILE, Released
from onrecord_build.rules import Changes

SEVERITY = "error"
ROW_BY_ROW = True
HEADER = "record,field,was,became,reason,corrected,fixed_in\n"
EXAMPLE = Example(
    ERRATA_FILE,
    passes=f"{HEADER}xeb,name,Sample Republic,Sample Union,Its parliament renamed it before.,2026-02-09,1.2.3\n",
    fails=f"{HEADER}xeb,name,Sample Republic,Sample Onion,Its parliament renamed it before.,2026-02-09,1.2.3\n",
    given=(
        Edit(FILE, "\nxeb,actors,1.2.3", "\nxeb,actors,1.2.2"),
        Edit("dataset/actors.csv", "xeb,state,Sample Republic", "xeb,state,Sample Union"),
    ),
    instead_of=HEADER,
)
TAKE_OUT = "Take the row out: only what a release held is corrected"


def check(dataset: Dataset) -> Iterator[Fault]:
    if dataset.records.released is None or dataset.records.unread:
        return
    now = Now(dataset)
    retired = {row["id"] for row in dataset.rows("retired_ids")}
    for row in dataset.rows(ERRATA):
        if not row.broken & set(dataset.schemas.tables[ERRATA].key) and not row.partial:
            yield from _faults(row, dataset, now, retired)


def fix(dataset: Dataset, fault: Fault) -> Changes:
    """What the record holds now."""
    if fault.column != "became":
        return {}
    held = dataset.released[fault.row["record"]]
    record = dataset.find(held.table, held.id)
    return {"became": Now(dataset).values(record).get(fault.row["field"]) if record is not None else None}


def _faults(row: Row, dataset: Dataset, now: Now, retired: set[str]) -> Iterator[Fault]:
    name, field, version = row["record"], row["field"], row["fixed_in"]
    held = dataset.released.get(name)
    if held is None or held.table == ERRATA:
        if name not in retired:
            suggestions = near(name, (n for n, other in dataset.released.items() if other.table != ERRATA))
            yield row.fault("record", f"no release held '{shown(name)}'", TAKE_OUT, suggestions)
        return
    fields = now.fields(held.table)
    if field not in fields:
        message = f"'{shown(field)}' is no field of {held.table} that is corrected with an erratum"
        yield row.fault("field", message, f"The fields are {', '.join(fields)}", near(field, fields))
    elif _parts(version) > _parts(dataset.preparing):
        message = f"fixed_in is '{version}', and the release being prepared is {dataset.preparing}"
        yield row.fault("fixed_in", message, "Name the release being prepared", (Choice(dataset.preparing),))
    elif version == dataset.preparing:
        record = dataset.find(held.table, name)
        if record is not None and not now.broken(record, field):
            yield from _of_values(row, held, now, now.values(record).get(field, ""))


def _of_values(row: Row, held: Released, now: Now, text: str) -> Iterator[Fault]:
    """Faults of an erratum of the release being prepared, for a field that now has this value, or none ('')."""
    name, field, was, became = row["record"], row["field"], row["was"], row["became"]
    kind = now.fields(held.table)[field]
    before = held.values().get(field)
    # Once the release is written, what the one before it held is not known any more.
    if held.version != row["fixed_in"]:
        if before == (digest(text) if text else None):
            message = f"{field} of '{name}' is what {held.version} held"
            yield row.fault("record", message, "Take the row out: nothing was corrected")
            return
        if "was" not in row.broken and before != (digest(was, kind) if was else None):
            what = f"'{shown(was)}'" if was else "empty"
            message = f"was is {what}, and that is not what {held.version} held"
            help = "Copy the value from the record as it was then; onrecord changes REVISION shows it" if before else ""
            yield row.fault("was", message, help or f"Leave was empty: {held.version} held no value")
    if "became" not in row.broken and (digest(became, kind) if became else "") != (digest(text) if text else ""):
        what = f"'{shown(became)}'" if became else "empty"
        message = f"became is {what}, and {field} of '{name}' is {f'`{shown(text)}`' if text else 'empty'}"
        help = "Copy the value of the record, or run: onrecord fix"
        yield row.fault("became", message, help, (Choice(text),) if text else ())


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall("[0-9]+", version)]

"""What a passage is said to show are fields of its record, and every field that needs a passage has one.

`shows` narrows a passage down: a report of an oath shows the first day of a tenure and not its last. Where some
passages of a record are so narrowed down, the others must still cover the rest; one without `shows` covers all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.conditions import Suspect, col, given, missing, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.nearest import near
from onrecord_build.records import Row
from onrecord_build.schema import Schemas

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(
    STATEMENT,
    passes="    locator: paragraph 2\n    shows: [said, venue]\n",
    fails="    locator: paragraph 2\n    shows: [sayd, venue]\n",
    instead_of="    locator: paragraph 2\n",
)


def suspects(schemas: Schemas) -> Iterator[Suspect]:
    """Passages that show what is no field of their record, and those of records that no other passage shows whole."""
    broken = []
    for column, table in RECORDS_WITH_EVIDENCE.items():
        shown = col("shows").joined.holds(f"^(,?({'|'.join(_fields(schemas, table))}))*$")
        whole = some("evidence", column, (col("support") == "supports") & missing("shows"), of=column)
        broken.append(given(column) & (~shown | ~whole))
    yield Suspect("evidence", given("shows") & reduce(or_, broken), ("evidence", *RECORDS_WITH_EVIDENCE.values()))


def check(dataset: Dataset) -> Iterator[Fault]:
    narrowed = [row for row in dataset.rows("evidence") if row["shows"]]
    seen = set()
    for passage in narrowed:
        column = next((c for c in RECORDS_WITH_EVIDENCE if passage[c]), "")
        record = dataset.get(RECORDS_WITH_EVIDENCE[column], passage[column]) if column else None
        if record is None:
            continue
        fields = _fields(dataset.schemas, record.table)
        for name in passage["shows"]:
            if name not in fields:
                message = f"'{name}' is no field of {record.table} that a passage shows"
                yield passage.fault("shows", message, f"Choose among {', '.join(fields)}", near(name, fields))
        if record.id not in seen:
            seen.add(record.id)
            yield from _uncovered(record, dataset.evidence_of[column, record.id], fields)


def _fields(schemas: Schemas, table: str) -> list[str]:
    """The fields of a record that passages show."""
    return [field.name for field in schemas.tables[table].authored.values() if field.basis == "evidence"]


def _uncovered(record: Row, evidence: list[Row], fields: list[str]) -> Iterator[Fault]:
    supporting = [e for e in evidence if e["support"] == "supports" or "support" in e.broken]
    if record.partial or not all(e["shows"] for e in supporting):
        return
    shown = {name for e in supporting for name in e["shows"]}
    for name in fields:
        if record[name] not in (None, []) and name not in shown:
            message = f"no passage of this record shows its {name}"
            help = "Add it to the 'shows' of the passage that does, or leave the value out"
            yield record.fault(name, message, help)

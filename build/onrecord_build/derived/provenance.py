"""Where every authored value comes from: the table provenance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.dataset import Dataset
from onrecord_build.records import Row, identifier
from onrecord_build.rules.value_uncovered import NOT_ON_PAGES

COLUMNS = {table: column for column, table in RECORDS_WITH_EVIDENCE.items()}


def rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """One row for each value that a person wrote: its record, table, column, basis, passages, file and line."""
    publishers = {source["publisher"] for source in dataset.rows("sources")}
    for table in dataset.schemas.released.values():
        for row in dataset.rows(table.name) if table.substantive else ():
            record, all_passages = identifier(row, table), passages(dataset, row)
            own = "evidence" in row
            on_its_pages = table.name == "actors" and not all_passages and row["actor_id"] in publishers
            for field in table.authored.values():
                if row[field.name] is None or row[field.name] == []:
                    continue
                basis, evidence = field.basis, all_passages
                if on_its_pages and basis == "evidence":
                    evidence = _of_owner(dataset, row)
                    basis = "evidence" if field.name in NOT_ON_PAGES else "page"
                yield {
                    "record": record,
                    "table": table.name,
                    "field": field.name,
                    "basis": basis,
                    "evidence": [
                        e["evidence_id"] for e in evidence if basis == "evidence" and (own or _shows(e, field.name))
                    ],
                    "path": row.path,
                    "line": row.span(field.name).line,
                }


def passages(dataset: Dataset, row: Row) -> list[Row]:
    """The evidence that supports a record, or the one passage that it names; one nested in another has its evidence."""
    if "evidence" in row:
        named = dataset.get("evidence", row["evidence"])
        return [named] if named else []
    for place in dataset.schemas.tables[row.table].places:
        if "nested_in" in place:
            return _supporting(dataset, COLUMNS[place["nested_in"]], row[place["parent"]])
    return _supporting(dataset, COLUMNS.get(row.table, ""), row.id)


def _of_owner(dataset: Dataset, actor: Row) -> list[Row]:
    """The evidence of the relationship that shows to whom a publisher belongs."""
    for link in dataset.rows("relationships"):
        if (link["type"], link["subject"], link["object"]) == ("controls", actor["parent"], actor["actor_id"]):
            return _supporting(dataset, "relationship", link.id)
    return []


def _supporting(dataset: Dataset, column: str, record: str) -> list[Row]:
    return [e for e in dataset.evidence_of.get((column, record), ()) if e["support"] == "supports"]


def _shows(passage: Row, field: str) -> bool:
    """Whether a passage shows a field: it says which it shows, or it shows the record as a whole."""
    return not passage["shows"] or field in passage["shows"]

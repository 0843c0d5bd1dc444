"""The passages that bear on a record, with the sources in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from onrecord.errors import OnRecordError
from onrecord.naming import as_list, told
from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord.records.resolution import resolve
from onrecord.views import meant
from onrecord.views.columns import among, beside, either, frame, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.names import TableName
    from onrecord.release import Release

# What a passage can be asked for by: itself, its source, or what it bears on.
COLUMNS = ("evidence_id", "source", *RECORDS_WITH_EVIDENCE)
# Where all that is; the first column of each is its identifier.
TABLES = cast("tuple[TableName, ...]", ("evidence", "sources", "propositions", *RECORDS_WITH_EVIDENCE.values()))
# What of a source stands beside a passage.
OF_SOURCE = ("kind", "proximity", "publisher", "author", "title", "url", "published")
RENAMED = {"kind": "source_kind", "proximity": "source_proximity"}


def evidence(release: Release, record: object, *, expand: bool) -> pd.DataFrame:
    """What `onrecord.evidence` returns."""
    table = release.load("evidence", engine="pyarrow")
    wanted = _known(release, as_list(record))
    masks = [among(table, column, wanted) for column in COLUMNS]
    if "statement_positions" in release.store.tables_held:
        positions = release.load("statement_positions", engine="pyarrow")
        taken = rows_of(positions, [among(positions, "proposition", wanted)])["evidence"].to_pylist()
        masks.append(among(table, "evidence_id", taken))
    found = _in_order(release, rows_of(table, [either(masks)]))
    return frame(release, _expanded(release, found) if expand else found, "evidence")


def _known(release: Release, asked: Iterable[object]) -> list[str]:
    """The records that are asked for, each under the identifier that it has now."""
    tables = (name for name in TABLES if name in release.store.tables_held)
    held = {key for name in tables for key in release.load(name, engine="pyarrow").column(0).to_pylist()}
    faults, known = [], []
    for name in asked:
        if not isinstance(name, str):
            faults.append(f'A record is asked for by its identifier, not {told(name)}: onrecord.evidence("st-…")')
            continue
        record = name
        if record not in held:
            try:
                found = resolve(release.store, name)
                if found.current is None:
                    raise OnRecordError(f"{found}. What it was: onrecord.resolve({record!r})")
                # What is numbered within a record rests on the passages of the record.
                record = found.current.partition("/")[0]
            except OnRecordError as error:
                faults.append(str(error))
        known.append(record)
    if faults:
        raise OnRecordError("\n".join(faults))
    return known


def _in_order(release: Release, table: pa.Table) -> pa.Table:
    """The passages that show a statement best, then those that support something, then the others."""
    leads = set(release.load("statements", engine="pyarrow")["lead_evidence"].to_pylist())
    supports = table["support"].to_pylist()
    keys = [
        (name not in leads, support != "supports", name)
        for name, support in zip(table["evidence_id"].to_pylist(), supports, strict=True)
    ]
    return table.take(pa.array(sorted(range(len(keys)), key=keys.__getitem__), pa.int64()))


def _expanded(release: Release, table: pa.Table) -> pa.Table:
    """With what is known of the sources, and the names of those who published them."""
    sources = {row["source_id"]: row for row in release.load("sources", engine="pyarrow").to_pylist()}
    names = meant.actors(release).names
    rows = [sources[key] for key in table["source"].to_pylist()]
    for column in reversed(OF_SOURCE):
        values = [row[column] for row in rows]
        if column == "publisher":
            table = beside(table, "source", "publisher_name", [names.get(value) for value in values])
        table = beside(table, "source", RENAMED.get(column, column), values)
    return table

"""Which forms a release is asked to have, and by which columns tables are partitioned beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from onrecord.errors import OnRecordError
from onrecord.integrity.partitions import PARTS_OF_DATES
from onrecord.naming import unknown
from onrecord_build.release.formats import ALWAYS, FORMS
from onrecord_build.schema import Schemas, Table

EXAMPLE = "onrecord build --partition statements=said_month"


class Wanted(NamedTuple):
    """What is written: Parquet always, and the other forms that are named; of each partitioned table, the column."""

    forms: Collection[str] = FORMS
    partitions: Mapping[str, str] = {}


def wanted(schemas: Schemas, forms: Sequence[str] | None = None, partitions: Sequence[str] = ()) -> Wanted:
    """What was asked for in words; raises OnRecordError, with the nearest right ones, where they mean nothing.

    `partitions` are such as "statements=said_month": a table, and a column of it or the month or year of one.
    """
    chosen = FORMS if forms is None else [form for form in FORMS if form in (ALWAYS, *forms)]
    return Wanted(chosen, dict(_partition(words, schemas) for words in partitions))


def _partition(words: str, schemas: Schemas) -> tuple[str, str]:
    table, _, column = words.partition("=")
    if table not in schemas.released:
        said = unknown(table, schemas.released, "table", None)
        raise OnRecordError(f"{said}\nA table is partitioned so: {EXAMPLE}")
    known = columns(schemas.released[table])
    if column not in known:
        raise OnRecordError(
            f"{unknown(column, known, 'column', None)}\nA table is partitioned by a column, or by the month or the "
            f"year of a date: {EXAMPLE}"
        )
    return table, column


def columns(table: Table) -> list[str]:
    """By what a table can be partitioned: its columns but for lists, and parts of its dates."""
    plain = [field.name for field in table.fields if field.type != "list"]
    dates = [field.name for field in table.fields if field.edtf or (field.type == "date" and not field.derived)]
    return [*plain, *(f"{name}_{part}" for name in dates for part in PARTS_OF_DATES)]

"""What breaks keys, references, and columns that go together."""

from __future__ import annotations

from typing import Any

import polars as pl
from made_up.few import SCHEMAS
from made_up.sizes import TABLES

from faulty.twin import puts, same
from onrecord_build.rules.identifier_once import KEYS
from onrecord_build.schema import read_schemas


def register() -> None:
    """Register every key and every reference of every table."""
    schemas = read_schemas(SCHEMAS)
    for name in TABLES:
        table = schemas.tables[name]
        keys = [[f.name] for f in table.authored.values() if f.constraints.get("unique")]
        for key in keys if table.key in keys else [*keys, table.key]:
            given = pl.all_horizontal(pl.col(key).is_not_null())
            if name == "terms":
                given &= pl.col("scheme").ne("relationship-type")
            puts("repeated-value", name, given, pairs=True, at=key[-1], **same(*key))
        for reference in table.references:
            given = pl.col(reference.field).is_not_null()
            gone: dict[str, Any] = {reference.field: pl.col(reference.field) + "-gone"}
            puts("unknown-record", name, given, **gone)
        if name in KEYS:
            beginning = pl.col(table.key[0]).str.extract("^([^-]*-[^-]*)")
            again: dict[str, Any] = {table.key[0]: beginning + "-once-more"}
            puts("identifier-once", name, pairs=True, **again)


puts("exactly-one", "evidence", pl.col("statement").is_not_null(), at="statement", actor="xaa")
puts("exactly-one", "statement_targets", pl.col("target_actor").is_not_null(), target_actor=None)
puts("exactly-one", "designations", pl.col("target_event").is_not_null(), at="target_event", target_actor="xaa")
puts("all-or-none", "relationships", pl.col("amount").is_not_null(), at="amount", unit=None)
puts("all-or-none", "relationships", pl.col("amount").is_null(), amount=2.5)
register()

"""What breaks keys, references, and columns that go together."""

from __future__ import annotations

import polars as pl
from made_up.few import SCHEMAS
from made_up.sizes import TABLES

from faulty.twin import REGISTER, Injector, Registered, Rows, Twin, breaks, twos
from onrecord_build.rules.identifier_once import KEYS
from onrecord_build.schema import read_schemas


def _repeated(table: str, key: list[str]) -> Injector:
    def inject(twin: Twin, rows: Rows) -> list[tuple[str, str, int]]:
        first, second = twos(rows)
        for column in key:
            twin.set(table, column, second, twin.values(table, column, first))
        return [(table, key[-1], int(row)) for row in second]

    return inject


def _dangling(table: str, column: str) -> Injector:
    def inject(twin: Twin, rows: Rows) -> str:
        twin.set(table, column, rows, [f"{value}-gone" for value in twin.values(table, column, rows)])
        return column

    return inject


def _same_beginning(table: str, key: str) -> Injector:
    def inject(twin: Twin, rows: Rows) -> list[tuple[str, str, int]]:
        first, second = twos(rows)
        beginnings = ["-".join(value.split("-")[:2]) for value in twin.values(table, key, first)]
        twin.set(table, key, second, [f"{beginning}-once-more" for beginning in beginnings])
        return [(table, key, int(row)) for row in second]

    return inject


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
            REGISTER.append(Registered("repeated-value", name, given, _repeated(name, key), pairs=True))
        for reference in table.references:
            given = pl.col(reference.field).is_not_null()
            REGISTER.append(Registered("unknown-record", name, given, _dangling(name, reference.field)))
        if name in KEYS:
            REGISTER.append(Registered("identifier-once", name, None, _same_beginning(name, table.key[0]), pairs=True))


@breaks("exactly-one", "evidence", pl.col("statement").is_not_null())
def two_records(twin: Twin, rows: Rows) -> str:
    twin.set("evidence", "actor", rows, "xaa")
    return "statement"


@breaks("exactly-one", "statement_targets", pl.col("target_actor").is_not_null())
def no_target(twin: Twin, rows: Rows) -> str:
    twin.set("statement_targets", "target_actor", rows, None)
    return "target_actor"


@breaks("exactly-one", "designations", pl.col("target_event").is_not_null())
def two_targets(twin: Twin, rows: Rows) -> str:
    twin.set("designations", "target_actor", rows, "xaa")
    return "target_event"


@breaks("all-or-none", "relationships", pl.col("amount").is_not_null())
def no_unit(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "unit", rows, None)
    return "amount"


@breaks("all-or-none", "relationships", pl.col("amount").is_null())
def amount_alone(twin: Twin, rows: Rows) -> str:
    twin.set("relationships", "amount", rows, 2.5)
    return "amount"


register()

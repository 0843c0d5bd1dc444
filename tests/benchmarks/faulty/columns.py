"""What breaks a single value: one function for each check of a column, for every table that has such columns."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import polars as pl
from made_up.few import SCHEMAS
from made_up.sizes import TABLES

from faulty.twin import REGISTER, Injector, Registered, Rows, Twin
from onrecord_build.schema import Field, read_schemas
from onrecord_build.values import LONGEST

Change = Callable[[Any, Field], Any]


def _free(field: Field) -> bool:
    """Whether any text can stand there."""
    return (
        field.type == "string"
        and not field.edtf
        and not {"pattern", "unique"} & field.constraints.keys()
        and field.codes is None
    )


def _codes(value: Any, field: Field) -> Any:
    return [f"{field.codes[0]}-x"] if field.type == "list" and field.codes else f"{value}-x"


def _long(value: Any, field: Field) -> str:
    return "x" * (int(field.constraints.get("maxLength", LONGEST)) + 1)


def _many(value: Any, field: Field) -> list[str]:
    return list((field.codes or ())[: field.constraints["maxLength"] + 1])


def _wrong(value: Any, field: Field) -> str:
    return {"boolean": "maybe", "integer": "seven", "number": "1,5"}[field.type]


def _no_day(value: Any, field: Field) -> str:
    return NO_DAYS[zlib.crc32(str(value).encode()) % len(NO_DAYS)]


NO_DAYS = ("2026-02-30", "2026-13", "03.01.2026", "2026-03-05/2026-03-01", "2026-01-03/", "[2026-01-05]")
# Code → which columns it is a fault of, and what becomes of a value there.
CHECKS: list[tuple[str, Callable[[Field], bool], Change]] = [
    ("missing-value", lambda f: f.required, lambda v, f: None),
    ("unknown-code", lambda f: f.codes is not None, _codes),
    ("wrong-pattern", lambda f: f.pattern is not None, lambda v, f: f"Ä{v}"),
    ("too-long", _free, _long),
    ("too-long", lambda f: f.type == "list" and "maxLength" in f.constraints, _many),
    ("control-character", _free, lambda v, f: f"{v} \x07 {v}"),
    ("white-space", _free, lambda v, f: f" {v}"),
    ("wrong-date", lambda f: f.edtf, _no_day),
    ("wrong-address", lambda f: f.spec.get("format") == "uri", lambda v, f: "times.example/no address"),
    ("wrong-shape", lambda f: f.type == "list", lambda v, f: [*(f.codes or ("speaker",))[:1], ""]),
    ("repeated-item", lambda f: f.type == "list", lambda v, f: [*(f.codes or ("speaker",))[:1]] * 2),
]
UNTYPED: list[tuple[str, Callable[[Field], bool], Change]] = [
    ("wrong-type", lambda f: f.type in ("boolean", "integer", "number"), _wrong),
    ("wrong-date", lambda f: f.type == "date", _no_day),
]
# Without the vocabulary that a term belongs to, no rule can speak of the vocabulary.
NOT_THERE = {("terms", "scheme")}
# Terms that relationships do not need, so that what is wrong with them hides nothing.
SPARE = pl.col("scheme").ne("relationship-type")
LISTS = pl.col("code").is_in(["recognizes", "succeeds", "family-of", "alliance", "finances", "charges"])


def _injector(table: str, fields: list[Field], change: Change) -> Injector:
    def inject(twin: Twin, rows: Rows) -> list[tuple[str, str, int]]:
        start = int(twin.chance.integers(len(fields)))
        dealt = [fields[(start + n) % len(fields)] for n in range(len(rows))]
        for field in fields:
            own = rows[[f is field for f in dealt]]
            twin.set(table, field.name, own, [change(v, field) for v in twin.values(table, field.name, own)])
        return [(table, field.name, int(row)) for field, row in zip(dealt, rows, strict=True)]

    return inject


def _which(table: str, fields: list[Field]) -> pl.Expr | None:
    if table != "terms":
        return None
    return LISTS if any(field.type == "list" for field in fields) else SPARE


def register() -> None:
    """Register the checks of every table that has a column for them."""
    schemas = read_schemas(SCHEMAS)
    for name in TABLES:
        references = {reference.field for reference in schemas.tables[name].references}
        for code, applies, change in (*CHECKS, *UNTYPED):
            fields = [
                field
                for field in schemas.tables[name].authored.values()
                if applies(field)
                and (name, field.name) not in NOT_THERE
                and (code == "missing-value" or field.name not in references)
            ]
            if fields:
                inject, untyped = _injector(name, fields, change), (code, applies, change) in UNTYPED
                REGISTER.append(Registered(code, name, _which(name, fields), inject, untyped=untyped))


register()

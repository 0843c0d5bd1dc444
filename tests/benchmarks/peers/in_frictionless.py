"""frictionless: a Data Package of CSV files, with the rules of a row as a check of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
from frictionless import Check, Checklist, Error, Package, Row, errors, system

from onrecord_build.schema import Field, Table
from peers.laws import CONTROL, holds, laws, longest, pattern, tables
from peers.telling import files, tell

EVERY = 10**9


def check(folder: Path) -> Counter[str]:
    """Validate the package."""
    known = tables()
    resources = [_resource(known[name], path) for name, path in files(folder).items()]
    package = Package.from_descriptor({"resources": resources}, basepath=str(folder))
    with system.use_context(trusted=True):
        report = package.validate(Checklist(checks=[RulesOfRows()]), limit_errors=EVERY)
    return Counter(
        error.note if error.type == "row-constraint" else error.type for task in report.tasks for error in task.errors
    )


def _resource(table: Table, path: Path) -> dict[str, Any]:
    keys = [
        {"fields": [r.field], "reference": {"resource": "" if r.table == table.name else r.table, "fields": [r.key]}}
        for r in table.references
    ]
    own = {"name": "release", "type": "string"}
    fields = [*map(_field, table.fields), own]
    return {
        "name": table.name,
        "path": path.name,
        "encoding": "utf-8-sig",
        "schema": {"fields": fields, "primaryKey": table.key, "foreignKeys": keys, "missingValues": [""]},
    }


def _field(field: Field) -> dict[str, Any]:
    kept = {k: v for k, v in field.constraints.items() if k in ("required", "unique")}
    if field.type == "list":
        limits = {k: v for k, v in field.constraints.items() if k in ("minLength", "maxLength")}
        item: dict[str, Any] = (
            {"type": "string", "constraints": {"enum": list(field.codes)}} if field.codes else {"type": "string"}
        )
        return {"name": field.name, "type": "array", "arrayItem": item, "constraints": kept | limits}
    if field.type == "string":
        form = pattern(field)
        if field.codes is not None:
            kept["enum"] = list(field.codes)
        else:
            kept["maxLength"] = longest(field)
            kept["pattern"] = form[1] if form else rf"(?!\s)(?s:[^{CONTROL[1:-1]}]*)(?<!\s)"
    return {"name": field.name, "type": field.type, "constraints": kept}


@attrs.define(kw_only=True, repr=False)
class RulesOfRows(Check):
    """The rules of a row of the table at hand."""

    type = "rules-of-rows"
    Errors = [errors.RowConstraintError]  # noqa: RUF012

    def validate_row(self, row: Row) -> Iterable[Error]:
        for law in LAWS[self.resource.name]:
            if not holds(law, row):
                yield errors.RowConstraintError.from_row(row, note=law.code)


LAWS = {name: laws(table) for name, table in tables().items()}


if __name__ == "__main__":
    tell(check)

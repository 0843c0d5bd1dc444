"""Which tables a release has, and what their columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError
from onrecord.store import Store

if TYPE_CHECKING:
    import pandas as pd


def tables(store: Store) -> pd.DataFrame:
    """What `onrecord.tables` returns."""
    import pandas as pd

    listed = resources(store).values()
    columns = {key: [r[key] for r in listed] for key in ("title", "rows", "description")}
    return pd.DataFrame(columns, index=pd.Index([r["name"] for r in listed], name="table"))


def describe(store: Store, table: str) -> pd.DataFrame:
    """What `onrecord.describe` returns."""
    import pandas as pd

    fields = resource_of(store, table)["schema"]["fields"]
    return pd.DataFrame(
        {
            "type": [f["onrecordType"] for f in fields],
            "required": [bool(f.get("constraints", {}).get("required")) for f in fields],
            "codes": [", ".join(f.get("codes", [])) for f in fields],
            "unit": [f.get("unit", "") for f in fields],
            "description": [f["description"] for f in fields],
        },
        index=pd.Index([f["name"] for f in fields], name="column"),
    )


def resources(store: Store) -> dict[str, dict[str, Any]]:
    """What the descriptor says of each table."""
    return {r["name"]: r for r in store.descriptor["resources"] if r["format"] == "parquet"}


def resource_of(store: Store, table: str) -> dict[str, Any]:
    """What the descriptor says of a table; raises OnRecordError, with the nearest name, where there is none."""
    known = resources(store)
    if isinstance(table, str) and table in known:
        return known[table]
    from onrecord.naming import chosen  # only an error brings it in

    name = chosen(table, known, "table", 'onrecord.load("{}")', "List them: onrecord.tables()")
    return known[name]


def fields_of(store: Store, table: str, columns: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """What the descriptor says of the columns of a table, all or those named, in their order.

    Raises OnRecordError, with the nearest names, where one is none or stands there twice.
    """
    fields = {field["name"]: field for field in resource_of(store, table)["schema"]["fields"]}
    if columns is None:
        return list(fields.values())
    if isinstance(columns, str | bytes | Set) or not isinstance(columns, Iterable):  # a set has no order
        example = columns if isinstance(columns, str) and columns in fields else next(iter(fields))
        raise OnRecordError(f'Columns come as a list: onrecord.load("{table}", columns=["{example}"])')
    from onrecord.naming import unknown

    names = list(columns)
    strange = [name for name in names if not isinstance(name, str) or name not in fields]
    faults = [unknown(name, fields, "column", None) for name in strange]
    faults += [f"The column {name} is asked for twice." for name in fields if names.count(name) > 1]
    if not names:
        faults = ["No column is asked for. Leave `columns` out for all of them, or name some."]
    if faults:
        raise OnRecordError("\n".join([*faults, f'What there is: onrecord.describe("{table}")']))
    return [fields[name] for name in names]

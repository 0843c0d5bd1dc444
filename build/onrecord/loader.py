"""From compiled tables to data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError
from onrecord.store import Store

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def tables(store: Store) -> pd.DataFrame:
    """What `onrecord.tables` returns."""
    import pandas as pd

    listed = _resources(store).values()
    columns = {key: [r[key] for r in listed] for key in ("title", "rows", "description")}
    return pd.DataFrame(columns, index=pd.Index([r["name"] for r in listed], name="table"))


def describe(store: Store, table: str) -> pd.DataFrame:
    """What `onrecord.describe` returns."""
    import pandas as pd

    fields = _resource(store, table)["schema"]["fields"]
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


def load(store: Store, table: str) -> pd.DataFrame:
    """What `onrecord.load` returns."""
    resource = _resource(store, table)
    return to_pandas(store.read(resource["name"]), resource["schema"]["fields"])


def to_pandas(table: pa.Table, fields: list[dict[str, Any]]) -> pd.DataFrame:
    """Convert an Arrow table to a data frame with the types that `fields`, from a descriptor, ask for.

    Raises OnRecordError where a column of codes holds one that its vocabulary does not have.
    """
    import pandas as pd

    columns: dict[str, Any] = {}
    for field, column in zip(fields, table.columns, strict=True):
        match field["onrecordType"]:
            case "list":
                # Python lists, not the NumPy arrays that to_pandas() would put there.
                values = pd.Series(column.to_pylist(), dtype="object")
            case "date":
                values = column.to_pandas(date_as_object=False).astype("datetime64[us]")
            case "integer":
                values = pd.Series(column.to_pylist(), dtype="Int64")
            case "boolean":
                values = pd.Series(column.to_pylist(), dtype="boolean")
            case "string" if "codes" in field:
                codes = column.to_pylist()
                if unknown := {code for code in codes if code is not None} - set(field["codes"]):
                    # pandas would make them missing values without a word.
                    raise OnRecordError(
                        f"Column {field['name']} holds what is not in its vocabulary: {', '.join(sorted(unknown))}.\n"
                        "The tables are damaged: pip install --force-reinstall onrecord"
                    )
                values = pd.Series(pd.Categorical(codes, categories=field["codes"]))
            case _:
                values = column.to_pandas()
        columns[field["name"]] = values
    return pd.DataFrame(columns)


def _resources(store: Store) -> dict[str, dict[str, Any]]:
    return {r["name"]: r for r in store.descriptor["resources"] if r["format"] == "parquet"}


def _resource(store: Store, table: str) -> dict[str, Any]:
    """What the descriptor says of a table; raises OnRecordError, with the nearest name, where there is none."""
    resources = _resources(store)
    if isinstance(table, str) and table in resources:  # whatever else it is, the message below says so
        return resources[table]
    import difflib

    near = difflib.get_close_matches(str(table), resources, n=1)
    hint = f'Did you mean onrecord.load("{near[0]}")?' if near else "List them with onrecord.tables()."
    raise OnRecordError(f"There is no table {table!r}; there are {', '.join(resources)}. {hint}")

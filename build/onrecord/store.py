"""Where the compiled tables are: beside this file in an installed copy, made from the records in a checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    import pyarrow as pa

INSTALLED = Path(__file__).parent / "data"


class Store(Protocol):
    """A set of compiled tables with the Data Package descriptor that explains them."""

    descriptor: dict[str, Any]

    def read(self, table: str) -> pa.Table:
        """Return one table."""
        ...


class FolderStore:
    """Tables in a folder of Parquet files: an installed copy or a release."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))

    def read(self, table: str) -> pa.Table:
        # Not read_table(): that imports pyarrow.dataset, which takes longer than everything else here together.
        from pyarrow.parquet import ParquetFile

        with ParquetFile(self.folder / f"{table}.parquet") as file:
            return file.read()


@cache
def store() -> Store:
    """Open the installed tables, or compile those of the checkout that this file lies in.

    Raises OnRecordError where there are neither, or where the records of the checkout have faults.
    """
    if (INSTALLED / "datapackage.json").is_file():
        return FolderStore(INSTALLED)
    try:
        from onrecord_build.compile import compile_checkout
    except ModuleNotFoundError as error:
        raise OnRecordError(
            f"This copy of onrecord holds no tables, and {error.name} is missing to compile them.\n"
            "In a clone of the project: pip install -e '.[dev]'   Anywhere else: pip install --force-reinstall onrecord"
        ) from None
    return compile_checkout()


def version() -> str:
    """Return the version of the data, which is the version of the package."""
    if (INSTALLED / "datapackage.json").is_file():
        return str(store().descriptor["version"])
    from onrecord_build.project import Project

    return Project.of_this_code().version

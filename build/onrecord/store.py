"""Where the compiled tables are: beside this file in an installed copy, in a release, or made from the records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    import pyarrow as pa

    from onrecord.releases.container import Container

INSTALLED = Path(__file__).parent / "data"
DESCRIPTOR = "datapackage.json"


class Store:
    """A set of compiled tables with the Data Package descriptor that explains them."""

    descriptor: dict[str, Any]

    @property
    def contents(self) -> Mapping[str, str] | None:
        """The content digest of each table, where a manifest says it."""
        return None

    @cached_property
    def loaded(self) -> dict[tuple[Any, ...], Any]:
        """What was loaded or computed from the tables, so that it need not be done again."""
        return {}

    def read(self, table: str) -> pa.Table:
        """Return one table; raises OnRecordError where this release, perhaps an older one, does not have it."""
        if table not in self.tables_held:
            raise OnRecordError(
                f"The release {self.descriptor['version']} has no table {table!r}, which this asks for. "
                f'What it has: onrecord.open("{self.descriptor["version"]}").tables()'
            )
        return self._read(table)

    def _read(self, table: str) -> pa.Table:
        raise NotImplementedError

    @cached_property
    def tables_held(self) -> frozenset[str]:
        """The names of the tables."""
        return frozenset(parquet_paths(self.descriptor))

    def path(self, table: str) -> Path | None:
        """The Parquet file of a table, where whoever reads it may do so without verifying it."""
        return None


class FolderStore(Store):
    """The tables of an installed copy, which pip has verified: Parquet files where the descriptor says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        self._paths = parquet_paths(self.descriptor)

    @cached_property
    def contents(self) -> Mapping[str, str]:
        return digests(json.loads((self.folder / "manifest.json").read_text(encoding="utf-8")))

    def _read(self, table: str) -> pa.Table:
        # Not read_table(): that imports pyarrow.dataset, which takes longer than everything else here together.
        from pyarrow.parquet import ParquetFile

        with ParquetFile(self.path(table)) as file:
            return file.read()

    def path(self, table: str) -> Path:
        return self.folder / self._paths[table]


class ContainerStore(Store):
    """The tables of a release that was admitted: a folder or a zip, read in place, each file verified when it is read.

    `help` is what to do beside getting the release again, where a file is not as the manifest says.
    """

    def __init__(self, container: Container, help: str = "") -> None:
        from onrecord.integrity.manifest import read_manifest
        from onrecord.releases.container import read

        manifest = read_manifest(container)
        self.container = container
        self.help = help
        self._contents = digests(manifest)
        self._files = manifest["files"]
        try:
            self.descriptor = json.loads(read(container, DESCRIPTOR))
            self._paths = parquet_paths(self.descriptor)
            _needs(self.descriptor)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise OnRecordError(
                f"{container.place}: {DESCRIPTOR} does not describe a release ({type(error).__name__}: {error}). "
                "Get the release again."
            ) from None

    def _read(self, table: str) -> pa.Table:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile

        from onrecord.releases.container import MOST_BYTES

        try:
            with ParquetFile(pa.BufferReader(self._verified(self._paths[table]))) as file:
                if file.metadata.num_rows * file.metadata.num_columns > MOST_BYTES:  # nothing packs as well as nothing
                    raise OnRecordError(f"{self.container.place}: the table {table} would not fit. It is no release.")
                columns = [field["name"] for field in self._fields(table)]
                if file.schema_arrow.names != columns:
                    raise OSError(f"its columns are {', '.join(file.schema_arrow.names)} and not {', '.join(columns)}")
                return file.read()
        except (pa.ArrowException, OSError) as error:
            raise OnRecordError(
                f"{self.container.place}: the table {table} cannot be read ({error}). Get the release again."
            ) from None

    @property
    def contents(self) -> Mapping[str, str]:
        return self._contents

    def _fields(self, table: str) -> list[dict[str, Any]]:
        resource = next(r for r in self.descriptor["resources"] if r["name"] == table and r["format"] == "parquet")
        return list(resource["schema"]["fields"])

    def _verified(self, path: str) -> bytes:
        """The bytes of a file; raises OnRecordError where they are not those that the manifest has the digest of.

        What is verified is what is used: somebody may change the file at any time.
        """
        from hashlib import sha256

        from onrecord.integrity.admission import refusal
        from onrecord.integrity.manifest import AGAIN, altered
        from onrecord.releases.container import MOST_BYTES, Finding, read

        try:
            data = read(self.container, path, MOST_BYTES)
            if path not in self._files:
                raise refusal(self.container.place, [Finding(path, "is not in the manifest", AGAIN)])
            if (found := sha256(data).hexdigest()) != (expected := self._files[path]["sha256"]):
                raise refusal(self.container.place, [altered(path, found, expected)])
        except OnRecordError as error:
            raise OnRecordError(f"{error}{self.help}") from None
        return data


def _needs(descriptor: dict[str, Any]) -> None:
    """Raise something where a descriptor lacks what loading and describing the tables goes by."""
    "".join([descriptor["name"], descriptor["version"]])
    for resource in descriptor["resources"]:
        if resource["format"] == "parquet":
            "".join([resource["name"], resource["path"], resource["title"], resource["description"]])
            "".join(resource["schema"]["primaryKey"])
            for field in resource["schema"]["fields"]:
                "".join([field["name"], field["onrecordType"], field["description"], *field.get("codes", [])])


def digests(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The content digest of each table."""
    return {name: table["content_sha256"] for name, table in manifest["tables"].items()}


def parquet_paths(descriptor: dict[str, Any]) -> dict[str, str]:
    """The path of each table's Parquet file."""
    return {r["name"]: r["path"] for r in descriptor["resources"] if r["format"] == "parquet"}


@cache
def installed() -> Store:
    """Open the installed tables, or compile those of the checkout that this file lies in.

    Raises OnRecordError where there are neither, or where the records of the checkout have faults.
    """
    if (INSTALLED / DESCRIPTOR).is_file():
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
    if (INSTALLED / DESCRIPTOR).is_file():
        return str(installed().descriptor["version"])
    from onrecord_build.project import Project

    return Project.of_this_code().version

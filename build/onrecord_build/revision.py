"""The tables of a revision of git, built by the code of that revision."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import OnRecordError
from onrecord.store import Store
from onrecord_build.git import commit_of, unpack
from onrecord_build.project import Project

# What every version of the compiler has had: compile_checkout(), with tables and a descriptor of them.
BUILD = """
import json, sys
from pathlib import Path
import pyarrow.parquet as pq
from onrecord_build.compile import compile_checkout
store, to = compile_checkout(), Path(sys.argv[1])
for name, table in store.tables.items():
    pq.write_table(table, to / f"{name}.parquet")
(to / "descriptor.json").write_text(json.dumps(store.descriptor), encoding="utf-8")
"""


class NoRevision(OnRecordError):
    """Git knows no such revision."""


class RevisionStore(Store):
    """Tables that were built from a revision, in memory."""

    def __init__(self, tables: dict[str, pa.Table], descriptor: dict[str, Any]) -> None:
        self.tables = tables
        self.descriptor = descriptor

    def _read(self, table: str) -> pa.Table:
        return self.tables[table]


def tables_of(project: Project, revision: str) -> RevisionStore:
    """Build a revision in a folder that is thrown away; raises OnRecordError where it is none, or cannot be built.

    Its own code builds it, because the rules and derived columns of another version are others: this runs what the
    revision holds, as checking it out and building it would.
    """
    try:
        commit = commit_of(project, revision)
    except OnRecordError as error:
        raise NoRevision(str(error)) from None
    with tempfile.TemporaryDirectory() as place:
        source, built = Path(place, "source"), Path(place, "built")
        source.mkdir()
        built.mkdir()
        unpack(project, commit, source)
        path = os.pathsep.join([str(source / "build"), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(built)], cwd=source, env=environment, capture_output=True, check=False
        )
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
            raise OnRecordError(
                f"The revision {revision} cannot be built here: {told[-1]}\n"
                "Build it in a clone of its own, and compare the release folders: onrecord diff OLD NEW"
            )
        tables = {file.stem: pq.ParquetFile(file).read() for file in sorted(built.glob("*.parquet"))}
        descriptor = json.loads((built / "descriptor.json").read_text(encoding="utf-8"))
    return RevisionStore(tables, descriptor)

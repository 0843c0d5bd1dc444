"""The loader, on the records of the repository."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import onrecord
from onrecord.release import Release
from onrecord.store import FolderStore
from sandbox import Sandbox

PACKAGE = str(Path(onrecord.__file__).parents[1])


def test_tables_are_listed() -> None:
    tables = onrecord.tables()
    assert {"actors", "statements", "evidence", "terms"} <= set(tables.index)
    assert tables["description"].str.len().min() > 20
    for name in tables.index:
        assert len(onrecord.load(name)) == tables.loc[name, "rows"]


def test_columns_are_explained() -> None:
    for name in onrecord.tables().index:
        columns = onrecord.describe(name)
        assert list(columns.index) == list(onrecord.load(name).columns)
        assert columns["description"].str.len().min() > 5
    acts = onrecord.describe("statements").loc["speech_act", "codes"]
    assert str(acts).startswith("declare, recognize, commit")


def test_types() -> None:
    statements = onrecord.load("statements")
    assert statements["said_earliest"].dtype == "datetime64[us]"
    assert isinstance(statements["speech_act"].dtype, pd.CategoricalDtype)
    assert statements["speech_act"].cat.categories[0] == "declare"
    assert all(type(topics) is list for topics in statements["topics"])
    assert statements["n_sources"].dtype == "Int64"
    assert onrecord.load("tenures")["contested"].dtype == "boolean"
    assert onrecord.load("evidence")["start"].dtype == "Int64"
    assert onrecord.load("relationships")["amount"].dtype == "float64"


def test_a_frame_belongs_to_its_user() -> None:
    mine = onrecord.load("statements")
    mine.loc[0, "quote"] = "changed"
    mine["topics"].iloc[0].append("changed")
    again = onrecord.load("statements")
    assert again.loc[0, "quote"] != "changed"
    assert "changed" not in again["topics"].iloc[0]


@pytest.mark.parametrize("call", [onrecord.load, onrecord.describe])
def test_an_unknown_table_gets_the_nearest(call: object) -> None:
    with pytest.raises(onrecord.OnRecordError, match=r'Did you mean onrecord.load\("statements"\)\?'):
        call("statment")  # type: ignore[operator]
    with pytest.raises(onrecord.OnRecordError, match=r"onrecord.tables\(\)"):
        call("xyz")  # type: ignore[operator]
    with pytest.raises(onrecord.OnRecordError, match="There is no table"):
        call(["statements"])  # type: ignore[operator]


def test_an_unknown_attribute_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match="it offers"):
        onrecord.lod  # type: ignore[attr-defined] # noqa: B018


IMPORT = """
import sys
before = set(sys.modules)
import onrecord
dir(onrecord), onrecord.load, onrecord.Release()
print(*sorted(set(sys.modules) - before))
"""
# Whoever imports the package, for help or for completion, waits for these and nothing else.
IMPORTED = {"__future__", "onrecord", "onrecord.errors", "onrecord.release"}


def python(code: str, *arguments: str) -> str:
    """What a Python of its own prints, without what its start-up imports of what is installed beside."""
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {PACKAGE!r})\n{code}", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_imports_nothing_else() -> None:
    assert set(python(IMPORT).split()) <= IMPORTED


WITHOUT = """
import sys
for name in ("pandas", "numpy", "pyarrow", "polars", "duckdb", "networkx", "altair", "pandera", "requests", "pooch"):
    sys.modules[name] = None
import onrecord, pydoc
assert set(onrecord.__all__) <= set(dir(onrecord))
for name in onrecord.__all__:
    pydoc.render_doc(getattr(onrecord, name)) if name not in ("__version__", "plot") else None
pydoc.render_doc(onrecord)
pydoc.help(onrecord.load)
repr(onrecord.Release)
print("helped")
"""


def test_help_needs_no_library() -> None:
    told = python(WITHOUT)
    assert "load(" in told and told.splitlines()[-1] == "helped"


def test_pydoc_prints_the_whole_package() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pydoc", "onrecord"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    plain = re.sub(".\b", "", done.stdout)
    for name in ("load", "statements", "sql", "graph", "write_graph", "verify_release", "class Release"):
        assert re.search(rf"^ *(\|  )?{name}\(", plain, re.MULTILINE), name


PUBLIC = [name for name in onrecord.__all__ if name not in ("__version__", "plot")]


@pytest.mark.parametrize("name", PUBLIC)
def test_everything_public_is_explained(name: str) -> None:
    documented = getattr(onrecord, name)
    lines = (inspect.getdoc(documented) or "").splitlines()
    assert lines and lines[0].endswith((".", ":", "?")) and len(lines[0]) > 15


def test_every_argument_is_explained() -> None:
    for name in PUBLIC:
        found = getattr(onrecord, name)
        if inspect.isclass(found):
            continue
        text = inspect.getdoc(found) or ""
        for argument in inspect.signature(found).parameters:
            if argument not in ("version", "engine", "parameters", "query", "table", "release", "old", "new", "graph"):
                assert re.search(rf"`{argument}`|{argument}=|\b{argument}s?\b", text), f"{name}({argument})"


def test_a_release_has_the_functions_of_the_package() -> None:
    for name in PUBLIC:
        if hasattr(onrecord.Release, name):
            assert inspect.signature(getattr(onrecord, name)) == inspect.signature(getattr(onrecord.Release(), name))
            assert getattr(onrecord, name).__doc__ == getattr(onrecord.Release, name).__doc__


MISSING = [
    ("polars", 'load("terms", engine="polars")', "polars"),
    ("duckdb", 'load("terms", engine="duckdb")', "duckdb"),
    ("duckdb", 'sql("select 1")', "duckdb"),
    ("networkx", "graph()", "graph"),
    ("altair", "plot.timeline()", "plot"),
    ("pandera", 'schema("terms")', "schema"),
    ("pandera", 'schema("terms", "polars")', "schema,polars"),
]


CALLS = """
import sys
from pathlib import Path
from onrecord import store
store.INSTALLED = Path(sys.argv[1])
sys.modules[sys.argv[2]] = None
import onrecord
for call in sys.argv[3:]:
    try:
        eval(f"onrecord.{call}")
        print("it needs none")
    except onrecord.OnRecordError as error:
        print(error)
"""


@pytest.mark.parametrize("library", dict.fromkeys(library for library, _, _ in MISSING))
def test_what_needs_an_extra_says_which(files: Release, library: str) -> None:
    """In a process of its own, since all of them are imported here."""
    assert isinstance(files.store, FolderStore)
    calls = {call: extra for name, call, extra in MISSING if name == library}
    command = [sys.executable, "-c", CALLS, str(files.store.folder), library, *calls]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    for (call, extra), line in zip(calls.items(), told, strict=True):
        needed = rf"needs {library}(\.\w+)?, which is not installed. Run: pip install 'onrecord\[{extra}\]'$"
        assert re.search(needed, line), (call, line)


LOAD = """
import sys
from pathlib import Path
from onrecord import store
store.INSTALLED = Path(sys.argv[1])
import onrecord
print(len(onrecord.load("statements")), sorted(sys.modules.keys() & {"onrecord_build", "yaml", "pandera", "pyarrow.dataset"}))
"""


def test_loading_from_a_folder_imports_what_it_needs_and_no_more(sandbox: Sandbox) -> None:
    command = [sys.executable, "-c", LOAD, str(sandbox.build())]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "1 []"

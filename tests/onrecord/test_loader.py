"""The loader, on the records of the repository."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

import onrecord
from sandbox import Sandbox


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


def test_importing_is_light() -> None:
    code = "import sys, onrecord; print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    heavy = ["pandas", "pyarrow", "numpy", "pandera", "frictionless", "yaml", "onrecord_build"]
    out = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


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

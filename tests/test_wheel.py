"""The wheel as a stranger installs it: an empty environment, nothing of this checkout in reach."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

import onrecord
from sandbox import REPOSITORY

EXTRAS = ("duckdb", "graph", "plot", "polars", "schema", "verify", "web")
ASK = """
import onrecord, sys
for name, table in onrecord.tables().iterrows():
    assert len(onrecord.load(name)) == table["rows"], name
    assert len(onrecord.describe(name)) == onrecord.load(name).shape[1], name
print(onrecord.__version__, onrecord.load("statements")["speech_act"].dtype, sorted(sys.modules.keys() & {"onrecord_build", "yaml", "pandera"}))
"""


def clean(**more: str) -> dict[str, str]:
    """The environment without what would lead back to this checkout."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | more


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build sdist and wheel as the build front end does, from the tracked files only."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(["git", "clone", "-q", str(REPOSITORY), str(place / "clone")], check=True)
    out = place / "dist"
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(place / "clone")]
    subprocess.run(command, check=True, capture_output=True, env=clean())
    (found,) = out.glob("*.whl")
    assert list(out.glob("*.tar.gz"))
    return found


def test_it_holds_the_loader_and_the_tables_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packed = {name for name in names if not name.partition("/")[0].endswith(".dist-info")}
    tables = {f"onrecord/data/parquet/{name}.parquet" for name in onrecord.tables().index}
    described = ("datapackage.json", "manifest.json", "SHA256SUMS", "records.sqlite")
    documents = {f"onrecord/data/{name}" for name in described}
    build = REPOSITORY / "build"
    package = [path for path in (build / "onrecord").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    modules = {path.relative_to(build).as_posix() for path in package}
    assert packed == tables | modules | documents


def test_two_wheels_are_the_same_to_the_byte(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(wheel.parents[1] / "clone")], check=True, capture_output=True, env=clean())
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_it_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    bin = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([bin / "pip", "install", "-q", str(wheel)], check=True, env=clean())
    done = subprocess.run(
        [bin / "python", "-c", ASK], check=True, capture_output=True, text=True, env=clean(), cwd=tmp_path
    )
    assert done.stdout == f"{onrecord.__version__} category []\n"
    listed = subprocess.run(
        [bin / "pip", "list", "--format=freeze"], check=True, capture_output=True, text=True, env=clean()
    )
    packages = {line.partition("==")[0] for line in listed.stdout.splitlines()}
    assert {"onrecord", "pandas", "pyarrow"} <= packages
    assert not packages & {"altair", "duckdb", "frictionless", "networkx", "pandera", "polars", "PyYAML"}
    told = surface(bin, tmp_path, *EXTRAS)
    assert told["load"][0] == ["topics"]
    shown = subprocess.run(
        [bin / "onrecord", "show", str(onrecord.load("statements")["statement_id"][0])],
        check=True,
        capture_output=True,
        text=True,
        env=clean(),
    )
    assert shown.stdout == told["show"] + "\n"
    quotations = onrecord.load("evidence").dropna(subset="exact")
    source = str(quotations["source"].iloc[0])
    words = quotations.loc[quotations["source"] == source, "exact"].str.replace("[…]", "")
    (tmp_path / "texts").mkdir()
    text = tmp_path / "texts" / f"{source}.txt"
    text.write_text("\n".join(words), encoding="utf-8")
    verify = [str(bin / "onrecord"), "verify", "--texts", str(text.parent), "--format", "json"]
    verified = subprocess.run(verify, capture_output=True, env=clean(), cwd=tmp_path, check=False)
    looked_up = [row["words"] for row in json.loads(verified.stdout)["checked"] if row["status"] != "not-held"]
    assert set(words) <= {found.replace("[…]", "") for found in looked_up}
    text.rename(text.with_suffix(".html"))
    helpless = subprocess.run(verify, capture_output=True, text=True, env=clean(), cwd=tmp_path, check=False)
    assert helpless.returncode == 2
    assert helpless.stderr.endswith("pip install 'onrecord[verify]'\n")
    refused = subprocess.run(
        [bin / "onrecord", "build"], capture_output=True, text=True, env=clean(), cwd=tmp_path, check=False
    )
    assert refused.returncode == 2
    assert "pip install -e '.[dev]'" in refused.stderr


def surface(bin: Path, folder: Path, *missing: str) -> dict[str, Any]:
    """What every function of the loader gives in an environment."""
    command = [str(bin / "python"), str(REPOSITORY / "tests" / "surface.py"), str(folder), *missing]
    done = subprocess.run(command, capture_output=True, text=True, env=clean(), cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def oldest() -> list[str]:
    """The oldest version of each library that the loader says it works with, as constraints of pip."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra])]
    bounds = [re.fullmatch(r"([\w-]+)(?:\[\w+\])?>=([\d.]+)", line) for line in asked]
    return ["numpy<2.3", *(f"{bound[1]}=={bound[2]}.*" for bound in bounds if bound)]  # which pandas 2.2 was built for


def interpreter(version: str) -> str:
    """A Python of that version, where there is one, or the one that runs this."""
    name = shutil.which(f"python{version}") or sys.executable
    # What stands for it may be a shim of pyenv, which runs only what it is set to.
    versions = sorted(Path(name).parents[1].glob(f"versions/{version}.*/bin/python{version}"))
    for found in (name, *map(str, versions), sys.executable):
        done = subprocess.run([found, "-c", "import venv, ensurepip"], capture_output=True, env=clean())
        if done.returncode == 0:
            return found
    raise AssertionError("no Python can make an environment")


def environment(folder: Path, version: str, wheel: Path, *constraints: str) -> Path:
    """An environment with everything, and the folder of its programs."""
    subprocess.run([interpreter(version), "-m", "venv", folder], check=True, env=clean())
    bin = folder / ("Scripts" if os.name == "nt" else "bin")
    (folder / "constraints.txt").write_text("\n".join(constraints), encoding="utf-8")
    command = [str(bin / "pip"), "install", "-q", "-c", str(folder / "constraints.txt"), f"{wheel}[all]"]
    done = subprocess.run(command, capture_output=True, text=True, env=clean(), check=False)
    assert done.returncode == 0, done.stderr
    return bin


def test_everything_works_with_other_versions_of_what_it_stands_on(wheel: Path, tmp_path: Path) -> None:
    told = {}
    for name, version, constraints in (("old", "3.12", oldest()), ("new", "3.13", [])):
        bin = environment(tmp_path / name, version, wheel, *constraints)
        asked = "import pandas, polars; print(pandas.__version__, polars.__version__)"
        held = subprocess.run([bin / "python", "-c", asked], check=True, capture_output=True, text=True, env=clean())
        assert held.stdout.startswith("2.2." if name == "old" else "3.")
        assert held.stdout.split()[1].startswith("1." if name == "old" else "2.")
        told[name] = surface(bin, tmp_path)
    assert told["old"] == told["new"]

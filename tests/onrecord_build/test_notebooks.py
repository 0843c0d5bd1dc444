"""The notebooks: they run from top to bottom, and what they show is what the records give now."""

from __future__ import annotations

import inspect
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

import onrecord
from onrecord_build.notebooks import __main__ as command
from onrecord_build.notebooks import run
from sandbox import REPOSITORY

AGAIN = "run: python -m onrecord_build.notebooks"
LARGEST = 1_500_000  # bytes: what GitHub still shows
QUESTION = re.compile(r"^## \d+\. ", re.MULTILINE)
# What may stand in prose with figures: the number of a question, days, code and where a link leads.
NO_CLAIM = re.compile(r"^## \d+\. |\b\d+( and on \d+)? January 2026\b|`[^`]*`|\]\([^)]*\)", re.MULTILINE)
FIGURE = re.compile(
    r"\d|\b(three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|half|third|quarter|per ?cent"
    r"|majority|minority)\b",
    re.IGNORECASE,
)

each = pytest.mark.parametrize("path", run.NOTEBOOKS, ids=lambda path: path.stem)


def notebook_of(*cells: str) -> Any:
    made = [new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)]  # type: ignore[no-untyped-call]
    return new_notebook(cells=made)  # type: ignore[no-untyped-call]


def shown(notebook: Any) -> dict[str, list[Any]]:
    """What each cell shows: texts letter by letter, pictures as the texts and the marks that are in them."""
    return {
        cell["id"]: [_shown(output) for output in cell["outputs"]] for cell in notebook["cells"] if "outputs" in cell
    }


def _shown(output: Any) -> Any:
    if output["output_type"] == "stream":
        return output["name"], output["text"]
    return {kind: _picture(data) if kind == "image/svg+xml" else data for kind, data in output["data"].items()}


def _picture(svg: str) -> tuple[list[str], list[str]]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg), re.findall(r'aria-label="([^"]*)"', svg)


def prose(notebook: Any) -> list[str]:
    return [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def test_there_is_a_notebook() -> None:
    assert [path.name for path in run.NOTEBOOKS] == ["questions.ipynb"]


@each
def test_it_runs_and_shows_what_is_stored(path: Path) -> None:
    stored = run.read(path)
    now = run.executed(stored)
    assert shown(now) == shown(stored), AGAIN
    assert [cell.get("execution_count") for cell in now["cells"]] == [
        cell.get("execution_count") for cell in stored["cells"]
    ], AGAIN


@each
def test_nothing_was_complained_of(path: Path) -> None:
    for cell in run.read(path)["cells"]:
        for output in cell.get("outputs", []):
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr", cell["id"]


@each
def test_its_pictures_can_be_seen_without_running_it(path: Path) -> None:
    pictures = [
        output["data"]["image/svg+xml"]
        for cell in run.read(path)["cells"]
        for output in cell.get("outputs", [])
        if "image/svg+xml" in output.get("data", {})
    ]
    assert pictures
    for svg in pictures:
        texts, marks = _picture(svg)
        assert svg.startswith("<svg")
        assert texts
        assert marks


@each
def test_the_file_is_canonical(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    notebook = run.read(path)
    assert run.text(notebook) == written, AGAIN
    assert len(written.encode()) < LARGEST
    assert notebook["metadata"] == run.METADATA
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in names)


@each
def test_nothing_in_it_is_of_one_machine_or_run(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    for own in {str(REPOSITORY), str(Path.home()), tempfile.gettempdir(), sys.prefix, sys.base_prefix} - {"/"}:
        assert f"{own}{os.sep}" not in written
    assert not re.search(r"site-packages|\bat 0x[0-9a-f]+|\biopub\b|ipykernel", written)


@each
def test_prose_states_no_figures(path: Path) -> None:
    """The data grow, and outputs with them; a figure in a sentence would be left behind."""
    for text in prose(run.read(path)):
        left = NO_CLAIM.sub("", text.removeprefix("# Five questions to On Record").replace("**", ""))
        assert FIGURE.search(left) is None, text


@each
def test_every_answer_says_what_does_not_follow(path: Path) -> None:
    sections = re.split(r"^(?=## )", "\n".join(prose(run.read(path))), flags=re.MULTILINE)[1:]
    assert sum(QUESTION.match(section) is not None for section in sections) == 5
    for section in sections:
        assert section.count("**What does not follow.**") == 1, section.partition("\n")[0]


@each
def test_what_prose_names_is_there(path: Path) -> None:
    """Tables, columns, codes, functions and their arguments; and the files that it leads to."""
    tables = list(onrecord.tables().index)
    names = {*tables, *(column for table in tables for column in onrecord.describe(table).index)}
    names |= {*onrecord.load("terms")["code"], *onrecord.__all__, "csl-json"}
    for function in (onrecord.statements, onrecord.tenures, onrecord.graph, onrecord.cite):
        names |= set(inspect.signature(function).parameters)
    for text in prose(run.read(path)):
        assert set(re.findall(r"`([a-z_-]+)`", text)) <= names
        for link in re.findall(r"\]\(([^)]+)\)", text):
            assert (path.parent / link).is_file(), link


def test_a_notebook_runs_in_this_interpreter_with_this_checkout_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("planted = True\n", encoding="utf-8")
    (tmp_path / "onrecord.py").write_text("raise ImportError\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    given = notebook_of(
        "import os, sys\nimport onrecord",
        "print(sys.executable, onrecord.__file__, 'planted' in globals(), sep='\\n')",
        "print(os.getpid())",
    )
    now = run.executed(given)
    printed = [output["text"].split("\n") for cell in now["cells"] for output in cell["outputs"]]
    assert printed[0][:3] == [sys.executable, str(REPOSITORY / "build" / "onrecord" / "__init__.py"), "False"]
    assert all(not cell["outputs"] for cell in given["cells"])  # which is as it was
    if os.name != "nt":
        with pytest.raises(ProcessLookupError):  # the kernel has ended
            os.kill(int(printed[1][0]), 0)


def test_a_cell_that_fails_is_named() -> None:
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        run.executed(notebook_of("1 / 0"))


def test_the_command_writes_the_same_file_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "small.ipynb"
    given = notebook_of("import time\nprint('“Ünicode”', flush=True)\ntime.sleep(0.5)\nprint('in pieces')", "6 * 7")
    given["metadata"] = {"kernelspec": {"name": "mine", "display_name": "Mine"}, "language_info": {"name": "other"}}
    given["cells"][0]["metadata"] = {"execution": {"iopub.status.busy": "2026-02-03T00:00:00Z"}}
    path.write_text(nbformat.writes(given), encoding="utf-8")  # type: ignore[no-untyped-call]
    monkeypatch.setattr(run, "NOTEBOOKS", [path])
    command.main()
    first = path.read_bytes()
    command.main()
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")
    assert "“Ünicode”" in first.decode()
    notebook = run.read(path)
    assert notebook["metadata"] == run.METADATA
    assert shown(notebook) == {"cell-0": [("stdout", "“Ünicode”\nin pieces\n")], "cell-1": [{"text/plain": "42"}]}
    assert [entry.name for entry in tmp_path.iterdir()] == ["small.ipynb"]


def test_the_command_leaves_a_notebook_that_fails_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "small.ipynb"
    path.write_text(run.text(notebook_of("print('printed')", "onrecord.load('x')")), encoding="utf-8")
    before = path.read_bytes()
    monkeypatch.setattr(run, "NOTEBOOKS", [path])
    with pytest.raises(SystemExit, match=r"small\.ipynb is as it was(.|\n)*NameError"):
        command.main()
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["small.ipynb"]

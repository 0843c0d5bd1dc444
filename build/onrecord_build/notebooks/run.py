"""Execute a notebook so that the same records give the same file, on whatever machine."""

from __future__ import annotations

import json
import os
import sys
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import nbformat

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDER = Path(__file__).parent
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
PACKAGES = FOLDER.parents[1]  # where `import onrecord` finds the loader of this checkout
KERNEL = "checkout"
SECONDS = 120  # a cell that takes longer hangs
# What a notebook says of its kernel, instead of what the machine calls it.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}


def read(path: Path) -> NotebookNode:
    """Read a notebook; raises ValueError where it is none of version 4."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    return notebook


def executed(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with the outputs that its cells have when they run from top to bottom in this interpreter.

    The loader is that of this checkout, whatever is installed. Raises nbclient.exceptions.CellExecutionError, with the
    cell and its traceback, where one fails.
    """
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    result = deepcopy(notebook)
    with TemporaryDirectory() as folder:
        specs = Path(folder, "kernels")
        _describe_kernel(specs / KERNEL)
        manager = AsyncKernelManager(
            kernel_name=KERNEL,
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(specs)]),
            connection_file=str(Path(folder, "connection.json")),
            transport="tcp" if os.name == "nt" else "ipc",  # where it can be, nothing listens on a port
        )
        client = NotebookClient(
            result,
            km=manager,
            timeout=SECONDS,
            record_timing=False,
            coalesce_streams=True,  # what a cell prints arrives in as many pieces as chance has it
            shutdown_kernel="immediate",
        )
        # Neither the start-up files of the user nor what the shell is set to may change what a notebook prints.
        alone = {"IPYTHONDIR": str(Path(folder, "ipython")), "PYTHONPATH": str(PACKAGES), "PYTHONUTF8": "1"}
        client.execute(cleanup_kc=True, env={**os.environ, **alone}, cwd=folder)
    return _stripped(result)


def text(notebook: NotebookNode) -> str:
    """Write a notebook as its file: canonical JSON, with the lines of texts on lines of their own."""
    written: str = nbformat.writes(notebook, version=4)  # type: ignore[no-untyped-call]
    return written.rstrip("\n") + "\n"


def _describe_kernel(folder: Path) -> None:
    """Write the specification of a kernel: this interpreter."""
    folder.mkdir(parents=True)
    spec: dict[str, Any] = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3",
        "language": "python",
    }
    Path(folder, "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def _stripped(notebook: NotebookNode) -> NotebookNode:
    """Take out what differs by machine or run."""
    notebook["metadata"] = METADATA
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return notebook

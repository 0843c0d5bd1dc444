"""Execute the notebooks and write them back with their outputs.

Run: python -m onrecord_build.notebooks
"""

from __future__ import annotations

import sys

from nbclient.exceptions import CellExecutionError

from onrecord_build.notebooks import run


def main() -> None:
    """Execute each notebook of this folder, and replace it once all of it ran."""
    for path in run.NOTEBOOKS:
        try:
            written = run.text(run.executed(run.read(path)))
        except CellExecutionError as error:
            sys.exit(f"{path.name} is as it was, for one of its cells fails.\n{error}")
        beside = path.with_name(f"{path.name}.part")
        beside.write_text(written, encoding="utf-8", newline="\n")
        beside.replace(path)


if __name__ == "__main__":
    main()

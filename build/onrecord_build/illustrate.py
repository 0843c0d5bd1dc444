"""Draw the pictures of the README anew, and run the notebooks anew: whatever shows the data.

Run: python -m onrecord_build.illustrate
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from onrecord_build import picture
from onrecord_build.notebooks import __main__ as notebooks
from onrecord_build.project import Project

PICTURE = ".github/statements.svg"
CODE = re.compile(r"^```python\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
ELSEWHERE = "example.org"  # code that names it opens what is not there


def code_of(readme: str) -> list[str]:
    """The code that a README shows and that can be run where it stands, block by block."""
    return [block for block in CODE.findall(readme) if ELSEWHERE not in block]


def main() -> None:
    """Write everything into its place."""
    os.chdir(Project.of_this_code().root)
    picture.draw(picture.counts()).save(Path(PICTURE))
    for block in code_of(Path("README.md").read_text(encoding="utf-8")):
        if ".save(" in block:
            exec(f"import onrecord\n{block}", {})  # the calls that the README shows are those that draw
    notebooks.main()


if __name__ == "__main__":
    main()

"""The data part of an entry of the change log, which a comparison of releases writes."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.comparison import Difference
from onrecord.errors import OnRecordError
from onrecord_build.files import replace
from onrecord_build.project import Project

HEADING = "### Data"
ENTRY = re.compile(r"(?ms)^## (?P<version>\S+)[^\n]*\n.*?(?=^## |\Z)")
PART = re.compile(rf"(?ms)^{HEADING}\n.*?(?=^### |\Z)")


def write_notes(difference: Difference) -> Path:
    """Put the comparison into the top entry of CHANGELOG.md, in the place of what it put there before."""
    project = Project.around(Path.cwd())
    text = project.changelog.read_text(encoding="utf-8")
    replace(project.changelog, with_notes(text, difference))
    return project.changelog


def with_notes(text: str, difference: Difference) -> str:
    """A change log with the data part of its top entry; raises OnRecordError where that is of another version."""
    entry = ENTRY.search(text)
    if entry is None or entry["version"] != difference.new:
        raise OnRecordError(
            f"The top entry of CHANGELOG.md is of {entry and entry['version']}, and what was compared is "
            f"{difference.new}. Compare with the checkout as it is: onrecord diff OLD . --changelog"
        )
    part = f"{HEADING}\n\n{difference.as_markdown().rstrip()}\n"
    whole = entry[0]
    if PART.search(whole):
        # A function, because what it returns is taken as it is.
        whole = PART.sub(lambda _: f"{part}\n", whole).rstrip() + "\n"
    else:
        whole = f"{whole.rstrip()}\n\n{part}"
    rest = text[entry.end() :]
    return text[: entry.start()] + whole + (f"\n{rest}" if rest else "")


def top_entry(text: str) -> str:
    """The body of the top entry of a change log, without its heading; raises OnRecordError where there is none."""
    entry = ENTRY.search(text)
    if entry is None:
        raise OnRecordError("CHANGELOG.md has no heading such as '## 0.1.0 (2026-01-31)'. Add one at its top.")
    return entry[0].partition("\n")[2].strip() + "\n"


def main() -> None:
    """Print what is new in this version: the notes of a release."""
    print(top_entry(Project.around(Path.cwd()).changelog.read_text(encoding="utf-8")), end="")


if __name__ == "__main__":
    main()

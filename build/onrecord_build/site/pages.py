"""The pages of the site, as a folder of sources that Sphinx reads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.release import Release
from onrecord_build.compile import MemoryStore
from onrecord_build.project import Project
from onrecord_build.release.dictionary import dictionary
from onrecord_build.site.command_line import command_line
from onrecord_build.site.links import relinked
from onrecord_build.site.loader import loader

START = "index"
README = "README.md"
REST_OF_README = "\n## Build a release\n"  # from there on it is for contributors
COPIED = {  # where a file of the repository is in the site
    README: f"{START}.md",
    "dataset/CODEBOOK.md": "codebook.md",
    "build/onrecord_build/rules/README.md": "rules.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changes.md",
}
NOTEBOOK = "build/onrecord_build/notebooks/questions.ipynb"
QUESTIONS = "questions.ipynb"
PICTURES = ".github"
CONTENTS = {
    "Use": ("loader", "command-line", "questions", "dictionary", "cite"),
    "Understand": ("codebook", "rules", "changes"),
    "Contribute": ("contributing",),
}
CITE = """# How to cite

Name the version that you used; this is {version}. `onrecord.cite()` gives the line below, and `onrecord.cite(frame)`
adds every source that the rows of a frame rest on.

{text}

For BibTeX (`onrecord.cite(format="bibtex")`):

```bibtex
{bibtex}
```

For programs that read CSL, such as Zotero and Pandoc (`onrecord.cite(format="csl-json")`):

```json
{csl}
```
"""


def write_pages(project: Project, store: MemoryStore, folder: Path) -> None:
    """Write the sources of all pages; raises OnRecordError where the repository lacks one."""
    pictures = [path for path in sorted((project.root / PICTURES).glob("*.svg")) if path.is_file()]
    places = {**COPIED, NOTEBOOK: QUESTIONS, **{project.name_of(path): f"pictures/{path.name}" for path in pictures}}
    if not (project.root / NOTEBOOK).is_file():
        del places[NOTEBOOK]
    for name, place in places.items():
        (folder / place).parent.mkdir(exist_ok=True)
        if not name.endswith((".md", ".ipynb")):
            shutil.copyfile(project.root / name, folder / place)
    for place, text in _texts(project, store, places):
        (folder / place).write_text(text, encoding="utf-8", newline="\n")


def _texts(project: Project, store: MemoryStore, places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, place in COPIED.items():
        text = _read(project, name)
        if name == README:
            text = _start(text, questions=NOTEBOOK in places)
        yield place, relinked(text, name, places)
    if NOTEBOOK in places:
        notebook = json.loads(_read(project, NOTEBOOK))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = relinked("".join(cell["source"]), NOTEBOOK, places)
        yield QUESTIONS, json.dumps(notebook)
    yield "loader.rst", loader()
    yield "command-line.md", command_line()
    yield "dictionary.md", dictionary(store, store.identity)
    yield "cite.md", _cite(store)


def _read(project: Project, name: str) -> str:
    try:
        return (project.root / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OnRecordError(f"The site has a page of {name}, which cannot be read: {error}. Put it back.") from None


def _start(readme: str, *, questions: bool) -> str:
    """What the README says to those who use the data, and the list of the pages."""
    if REST_OF_README not in readme:
        raise OnRecordError(
            f"README.md has no heading '{REST_OF_README.strip()}', before which the first page of the site ends. "
            f"Change REST_OF_README in {Path(__file__).name} with it."
        )
    lines = [readme.partition(REST_OF_README)[0].rstrip(), "", "## The pages", ""]
    for title, names in CONTENTS.items():
        listed = [name for name in names if questions or name != "questions"]
        lines += ["```{toctree}", ":maxdepth: 1", f":caption: {title}", "", *listed, "```", ""]
    return "\n".join(lines)


def _cite(store: MemoryStore) -> str:
    release = Release(store)
    return CITE.format(
        version=release.version,
        text="\n".join(f"> {line}".rstrip() for line in release.cite().splitlines()),
        bibtex=release.cite(format="bibtex").strip(),
        csl=release.cite(format="csl-json").strip(),
    )

"""The site: its pages say what docstrings, schemas and rules say, and every link leads somewhere."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from unittest.mock import Mock
from urllib.parse import unquote, urlsplit

import pytest
from docutils.core import publish_doctree
from docutils.nodes import Node, literal, literal_block, term
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.cli import CONTRIBUTOR
from onrecord.errors import OnRecordError
from onrecord.plots import Plots
from onrecord.store import installed
from onrecord_build.compile import MemoryStore
from onrecord_build.project import Project
from onrecord_build.rules import RULES, rule
from onrecord_build.site import __main__ as command
from onrecord_build.site.docstrings import as_rest
from onrecord_build.site.links import relinked
from onrecord_build.site.pages import COPIED, NOTEBOOK
from onrecord_build.site.place import beside
from onrecord_build.site.write import write_site
from sandbox import REPOSITORY, contents

PAGES = [
    "index",
    "loader",
    "command-line",
    "dictionary",
    "codebook",
    "rules",
    "contributing",
    "changes",
    "cite",
    "search",
    "genindex",
]
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}
LANGUAGE = {"language_info": {"name": "python", "pygments_lexer": "ipython3"}}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><text>drawn before</text></svg>'


def store() -> MemoryStore:
    found = installed()
    assert isinstance(found, MemoryStore)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made") / "site"
    write_site(Project(REPOSITORY), store(), place)
    return place


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """What pages are made of, in a folder that is thrown away."""
    for name in (*COPIED, ".github/oil.svg", ".github/statements.svg"):
        (tmp_path / "clone" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / name, tmp_path / "clone" / name)
    return Project(tmp_path / "clone")


class Page(HTMLParser):
    """What a page says, where it leads and what it loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside.append(tag)
        if "id" in given:
            assert given["id"] not in self.ids, f"two things are called {given['id']}"
            self.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") not in ("canonical", "author"):
            self.loads.append(given["href"])
        if tag in LOADED and LOADED[tag] in given:
            self.loads.append(given[LOADED[tag]])

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "script" in self._inside or "style" in self._inside:
            assert "://" not in data, "a script may load something"
        else:
            self.text += data


def page(site: Path, name: str) -> Page:
    return Page(site / f"{name}.html")


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_there(site: Path, name: str) -> None:
    assert len(words(page(site, name).text)) > 200
    assert (site / "searchindex.js").is_file()


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): Page(path) for path in sorted(site.rglob("*.html"))}
    internal = 0
    for name, one in pages.items():
        for link in [*one.links, *one.loads]:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data"):
                continue
            assert not parts.scheme and not parts.netloc, f"{name}: {link}"
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            assert target.is_file(), f"{name}: {link}"
            anchor, aim = unquote(parts.fragment), target.resolve().relative_to(site.resolve()).as_posix()
            assert not anchor or anchor in pages[aim].ids, f"{name}: {link}"
            internal += 1
    assert internal > 500


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        for address in Page(path).loads:
            assert not re.match(r"(\w+:)?//", address), f"{path.name}: {address}"
    for path in site.rglob("*.css"):
        assert not re.search(r"""(@import|url\()\s*["']?(\w+:)?//""", path.read_text(encoding="utf-8")), path.name
    for path in site.rglob("*.svg"):
        assert not re.search(r"<image|<script|@import", path.read_text(encoding="utf-8")), path.name


def functions() -> Iterator[tuple[str, str]]:
    """The public names with the first lines of their docstrings."""
    for name in onrecord.__all__:
        if name not in ("__version__", "plot"):
            yield name, getattr(onrecord, name).__doc__
    for name, picture in vars(Plots).items():
        if not name.startswith("_"):
            yield f"plot.{name}", picture.__doc__


@pytest.mark.parametrize(("name", "doc"), list(functions()))
def test_every_name_of_the_loader_has_an_entry(site: Path, name: str, doc: str) -> None:
    loader = page(site, "loader")
    assert f"onrecord.{name}" in loader.ids
    first = doc.strip().partition("\n\n")[0].replace("`", "")
    assert words(first) in words(loader.text)


def test_names_that_are_no_functions_have_an_entry(site: Path) -> None:
    loader = page(site, "loader")
    assert {"onrecord.__version__", "onrecord.plot"} <= loader.ids
    assert onrecord.__version__ in loader.text
    assert "onrecord.comparison.Difference" in loader.ids and "onrecord.records.resolution.Resolution" in loader.ids


def test_a_signature_is_what_a_user_calls(site: Path) -> None:
    text = words(page(site, "loader").text)
    assert "onrecord.describe(table: TableName) → pd.DataFrame" in text
    assert re.search(r"onrecord\.load\( ?table: TableName, engine: 'pandas' \| 'polars' \| 'pyarrow' \| 'duckdb'", text)
    assert "→ pd.DataFrame | pl.DataFrame | pa.Table | duckdb.DuckDBPyRelation" in text
    assert re.search(r"onrecord\.plot\.positions\( ?proposition: str,", text)
    assert "self" not in re.findall(r"\w+", " ".join(re.findall(r"onrecord\.[\w.]+\([^)]*\)", text)))


def test_every_table_column_and_code_has_an_anchor(site: Path) -> None:
    ids = page(site, "dictionary").ids
    columns = {f"{name}.{column}" for name, table in store().tables.items() for column in table.column_names}
    terms = {f"{term['scheme']}.{term['code']}" for term in store().read("terms").to_pylist()}
    assert columns and terms
    assert set(store().tables) | columns | terms <= ids


def test_columns_are_in_the_index_and_the_search(site: Path) -> None:
    assert "dictionary.html#statements.speech_act" in page(site, "genindex").links
    assert "speech_act (statements)" in (site / "searchindex.js").read_text(encoding="utf-8")


def test_every_rule_has_an_anchor(site: Path) -> None:
    rules = page(site, "rules")
    assert set(RULES) <= rules.ids
    text = words(rules.text)
    assert all(words(rule(code).title).replace("`", "") in text for code in RULES)


def test_every_command_of_a_user_says_how_it_is_used(site: Path) -> None:
    text = page(site, "command-line").text
    used = re.findall(r"^usage: onrecord(?: (\w+))?", text, re.MULTILINE)
    assert {"", "tables", "describe", "show", "explain", "resolve", "verify", "diff"} <= set(used)
    assert not set(CONTRIBUTOR) & set(used)
    assert all(name in text for name in CONTRIBUTOR)


def test_pages_of_the_repository_are_whole(site: Path) -> None:
    for source, place in COPIED.items():
        text = page(site, place.removesuffix(".md")).text
        headings = re.findall(r"^## (.+)$", (REPOSITORY / source).read_text(encoding="utf-8"), re.MULTILINE)
        if source == "README.md":
            headings = headings[: headings.index("Build a release")]
        assert headings and all(words(heading.replace("`", "")) in words(text) for heading in headings)
    shown = re.findall(
        r"^!\[.*\]\(.github/(.+)\)$", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    images = [image for image in page(site, "index").loads if image.startswith("_images/")]
    assert images == [f"_images/{name}" for name in shown] != []


def test_how_to_cite(site: Path) -> None:
    assert words(onrecord.cite()) in words(page(site, "cite").text)
    assert words(onrecord.cite(format="bibtex")) in words(page(site, "cite").text)


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    before = contents(site)
    again = tmp_path / "elsewhere" / "site"
    write_site(Project(REPOSITORY), store(), again)
    assert contents(again) == before


def test_a_notebook_shows_what_it_stored(project: Project, tmp_path: Path) -> None:
    cell = {
        "cell_type": "code",
        "execution_count": 1,
        "id": "one",
        "metadata": {},
        "source": "1 / 0  # never run here",
        "outputs": [
            {
                "output_type": "execute_result",
                "execution_count": 1,
                "metadata": {},
                "data": {
                    "image/svg+xml": DRAWING,
                    "text/html": "<script src='https://cdn.example.org/x.js'></script>",
                    "text/plain": "a chart",
                },
            }
        ],
    }
    title = {"cell_type": "markdown", "id": "zero", "metadata": {}, "source": "# Questions\n\nOf [actors](#questions)."}
    notebook = {"cells": [title, cell], "metadata": LANGUAGE, "nbformat": 4, "nbformat_minor": 5}
    (project.root / NOTEBOOK).parent.mkdir(parents=True)
    (project.root / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")
    write_site(project, store(), tmp_path / "site")
    questions = page(tmp_path / "site", "questions")
    assert "never run here" in questions.text
    assert DRAWING in [
        (tmp_path / "site" / address).read_text(encoding="utf-8") for address in questions.loads if ".svg" in address
    ]
    assert not any("cdn.example.org" in address for address in questions.loads)
    assert "questions.html" in page(tmp_path / "site", "index").links


def test_a_dead_link_is_named_and_the_last_site_is_left(project: Project, tmp_path: Path) -> None:
    codebook = project.root / "dataset" / "CODEBOOK.md"
    codebook.write_text("# Codebook\n\nSee [what was decided](#no-such-heading).\n", encoding="utf-8")
    place = old_site(tmp_path)
    with pytest.raises(OnRecordError, match=r"(?s)codebook\.md:3: WARNING.*no-such-heading.*run again: python -m"):
        write_site(project, store(), place)
    assert contents(place) == {"index.html": b"old", "objects.inv": b""}
    assert sorted(path.name for path in place.parent.iterdir()) == ["clone", "site"]


def old_site(tmp_path: Path) -> Path:
    place = tmp_path / "site"
    place.mkdir()
    (place / "index.html").write_text("old", encoding="utf-8")
    (place / "objects.inv").touch()
    return place


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, RuntimeError])
def test_a_build_that_ends_early_leaves_the_last_site(tmp_path: Path, error: type[BaseException]) -> None:
    place = old_site(tmp_path)
    with pytest.raises(error), beside(place) as new:
        new.mkdir()
        raise error
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    with pytest.raises(FileNotFoundError), beside(place):
        pass  # nothing was written that could take its place
    assert contents(tmp_path) == {"site/index.html": b"old", "site/objects.inv": b""}


def test_a_new_site_takes_the_place_of_the_last(tmp_path: Path) -> None:
    place = old_site(tmp_path)
    with beside(place) as new:
        new.mkdir()
        (new / "other.html").touch()
    assert contents(tmp_path) == {"site/other.html": b""}


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda root: (root / "CHANGELOG.md").unlink(), "CHANGELOG.md, which cannot be read.*Put it back"),
        (lambda root: (root / "README.md").write_text("# On Record\n"), "no heading '## Build a release'.*Change"),
    ],
)
def test_a_page_that_cannot_be_made_is_named(project: Project, tmp_path: Path, damage: object, message: str) -> None:
    assert callable(damage)
    damage(project.root)
    place = old_site(tmp_path)
    with pytest.raises(OnRecordError, match=f"(?s){message}"):
        write_site(project, store(), place)
    assert contents(place) == {"index.html": b"old", "objects.inv": b""}


def test_what_is_no_site_is_not_replaced(project: Project, tmp_path: Path) -> None:
    folder, file, link = tmp_path / "mine", tmp_path / "file", tmp_path / "link"
    folder.mkdir()
    (folder / "thesis.txt").touch()
    file.touch()
    link.symlink_to(folder)
    for place in (folder, file, link):
        with pytest.raises(OnRecordError, match=r"Name another: python -m onrecord_build\.site site"):
            write_site(project, store(), place)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


def test_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(command, "write_site", lambda project, store, place: asked.append(place))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["site", "site"])
    command.main()
    assert asked == [tmp_path / "site"]
    assert Path(capsys.readouterr().out.strip()) == Path("site/index.html")
    for error, told in (
        (KeyboardInterrupt, "Interrupted"),
        (OSError("full"), "full. Make room"),
        (OnRecordError("x"), "x"),
    ):
        monkeypatch.setattr(command, "write_site", Mock(side_effect=error))
        with pytest.raises(SystemExit, match=told):
            command.main()
    for wrong in ([], ["--help"], ["a", "b"]):
        monkeypatch.setattr("sys.argv", ["site", *wrong])
        with pytest.raises(SystemExit, match=r"python -m onrecord_build\.site site"):
            command.main()


PLACES = {"README.md": "index.md", "dataset/CODEBOOK.md": "codebook.md", ".github/oil.svg": "pictures/oil.svg"}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("README.md", "[codes](dataset/CODEBOOK.md)", "[codes](codebook.md)"),
        ("README.md", "[codes](dataset/CODEBOOK.md#targets), too", "[codes](codebook.md#targets), too"),
        ("README.md", "![oil](.github/oil.svg)", "![oil](pictures/oil.svg)"),
        ("dataset/CODEBOOK.md", "[start](../README.md) [here](#targets)", "[start](index.md) [here](#targets)"),
        ("README.md", "[web](https://example.org/x) [me](mailto:me@example.org)", None),
        ("README.md", "[the loader](build/onrecord/release.py)", "`the loader`"),
        ("README.md", "[`release.py`](build/onrecord/release.py)", "`release.py`"),
        ("README.md", "`[codes](dataset/CODEBOOK.md)`", None),
        ("README.md", "```\n[codes](dataset/CODEBOOK.md)\n```\n", None),
    ],
)
def test_links_between_files_are_links_between_pages(path: str, text: str, expected: str | None) -> None:
    assert relinked(text, path, PLACES) == (text if expected is None else expected)


class Read(NamedTuple):
    text: str
    code: list[str]
    blocks: list[str]
    terms: list[str]


def read(docstring: str) -> Read:
    """What docutils makes of the converted docstring; it warns of nothing."""
    tree = publish_doctree("\n".join(as_rest(docstring)), settings_overrides={"halt_level": 2, "report_level": 2})

    def texts(kind: type[Node]) -> list[str]:
        return [node.astext() for node in tree.findall(kind)]

    return Read(words(tree.astext()), texts(literal), texts(literal_block), texts(term))


def test_a_docstring_reads_as_it_is_written() -> None:
    found = read(
        """Draw *what* |was| said_ (st-…/1).

            draw("x")

            draw("y")  # a comment

        `first` is `a list`. One of
          one        begins here,
                     goes on
          two words  the second
        and of the names
          alpha, beta,
          gamma
        - no list -
        """
    )
    assert found.blocks == ['draw("x")\n\ndraw("y")  # a comment']
    assert found.code == ["first", "a list", "one", "two words"]
    assert found.terms == ["one", "two words"]
    assert found.text.startswith("Draw *what* |was| said_ (st-…/1).")
    assert found.text.endswith("and of the names alpha, beta, gamma - no list -")
    assert "begins here, goes on" in found.text


def test_what_is_returned_and_raised_stands_by_itself() -> None:
    lines = as_rest("Say it.\nReturns, in order, x.\nRaises OnRecordError.\nOnly then.")
    assert [line.strip("\\ ") for line in lines if line] == [
        r"Say it\.",
        r"Returns\, in order\, x\.",
        r"Raises OnRecordError\. Only then\.",
    ]


def test_names_that_are_called_become_links() -> None:
    lines = "\n".join(as_rest("See load(), reload() and `onrecord.load`; `load_all` is none.", ["load"]))
    assert lines.count("<onrecord.load>`") == 2
    assert r"reload\(\)" in lines and "``load_all``" in lines


@given(st.lists(st.text("ab`*_|\\:.-[]()<>+{}#'\"1 …é", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_any_plain_paragraphs_read_as_they_are(paragraphs: list[str]) -> None:
    told = [words(paragraph).replace("`", "’") for paragraph in paragraphs]
    assert read("\n\n".join(told)).text == words(" ".join(told))

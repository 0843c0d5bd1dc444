"""Draw a blind sample of statements: a coder is given the sources, and nothing of how the record codes them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord_build.agreement.fields import CODED
from onrecord_build.agreement.instructions import instructions
from onrecord_build.agreement.sample import (
    GIVEN,
    INSTRUCTIONS,
    PASSAGES,
    SAMPLE,
    SHEET,
    Sample,
    Unit,
    expect_same_units,
)
from onrecord_build.check import check
from onrecord_build.dataset import Dataset
from onrecord_build.faults import shown
from onrecord_build.files import replace
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project
from onrecord_build.records import Row

COLUMNS = (
    "statement", "number", "publisher", "title", "address", "published", "language", "quotation", "locator",
)  # fmt: skip


def draw(project: Project, name: str, folder: Path, size: int | None, seed: int, about: str | None) -> Sample:
    """Draw statements and write the files for a coder into a new folder; return what was drawn.

    The same seed draws the same statements, whatever the order of files, and a statement that is added to the dataset
    changes at most one of them. With `about`, a source, statements are drawn that it bears evidence on, and its own
    passages are left out where a statement has others.
    Raises InvalidDataset where the records have faults, OnRecordError where the sample cannot be drawn as asked for.
    """
    dataset, faults = check(project)
    if faults:
        raise InvalidDataset(faults)
    _expect_name(name, dataset)
    _expect_new(folder, project)
    statements = _drawn(_population(about, dataset), size, seed)
    expect_same_units(name, set(statements), dataset)
    passages = {statement: _passages(statement, about, dataset) for statement in statements}
    units = [_unit(statement, passages[statement], dataset) for statement in statements]
    sample = Sample(name, project.version, seed, len(units), about, units)
    texts = {
        SHEET: _written((*GIVEN, *(field.name for field in CODED)), ([*unit, *("" for _ in CODED)] for unit in units)),
        PASSAGES: _written(COLUMNS, (line for unit in units for line in _lines(unit, passages, dataset))),
        INSTRUCTIONS: instructions(sample, dataset),
        SAMPLE: sample.written(),
    }
    for file, text in texts.items():
        replace(folder / file, text)
    return sample


def _expect_name(name: str, dataset: Dataset) -> None:
    pattern = dataset.schemas.tables["codings"].authored["sample"].pattern
    if pattern is not None and not pattern.fullmatch(name):
        raise OnRecordError(
            f"'{shown(name)}' cannot be the name of a sample. Take small letters, digits and hyphens: starting-article"
        )


def _expect_new(folder: Path, project: Project) -> None:
    if folder.resolve().is_relative_to(project.dataset.resolve()):
        raise OnRecordError(
            f"{folder} lies in dataset/, which holds records only. Name a folder elsewhere: --to FOLDER"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OnRecordError(f"{folder} is there already, and is not overwritten. Name a new folder: --to FOLDER")


def _population(about: str | None, dataset: Dataset) -> list[str]:
    if about is None:
        return [row["statement_id"] for row in dataset.rows("statements")]
    if dataset.get("sources", about) is None:
        meant = ", ".join(map(str, dataset.nearest(about, "sources")))
        raise OnRecordError(
            f"'{shown(about)}' is not a source. {f'Did you mean {meant}? ' if meant else ''}"
            "The sources are in dataset/sources.csv"
        )
    found = {row["statement"] for row in dataset.rows("evidence") if row["source"] == about and row["statement"]}
    if not found:
        raise OnRecordError(f"No statement has evidence from '{about}'. Name another source, or leave --about out")
    return list(found)


def _drawn(population: Iterable[str], size: int | None, seed: int) -> list[str]:
    """As many as asked for of those whose digests, which the seed decides, come first; in order of identifier."""
    shuffled = sorted(population, key=lambda statement: hashlib.sha256(f"{seed} {statement}".encode()).digest())
    if size is not None and not 1 <= size <= len(shuffled):
        raise OnRecordError(
            f"There are {len(shuffled)} statements to draw from, not {size}. Take --size 1 to that many"
        )
    return sorted(shuffled[:size])


def _passages(statement: str, about: str | None, dataset: Dataset) -> list[Row]:
    """The passages by day of publication: the order in the record would tell which one it takes for the best."""
    every = dataset.evidence_of["statement", statement]
    others = [row for row in every if row["source"] != about]

    def day(row: Row) -> tuple[str, str]:
        source = dataset.get("sources", row["source"])
        return (source["published"] if source else None) or "9999", row["evidence_id"]

    return sorted(others or every, key=day)


def _unit(statement: str, passages: Sequence[Row], dataset: Dataset) -> Unit:
    row = dataset.get("statements", statement)
    speaker = dataset.get("actors", row["speaker"]) if row else None
    assert row is not None and speaker is not None  # checked before
    quoted = any(passage["exact"] and passage["support"] == "supports" for passage in passages)
    # Where nobody quotes the words, only those of the identifier are left to tell which are meant.
    unit = "the words quoted" if quoted else statement.split("-", 2)[2].replace("-", " ")
    return Unit(statement, unit, speaker["name"], row["said"])


def _lines(unit: Unit, passages: dict[str, list[Row]], dataset: Dataset) -> Iterable[list[str]]:
    for number, passage in enumerate(passages[unit.statement], start=1):
        source = dataset.get("sources", passage["source"])
        assert source is not None  # checked before
        publisher = dataset.get("actors", source["publisher"])
        cells = (
            publisher["name"] if publisher else None, source["title"], source["url"], source["published"],
            passage["lang"], passage["exact"], passage["locator"],
        )  # fmt: skip
        yield [unit.statement, str(number), *(cell or "" for cell in cells)]


def _written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue()

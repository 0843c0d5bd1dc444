"""A sample as it lies in a folder: what was drawn, how, and the names of the files that a coder is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import OnRecordError
from onrecord_build.dataset import Dataset

SAMPLE, SHEET, PASSAGES, INSTRUCTIONS = "sample.json", "sheet.csv", "passages.csv", "INSTRUCTIONS.md"


class Unit(NamedTuple):
    """A statement of the sample, with what a coder is told of it."""

    statement: str
    unit: str  # how to recognise the words
    speaker: str
    said: str


GIVEN = Unit._fields


class Sample(NamedTuple):
    """What was drawn, and all that it takes to draw it again."""

    name: str
    version: str  # of the dataset
    seed: int
    size: int
    about: str | None
    units: list[Unit]

    def written(self) -> str:
        """The text of sample.json."""
        values = self._asdict() | {"units": [unit._asdict() for unit in self.units]}
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def read_sample(folder: Path) -> Sample:
    """Read the sample of a folder; raises OnRecordError where there is none, or not as it was written."""
    path = folder / SAMPLE
    again = "Draw the sample anew: onrecord agreement draw NAME --to FOLDER"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Sample(**values | {"units": [Unit(**unit) for unit in values["units"]]})
    except OSError as error:
        raise OnRecordError(f"{path} cannot be read: {error.strerror}. Name the folder of a sample. {again}") from None
    except (ValueError, TypeError, KeyError):
        raise OnRecordError(f"{path} is not as it was written. Put it back as it was. {again}") from None


def expect_same_units(name: str, statements: set[str], dataset: Dataset) -> None:
    """Raise OnRecordError where codings of other statements are stored under the name of a sample."""
    stored = {row["statement"] for row in dataset.rows("codings") if row["sample"] == name}
    if stored and stored != statements:
        raise OnRecordError(
            f"dataset/codings.csv has a sample '{name}' with {len(stored)} statements that are not these "
            f"{len(statements)}. Draw under another name: onrecord agreement draw NAME --to FOLDER"
        )

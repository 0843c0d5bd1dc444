"""A checkout of the project: where its parts are and which version it is."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import OnRecordError

HEADING = re.compile(r"^## (?P<version>\S+)(?: \((?P<day>\d{4}-\d\d-\d\d)\))?", re.MULTILINE)


class Project(NamedTuple):
    """A folder that holds dataset/, schemas/ and CHANGELOG.md."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Project:
        """Find the checkout that `folder` lies in; raises OnRecordError where there is none."""
        for place in (folder, *folder.parents):
            if (place / "dataset").is_dir() and (place / "schemas").is_dir():
                return cls(place)
        raise OnRecordError(f"{folder} is not inside a clone of the project. Change to the clone and run it there.")

    @classmethod
    def of_this_code(cls) -> Project:
        """The checkout that this file lies in."""
        return cls.around(Path(__file__).resolve().parent)

    @property
    def dataset(self) -> Path:
        return self.root / "dataset"

    @property
    def schemas(self) -> Path:
        return self.root / "schemas"

    @property
    def changelog(self) -> Path:
        return self.root / "CHANGELOG.md"

    @property
    def version(self) -> str:
        """The top heading of the change log: the version of package and data alike."""
        return self._heading["version"]

    @property
    def released(self) -> datetime.date | None:
        """The day that stands in that heading; None between releases."""
        day = self._heading["day"]
        try:
            return datetime.date.fromisoformat(day) if day else None
        except ValueError:
            raise OnRecordError(
                f"{self.changelog} has the day {day} in its top heading, and there is no such day. Correct it."
            ) from None

    @property
    def _heading(self) -> re.Match[str]:
        path = self.changelog
        heading = HEADING.search(path.read_text(encoding="utf-8")) if path.is_file() else None
        if heading is None:
            raise OnRecordError(f"{path} has no heading such as '## 0.1.0 (2026-01-31)'. Add one at its top.")
        return heading

    @property
    def preparing(self) -> str:
        """The release that is being prepared: the version without what marks it as under way."""
        return self.version.partition(".dev")[0]

    @property
    def unreleased(self) -> bool:
        """True between two releases."""
        return "dev" in self.version

    def name_of(self, path: Path) -> str:
        """The path as messages show it: from the root of the checkout, with forward slashes."""
        return path.relative_to(self.root).as_posix()

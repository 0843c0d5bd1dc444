"""What a release says of itself: name, version, licence, who made it. From CITATION.cff and the change log."""

from __future__ import annotations

import datetime
import re
from typing import Any, NamedTuple

import yaml

from onrecord.citation.wording import dataset_sentence
from onrecord.errors import OnRecordError
from onrecord_build.project import Project

NAME = "onrecord"
CITATION = "CITATION.cff"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
LICENSE_TITLE = "Creative Commons Attribution 4.0"
LICENSE_NOTE = "quotations and titles of sources excepted: those are their speakers' and publishers'"


class Identity(NamedTuple):
    """What every file of a release can say of where it is from."""

    title: str
    abstract: str
    version: str
    released: datetime.date | None  # None between releases
    creators: list[str]
    keywords: list[str]
    license_name: str
    url: str | None
    name: str = NAME
    license_url: str = LICENSE_URL
    license_title: str = LICENSE_TITLE
    license_note: str = LICENSE_NOTE
    own: bool = True  # made of the records of this project, so that what it says of its work holds

    @property
    def label(self) -> str:
        """Dataset, version and licence in a few words, for files that have room for no more."""
        excepted = ", quotations excepted" if self.license_note else ""
        return f"{self.short_title} {self.version} ({self.license_name}{excepted})"

    @property
    def terms(self) -> str:
        """The licence and what is excepted from it."""
        return "; ".join(filter(None, (f"{self.license_name} ({self.license_title})", self.license_note)))

    @property
    def short_title(self) -> str:
        """The title up to its colon."""
        return self.title.partition(":")[0]

    def about(self) -> dict[str, str]:
        """What a file that has room for it says: name, title, version, day, licence, address and citation."""
        told = {
            "name": self.name,
            "title": self.title,
            "version": self.version,
            "released": self.released and self.released.isoformat(),
            "license": self.license_name,
            "license_url": self.license_url,
            "license_note": self.license_note,
            "url": self.url,
            "citation": self.citation,
        }
        return {key: value for key, value in told.items() if value}

    @property
    def citation(self) -> str:
        """How to cite it, in one line."""
        year = str(self.released.year) if self.released else ""
        return dataset_sentence(self.creators, year, self.title, self.version, self.url)


def read_identity(project: Project) -> Identity:
    """Read what a checkout says of itself; raises OnRecordError where CITATION.cff lacks something."""
    path = project.root / CITATION
    try:
        told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Identity(
            title=told["title"],
            abstract=" ".join(told["abstract"].split()),
            version=project.version,
            released=project.released,
            creators=[author["name"] for author in told["authors"]],
            keywords=list(told.get("keywords", [])),
            license_name=told["license"][0],
            url=told.get("url"),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise OnRecordError(
            f"{path} does not say what a release is called and who made it ({type(error).__name__}: {error}). "
            "It needs title, abstract, authors and license; take it back with: git checkout CITATION.cff"
        ) from None


def citation_file(identity: Identity, text: str) -> str:
    """CITATION.cff of a release: that of the repository, with version, date and the licence of the data."""
    if not identity.own:
        return text  # it is that of the release already
    day = f"date-released: {identity.released}\n" if identity.released else ""
    if re.search(r"(?m)^(version|date-released):", text):
        raise OnRecordError(f"{CITATION} has a version or a date of its own. Take them out: a release writes them.")
    # The code has a licence of its own; a release holds data alone.
    text = re.sub(r"(?m)^license:\n(?:  - .*\n)+", f"license: {identity.license_name}\n", text)
    return f'{text.rstrip()}\nversion: "{identity.version}"\n{day}'

"""Two clocks: `as_of` asks what held on a day, `version` what was known of it in a release."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

import onrecord
from onrecord.release import Release
from onrecord.releases import opening
from onrecord.store import FolderStore
from plain import ids, rows_of
from sandbox import RELATIONSHIP, REPOSITORY, Sandbox

TENURE = "ten-0001-muster-minister,max-muster,minister of foreign affairs,xea,substantive,"
ERRATUM = "ten-0001-muster-minister,start,2025-05,2025-06,He took office later.,2026-03-01,1.3.0\n"


class Two:
    """A release, and the next, which corrects the beginning of a tenure and has one more relationship."""

    def __init__(self, place: Path) -> None:
        self.sandbox = Sandbox(place / "checkout")
        shutil.copytree(
            REPOSITORY / "build",
            self.sandbox.root / "build",
            ignore=shutil.ignore_patterns("__pycache__", "data"),
        )
        self.sandbox.write(".gitignore", "/release/\n__pycache__/\n")
        self.sandbox.commit()
        self.sandbox.git("tag", "v1.2.3")
        self.old = self.sandbox.build()
        self.sandbox.release()
        self.sandbox.edit("dataset/tenures.csv", f"{TENURE}2025-05", f"{TENURE}2025-06")
        self.sandbox.write("dataset/errata.csv", self.sandbox.read("dataset/errata.csv") + ERRATUM)
        more = self.sandbox.read(RELATIONSHIP).replace("rel-0001-treaty", "rel-0002-pact").replace("ev-0009", "ev-0012")
        more = more.replace("start: 2025-05", "start: 2025-11").replace("Treaty of", "Pact of")
        self.sandbox.write("dataset/relationships/rel-0002-pact.yaml", more)
        self.sandbox.write("CHANGELOG.md", "# Changes\n\n## 1.3.0 (2026-03-10)\n")
        for command in (["generate", "--texts", "archive"], ["build"]):
            status, out, err = self.sandbox.run(*command)
            assert status == 0, out + err
        self.new = self.old.with_name("onrecord-1.3.0")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    return Two(tmp_path_factory.mktemp("versions"))


@pytest.fixture
def installed(two: Two, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Release]:
    """The newer one, installed, with nothing fetched before, and outside of any clone."""
    store = FolderStore(two.new)
    monkeypatch.setattr("onrecord.store.installed", lambda: store)
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    opening._of_version.cache_clear()  # what is found by its number is kept for as long as the process lives
    yield Release(store)
    opening._of_version.cache_clear()


def ways(two: Two) -> dict[str, Any]:
    """Every way to name the older release outside of a clone."""
    return {
        "folder": two.old,
        "text": str(two.old),
        "zip": two.old.with_name(f"{two.old.name}.zip"),
        "address": two.old.as_uri(),
        "opened": onrecord.open(two.old),
        "store": Release(FolderStore(two.old)),
    }


@pytest.mark.parametrize("way", ["folder", "text", "zip", "address", "opened", "store"])
def test_every_function_answers_from_the_release_that_is_named(two: Two, installed: Release, way: str) -> None:
    old = ways(two)[way]
    for engine in ("pandas", "polars", "pyarrow", "duckdb"):
        start = cast(Any, onrecord.load)("tenures", engine, columns=["start"], version=old)
        assert rows_of(start) == [("2025-05",)]
        assert rows_of(cast(Any, onrecord.load)("tenures", engine, columns=["start"])) == [("2025-06",)]
        asked = cast(Any, onrecord.sql)("select start from tenures", engine=engine, version=old)
        assert rows_of(asked) == [("2025-05",)]
    assert onrecord.load("tenures", version=old).attrs["version"] == "1.2.3"
    assert onrecord.tenures(version=old)["start"].tolist() == ["2025-05"]
    assert ids(onrecord.relationships(version=old)) == ["rel-0001-treaty"]
    assert ids(onrecord.relationships()) == ["rel-0001-treaty", "rel-0002-pact"]
    assert ids(onrecord.statements(version=old)) == ids(onrecord.statements())
    assert "1.2.3" in onrecord.cite(version=old) and "1.3.0" in onrecord.cite()
    assert onrecord.graph(version=old).number_of_edges() == 1
    assert onrecord.schema("tenures", "json", version=old)
    with pytest.raises(onrecord.OnRecordError, match="rel-0002-pact"):
        onrecord.evidence("rel-0002-pact", version=old)
    assert ids(onrecord.evidence("rel-0002-pact")) == ["ev-0012-treaty"]


def test_what_held_then_as_it_was_known_then_and_as_it_is_known_now(two: Two, installed: Release) -> None:
    known = {"1.2.3": onrecord.open(two.old), "1.3.0": installed}
    held = {
        (day, version): (ids(onrecord.tenures(as_of=day, version=r)), ids(onrecord.relationships(as_of=day, version=r)))
        for day in ("2025-04-30", "2025-05-15", "2025-06-01", "2025-12-01")
        for version, r in known.items()
    }
    muster, treaty, pact = "ten-0001-muster-minister", "rel-0001-treaty", "rel-0002-pact"
    assert held == {
        ("2025-04-30", "1.2.3"): ([], []),
        ("2025-04-30", "1.3.0"): ([], []),
        ("2025-05-15", "1.2.3"): ([muster], [treaty]),
        ("2025-05-15", "1.3.0"): ([], [treaty]),
        ("2025-06-01", "1.2.3"): ([muster], [treaty]),
        ("2025-06-01", "1.3.0"): ([muster], [treaty]),
        ("2025-12-01", "1.2.3"): ([muster], [treaty]),
        ("2025-12-01", "1.3.0"): ([muster], [treaty, pact]),
    }
    offices = "minister of foreign affairs, Example State"
    for version, expected in (("1.2.3", [offices]), ("1.3.0", [])):
        frame = onrecord.actors("max-muster", as_of="2025-05-15", version=known[version])
        assert frame["offices"].tolist() == [expected]


def test_numbers(two: Two, installed: Release) -> None:
    assert onrecord.load("tenures", version="1.3.0").attrs["version"] == "1.3.0"
    assert onrecord.load("tenures", version="installed").attrs["version"] == "1.3.0"
    with pytest.raises(
        onrecord.OnRecordError, match=r'8.8.8 is not at hand; the installed one is 1.3.0.*version="https'
    ):
        onrecord.load("tenures", version="8.8.8")
    # From an older release one comes back to the installed one.
    assert onrecord.open(two.old).load("tenures", version="installed").attrs["version"] == "1.3.0"


def test_tags_and_revisions_in_a_clone(two: Two, installed: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(two.sandbox.root)
    for name in ("v1.2.3", "1.2.3"):
        assert onrecord.tenures(version=name)["start"].tolist() == ["2025-05"]
        assert onrecord.load("tenures", version=name).attrs == onrecord.open(two.old).load("tenures").attrs
    assert onrecord.tenures(version=two.sandbox.root)["start"].tolist() == ["2025-06"]


WRONG: list[Any] = [
    "",
    "no such release",
    "v9.9.9",
    "latest",
    " 1.3.0",
    "1.3",
    "\x00",
    "\ud800",
    "x" * 10**5,
    "9" * 5000 + ".0.0",
]
WRONG += [5, 0.1, b"1.3.0", ["1.3.0"], True, Path("nowhere"), "ftp://example.org/a.zip", "--help", "/", ".."]


@pytest.mark.parametrize("version", WRONG, ids=lambda v: repr(v)[:20])
def test_what_names_no_release(installed: Release, version: Any) -> None:
    for call in (
        lambda: onrecord.load("tenures", version=version),
        lambda: onrecord.statements(version=version),
        lambda: onrecord.sql("select 1 a", version=version),
        lambda: Release().at(version),
    ):
        with pytest.raises(onrecord.OnRecordError) as caught:
            call()
        assert len(str(caught.value)) < 2000


def test_none_is_the_release_itself(two: Two, installed: Release) -> None:
    old = onrecord.open(two.old)
    assert old.at(None) is old
    assert old.load("tenures", version=None).attrs["version"] == "1.2.3"

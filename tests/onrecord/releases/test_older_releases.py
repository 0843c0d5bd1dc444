"""A release from before there were contested facts, traces and measures of support: what it has, it answers."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import onrecord
from onrecord.release import Release
from onrecord.store import Store
from onrecord_build.compile import compile_project
from onrecord_build.project import Project
from sandbox import Sandbox

# The tables and columns of release 0.1.0, beyond which it had none.
TABLES = (
    *("actors", "event_participants", "events", "evidence", "relationships", "retired_ids", "source_lineage"),
    *("sources", "statement_targets", "statements", "tenures", "terms"),
)
LATER = {"region", "link", "shows", "retracted", "n_publishers", "n_origins", "n_witnesses", "verification"}


class Older(Store):
    """A release as it would have been then."""

    def __init__(self, store: Store) -> None:
        self.descriptor = copy.deepcopy(store.descriptor) | {"version": "0.1.0"}
        self.descriptor["resources"] = [r for r in self.descriptor["resources"] if r["name"] in TABLES]
        for resource in self.descriptor["resources"]:
            fields = resource["schema"]["fields"]
            resource["schema"]["fields"] = [f for f in fields if not self._later(resource["name"], f["name"])]
        self._of = store

    def _later(self, table: str, column: str) -> bool:
        return column in LATER or (column == "n_sources" and table != "statements")

    def _read(self, table: str) -> pa.Table:
        held = self._of.read(table)
        return held.drop_columns([name for name in held.column_names if self._later(table, name)])


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    sandbox = Sandbox(tmp_path_factory.mktemp("older") / "checkout")
    return Release(Older(compile_project(Project(sandbox.root))))


def test_what_it_has_it_answers(release: Release, tmp_path: Path) -> None:
    statements = release.statements(on_behalf_of="Example State", as_of="2026-12-31")
    assert len(statements) == 1
    assert statements["link"].isna().all()
    record = statements["statement_id"][0]
    assert len(release.evidence(record)) == len(release.load("evidence", filters=[("statement", "==", record)])) > 0
    assert set(release.relationships(as_of="2026-02-03")) >= {"subject_name", "object_name"}
    assert release.actors("Max Muster", as_of="2026-02-03")["offices"][0]
    assert len(release.tenures("Max Muster")) == 1
    assert len(release.events(since="2026-01-01")) > 0
    edges = release.graph(edges=["relationships", "stances"]).edges(data=True)
    assert edges and all("n_witnesses" not in told and "n_evidence" in told for *_, told in edges)
    assert "0.1.0" in release.cite(statements)
    assert len(release.sql("select * from statements")) == 1
    release.schema("statements").validate(release.load("statements"), lazy=True)
    for picture in (release.plot.timeline, release.plot.stances, release.plot.network):
        picture().save(tmp_path / "drawn.svg")


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        (lambda r: r.explain("st-0001-we-will-not"), "provenance"),
        (lambda r: r.plot.positions("prp-0002-own-laws"), "propositions"),
        (lambda r: r.load("position_matrix"), "position_matrix"),
        (lambda r: r.actors(region="western-europe"), "region"),
    ],
)
def test_what_it_does_not_have_is_named(release: Release, asked: Any, missing: str) -> None:
    with pytest.raises(onrecord.OnRecordError, match=missing) as error:
        asked(release)
    assert "onrecord.open" in str(error.value) or "onrecord.tables" in str(error.value)

"""What became of an identifier, offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from sandbox import Sandbox

RETIRED = "dataset/retired_ids.csv"
ROWS = """\
lost-agency,,Nobody knows of it.,1.1.0
old-agency,older-agency,One agency under two names.,1.1.0
older-agency,example-agency,One agency under three names.,1.2.0
src-0001-example-times/src-0002-example-agency,,It does not draw on it.,1.2.0
"""


@pytest.fixture(autouse=True)
def release(sandbox: Sandbox, install: Callable[[Path], None]) -> None:
    sandbox.write(RETIRED, sandbox.read(RETIRED) + ROWS)
    install(sandbox.build())


@pytest.mark.parametrize(
    ("record", "table"),
    [
        ("st-0001-we-will-not", "statements"),
        ("xea", "actors"),
        ("st-0001-we-will-not/1", "statement_targets"),
        ("src-0003-example-times/src-0002-example-agency", "source_lineage"),
        ("speech-act/refuse", "terms"),
    ],
)
def test_what_is_current(record: str, table: str) -> None:
    found = onrecord.resolve(record)
    assert (found.status, found.current, found.reason) == ("current", record, None)
    assert found.table == table


def test_what_was_merged_leads_to_the_end_of_the_chain() -> None:
    found = onrecord.resolve("old-agency")
    assert (found.status, found.current, found.table) == ("merged", "example-agency", "actors")
    assert (found.version, found.reason) == ("1.2.0", "One agency under two names. One agency under three names.")
    assert str(found).startswith("old-agency was merged into example-agency in 1.2.0: One agency under two names. One")


def test_what_was_withdrawn() -> None:
    found = onrecord.resolve("lost-agency")
    assert (found.status, found.current, found.table) == ("withdrawn", None, None)
    assert onrecord.resolve("src-0001-example-times/src-0002-example-agency").status == "withdrawn"


def test_what_nobody_knows_gets_the_nearest() -> None:
    with pytest.raises(onrecord.OnRecordError, match="Did you mean: onrecord resolve st-0001-we-will-not"):
        onrecord.resolve("st-0001-we-will")
    with pytest.raises(onrecord.OnRecordError, match="onrecord tables"):
        onrecord.resolve("?")


def test_on_the_command_line(sandbox: Sandbox) -> None:
    assert sandbox.run("resolve", "xea") == (0, "xea is current: a record of actors\n", "")
    status, out, err = sandbox.run("resolve", "xeax")
    assert (status, out) == (2, "")
    assert "Did you mean" in err


@pytest.mark.parametrize("record", [None, 5, ["st-0001-we-will-not"], b"x"])
def test_what_is_no_identifier_is_told(record: object) -> None:
    for call in (onrecord.resolve, onrecord.explain):
        with pytest.raises(onrecord.OnRecordError, match=r'onrecord\.(resolve|explain)\("st-…"'):
            call(record)  # type: ignore[arg-type]

"""The list of what releases held, as `onrecord generate` writes it."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from onrecord_build.released import ReleasedList
from sandbox import EVENT, STATEMENT, Sandbox

RELEASED, ERRATA, ACTORS = "dataset/released.csv", "dataset/errata.csv", "dataset/actors.csv"
HEADER = "id,table,version,whole,digests\n"
UNION = "xeb,name,Sample Republic,Sample Union,Its parliament renamed it before.,2026-02-12,1.3.0\n"


def rows(sandbox: Sandbox) -> dict[str, dict[str, str]]:
    with open(sandbox.path(RELEASED), encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def fields(row: dict[str, str]) -> list[str]:
    """The fields that have a digest."""
    return [digest.partition(":")[0] for digest in row["digests"].split()]


def next_release(sandbox: Sandbox) -> tuple[int, str]:
    """Release version 1.3.0; what the command says."""
    sandbox.write("CHANGELOG.md", "## 1.3.0 (2026-03-10)\n")
    status, _, err = sandbox.run("generate")
    return status, err


def test_a_release_lists_every_record(sandbox: Sandbox) -> None:
    sandbox.write(RELEASED, HEADER)
    sandbox.release()
    written = rows(sandbox)
    assert {row["table"] for row in written.values()} == {
        "actors", "events", "evidence", "propositions", "relationships", "source_lineage", "sources", "statements",
        "tenures",
    }  # fmt: skip
    assert {row["version"] for row in written.values()} == {"1.2.3"}
    assert "src-0003-example-times/src-0002-example-agency" in written
    # Our own words and book-keeping have no digest, nor has evidence, which is a record of its own.
    assert fields(written["evt-0001-briefing"]) == ["kind", "start", "place", "country", "contested", "participants"]
    assert fields(written["ev-0011-times"]) == ["statement", "source", "support", "rendition", "exact", "lang"]
    assert sandbox.faults() == []


def test_every_row_is_found_by_its_identifier(sandbox: Sandbox) -> None:
    text = sandbox.read(RELEASED)
    found = ReleasedList(text)
    assert found.in_order()
    assert {name: list(held[1:]) for name, held in found.items()} == {
        name: list(row.values()) for name, row in rows(sandbox).items()
    }
    assert [held.line for held in found.values()] == [*range(2, len(found) + 2)]
    assert found.wholes == {row["whole"] for row in rows(sandbox).values()}


@pytest.mark.parametrize("wrong", [lambda lines: [*lines, lines[-1]], lambda lines: lines[::-1]])
def test_a_list_with_a_row_twice_or_out_of_order_is_not_in_order(
    wrong: Callable[[list[str]], list[str]], sandbox: Sandbox
) -> None:
    header, *lines = sandbox.read(RELEASED).splitlines(keepends=True)
    assert not ReleasedList("".join([header, *wrong(lines)])).in_order()


def test_between_releases_it_stays(sandbox: Sandbox) -> None:
    sandbox.write("CHANGELOG.md", "## 1.3.0.dev0 (unreleased)\n")
    sandbox.write(RELEASED, HEADER)
    assert sandbox.run("generate")[0] == 0
    assert sandbox.read(RELEASED) == HEADER


def test_the_same_records_give_the_same_list_in_whatever_form(sandbox: Sandbox) -> None:
    sandbox.release()
    before = rows(sandbox)
    sandbox.edit(STATEMENT, "venue: Example City", 'venue: "Example City"  # the capital')
    sandbox.edit(
        EVENT,
        "  - actor: max-muster\n    role: speaker\n  - actor: xea\n    role: organiser\n",
        "  - actor: xea\n    role: organiser\n  - actor: max-muster\n    role: speaker\n",
    )
    sandbox.edit("dataset/relationships/rel-0001-treaty.yaml", "amount: 12.5", "amount: 12.50")
    assert next_release(sandbox) == (0, "")
    assert {name: row["digests"] for name, row in rows(sandbox).items()} == {
        name: row["digests"] for name, row in before.items()
    }


def test_what_was_retired_stays_as_the_last_release_held_it(sandbox: Sandbox) -> None:
    sandbox.release()
    before = rows(sandbox)["xeb"]
    sandbox.edit(ACTORS, "xeb,state,Sample Republic,,,,,,caribbean,Another state that exists in tests only.,\n", "")
    assert next_release(sandbox) == (0, "")
    assert rows(sandbox)["xeb"] == before
    assert rows(sandbox)["xea"]["version"] == "1.3.0"


def test_no_release_without_its_errata(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(ACTORS, "xeb,state,Sample Republic", "xeb,state,Sample Union")
    before = sandbox.read(RELEASED)
    status, err = next_release(sandbox)
    assert (status, sandbox.read(RELEASED)) == (2, before)
    assert "1 value that a release held changed without an erratum" in err and "onrecord check" in err
    sandbox.write(ERRATA, sandbox.read(ERRATA) + UNION)
    assert next_release(sandbox) == (0, "")
    assert fields(rows(sandbox)["xeb/name/1.3.0"]) == ["was", "became", "reason", "corrected"]
    assert sandbox.faults() == []
    sandbox.write("CHANGELOG.md", "## 1.4.0.dev0 (unreleased)\n")
    assert sandbox.faults() == []


def test_a_release_can_be_written_again_until_it_is_out(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(ACTORS, "xeb,state,Sample Republic", "xeb,state,Sample Union")
    sandbox.write(ERRATA, sandbox.read(ERRATA) + UNION)
    assert next_release(sandbox) == (0, "")
    sandbox.edit(ACTORS, "xeb,state,Sample Union", "xeb,state,Sample Federation")
    # The erratum of this release has to keep up.
    assert [code for _, _, code in sandbox.codes()] == ["erratum-idle"]
    sandbox.edit(ERRATA, "Sample Union", "Sample Federation")
    assert sandbox.faults() == []
    assert next_release(sandbox) == (0, "")
    assert sandbox.faults() == []


@pytest.mark.parametrize("heading", ["1.2.3", "1.2.3.dev4"])
def test_a_record_of_the_release_being_prepared_is_still_open(sandbox: Sandbox, heading: str) -> None:
    sandbox.release()
    sandbox.write("CHANGELOG.md", f"## {heading} (2026-02-10)\n")
    sandbox.edit(ACTORS, "xeb,state,Sample Republic", "xeb,state,Sample Union")
    assert sandbox.faults() == []

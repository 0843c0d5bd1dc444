"""The table and the page of balance: what counts where, in the example and in the published records."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord_build.compile import compile_project
from onrecord_build.derived.balance import rows
from onrecord_build.project import Project
from published import published, shuffled
from sandbox import REPOSITORY, STATEMENT, Sandbox, released

ONE_VALUED = ("on-behalf-of", "country", "region", "language", "verification", "month")


def balance(sandbox: Sandbox) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["dimension"], row["group"]): row for row in released(sandbox.build(), "balance")}


def test_what_the_statement_of_the_example_counts_towards(sandbox: Sandbox) -> None:
    assert [key for key, row in balance(sandbox).items() if row["n_statements"]] == [
        ("country", "xea"),
        ("language", "ru"),
        ("month", "2026-02"),
        ("on-behalf-of", "xea"),
        ("region", "western-europe"),
        ("source-kind", "news-report"),
        ("source-kind", "wire-report"),
        ("stance", "evt-0001-briefing/neutral"),
        ("stance", "xeb/against"),
        ("verification", "corroborated"),
    ]


def test_words_that_bind_a_body_count_for_its_state(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "on_behalf_of: xea\n", "on_behalf_of: ministry-of-example\n")
    assert balance(sandbox)["on-behalf-of", "xea"]["n_statements"] == 1


def test_words_that_bind_nobody_count_for_the_country_alone(sandbox: Sandbox) -> None:
    sandbox.edit(STATEMENT, "on_behalf_of: xea\n", "")
    counted = balance(sandbox)
    assert counted["on-behalf-of", "none"]["label"] == "none"
    assert counted["country", "xea"]["n_statements"] == 1


def test_who_was_searched_counts_by_country_and_region_only(sandbox: Sandbox) -> None:
    counted = balance(sandbox)
    assert [row["n_searched"] for (_, group), row in counted.items() if group in ("xeb", "caribbean")] == [1, 1]
    assert {row["n_searched"] for (dimension, _), row in counted.items() if dimension == "month"} == {None}


def test_the_page_shows_groups_and_searches(sandbox: Sandbox) -> None:
    page = (sandbox.build() / "balance.md").read_text("utf-8")
    assert "- On a primary source, or on two independent witnesses or more: 100%" in page
    assert "| Western Europe | 1 | 1 | 0 | 1 | 100% | 0 |" in page
    assert "| Sample Republic | 2026-02-10 |" in page


def test_a_sign_of_the_table_in_a_name_does_not_break_the_page(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/actors.csv", "xeb,state,Sample Republic,", "xeb,state,Sample | Republic,")
    assert "| Sample \\| Republic |" in (sandbox.build() / "balance.md").read_text("utf-8")


@pytest.mark.parametrize("dimension", ONE_VALUED)
def test_every_statement_counts_once_in_a_dimension(dimension: str) -> None:
    total = sum(row["n_statements"] for row in rows(published()) if row["dimension"] == dimension)
    assert total == len(published().rows("statements"))


def test_the_parts_are_no_more_than_the_whole() -> None:
    for row in rows(published()):
        assert row["n_primary"] + row["n_corroborated"] <= row["n_statements"]
        assert row["n_speakers"] <= row["n_statements"]


def test_support_is_that_of_the_statements() -> None:
    tables = compile_project(Project(REPOSITORY)).tables
    support = Counter(tables["statements"]["verification"].to_pylist())
    for row in tables["balance"].to_pylist():
        if row["dimension"] == "verification":
            assert row["n_statements"] == support[row["group"]]


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_of_the_records_does_not_matter(seed: int) -> None:
    assert sorted(map(_items, rows(shuffled(seed))), key=str) == sorted(map(_items, rows(published())), key=str)


def _items(row: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(row.items())

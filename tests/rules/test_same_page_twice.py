from __future__ import annotations

import pytest

from sandbox import Sandbox

SOURCES = "dataset/sources.csv"


@pytest.mark.parametrize(
    "address",
    [
        "http://times.example/minister",
        "https://www.times.example/minister/",
        "https://TIMES.example/minister#comments",
        "https://times.example/minister?utm_source=feed&amp=1",
        "https://times.example/minister/?fbclid=x#top",
    ],
)
def test_another_way_to_write_an_address(sandbox: Sandbox, address: str) -> None:
    line = sandbox.edit(SOURCES, "https://times.example/again", address)
    assert sandbox.fault() == (
        f"{SOURCES}:{line}: the page is that of 'src-0001-example-times', which has the address "
        "'https://times.example/minister'. Keep one of the two sources, and let evidence and lineage refer to it"
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://times.example/Minister",
        "https://times.example/minister?page=2",
        "https://times.example/minister#!/again",
        "https://m.times.example/minister",
        "https://agency.example/a?b=2&utm_source=feed",
    ],
)
def test_another_page(sandbox: Sandbox, address: str) -> None:
    sandbox.edit(SOURCES, "https://times.example/again", address)
    assert sandbox.codes() == []


def test_a_parameter_that_names_the_page(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "https://times.example/again", "http://agency.example/a?gclid=1&b=1")
    assert "src-0002-example-agency" in sandbox.fault()


def test_the_very_same_address_is_the_fault_of_another_rule(sandbox: Sandbox) -> None:
    sandbox.edit(SOURCES, "https://times.example/again", "https://times.example/minister")
    assert [code for *_, code in sandbox.codes()] == ["repeated-value"]

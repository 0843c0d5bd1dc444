from __future__ import annotations

import pytest

from sandbox import Sandbox

ACTORS = "dataset/actors.csv"


@pytest.mark.parametrize(
    "name",
    ["Example Agency", "agency, example", "EXAMPLE-AGENCY", "Éxample Agency", "“Example” Agency", "Example  Agency."],
)
def test_the_same_name_written_otherwise(sandbox: Sandbox, name: str) -> None:
    line = sandbox.edit(ACTORS, "EXT;The Example Times", f'"{name};The Example Times"')
    (fault,) = [f for f in sandbox.report() if f["code"] == "one-actor-one-record"]
    assert (fault["path"], fault["line"], fault["severity"]) == (ACTORS, line, "warning")
    assert fault["message"].endswith("is also a name of 'example-agency', of kind 'media-outlet' as well")


def test_a_name_in_another_script(sandbox: Sandbox) -> None:
    row = "maks-muster,person,M. Muster,МУСТЕР Макс,,xea,,,,Foreign minister.,\n"
    sandbox.edit(ACTORS, "max-muster,person,", f"{row}max-muster,person,")
    assert "'Макс Мустер' is also a name of 'maks-muster'" in str(sandbox.report())


@pytest.mark.parametrize("name", ["Max Muster", "Example Agencies", "EXTS"])
def test_another_name_or_another_kind(sandbox: Sandbox, name: str) -> None:
    sandbox.edit(ACTORS, "EXT;The Example Times", f"{name};The Example Times")
    assert sandbox.codes() == []


def test_different_people_with_one_name(sandbox: Sandbox) -> None:
    sandbox.edit(ACTORS, "EXT;The Example Times", "Example Agency;The Example Times")
    sandbox.write("dataset/waivers.csv", "rule,record,reason\none-actor-one-record,example-times,Two outlets.\n")
    assert sandbox.codes() == []

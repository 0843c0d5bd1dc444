"""A contested fact as a picture, and the matrix that it is drawn from."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.plotting import MARKS
from sandbox import STATEMENT, Sandbox

Use = Callable[[], None]
OWN_LAWS, DEMAND = "prp-0002-own-laws", "prp-0001-demand-binds"
POSITION = f"""\
  - proposition: {OWN_LAWS}
    position: asserts
    evidence: ev-0010-agency
"""


@pytest.fixture
def use(sandbox: Sandbox, install: Callable[[Path], None]) -> Callable[[], None]:
    """Builds a release of the sandbox and installs it."""
    return lambda: install(sandbox.build())


def test_the_matrix(sandbox: Sandbox, use: Use) -> None:
    more = f"  - proposition: {DEMAND}\n    position: denies\n    evidence: ev-0011-times\n"
    sandbox.edit(STATEMENT, POSITION, POSITION + more)
    use()
    matrix = onrecord.load("position_matrix")
    columns = ["proposition", "actor", "said", "position", "on_behalf_of", "n_statements", "statements"]
    statement = ["st-0001-we-will-not"]
    assert matrix[columns].values.tolist() == [
        [DEMAND, "max-muster", "2026-02-03", "denies", "xea", 1, statement],
        [OWN_LAWS, "max-muster", "2026-02-03", "asserts", "xea", 1, statement],
    ]


@pytest.mark.parametrize("proposition", [OWN_LAWS, DEMAND])
def test_one_call_draws_both_sides(sandbox: Sandbox, use: Use, tmp_path: Path, proposition: str) -> None:
    use()
    chart = onrecord.plot(proposition)
    (data,) = chart.to_dict()["datasets"].values()
    assert [(row["name"], row["position"]) for row in data] == [("Max Muster", "asserts")]
    chart.save(tmp_path / "fact.svg")
    assert "Max Muster" in (tmp_path / "fact.svg").read_text(encoding="utf-8")


def test_every_position_has_a_mark_of_its_own(sandbox: Sandbox, use: Use) -> None:
    use()
    assert list(onrecord.load("position_matrix")["position"].cat.categories) == list(MARKS)
    assert len(set(MARKS.values())) == len(MARKS)


def test_a_proposition_that_is_none(sandbox: Sandbox, use: Use) -> None:
    use()
    with pytest.raises(onrecord.OnRecordError, match=r'Did you mean onrecord.plot\("prp-0002-own-laws"\)'):
        onrecord.plot("prp-own-laws")
    with pytest.raises(onrecord.OnRecordError, match=r'onrecord.load\("propositions"\)'):
        onrecord.plot("zzz")


def test_without_altair(sandbox: Sandbox, use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    use()
    imported = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "altair":
            raise ModuleNotFoundError("No module named 'altair'", name="altair")
        return imported(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(onrecord.OnRecordError, match=r"pip install 'onrecord\[plot\]'"):
        onrecord.plot(OWN_LAWS)

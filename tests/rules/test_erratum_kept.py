from __future__ import annotations

import pytest

from sandbox import Sandbox

ACTORS, ERRATA, RELEASED = "dataset/actors.csv", "dataset/errata.csv", "dataset/released.csv"
ROW = "xeb,name,,Sample Republic,The page says so.,2026-01-12,1.2.3\n"


@pytest.fixture
def history(sandbox: Sandbox) -> Sandbox:
    """A sandbox with an erratum that was released."""
    sandbox.write(ERRATA, sandbox.read(ERRATA) + ROW)
    sandbox.release()
    assert sandbox.faults() == []
    return sandbox


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("name,,", "name,Sample State,", "was"),
        ("Sample Republic", "Sample Union", "became"),
        ("Sample Republic", "", "became"),
        ("says so", "said so", "reason"),
        ("2026-01-12", "2026-01-13", "corrected"),
    ],
)
def test_a_released_erratum_that_changed(history: Sandbox, old: str, new: str, field: str) -> None:
    line = history.edit(ERRATA, old, new)
    assert history.fault().startswith(
        f"{ERRATA}:{line}: this erratum was released in 1.2.3 with another {field}. Put it back"
    )


@pytest.mark.parametrize(("old", "new"), [(ROW, ""), (",name,", ",kind,"), ("1.2.3", "1.2.2")])
def test_a_released_erratum_that_is_gone(history: Sandbox, old: str, new: str) -> None:
    history.edit(ERRATA, old, new)
    line = history.read(RELEASED).split("xeb/name/1.2.3,")[0].count("\n") + 1
    assert history.fault().startswith(
        f"{RELEASED}:{line}: the erratum 'xeb/name/1.2.3' was released in 1.2.3, and is gone"
    )


def test_what_an_erratum_got_wrong_the_next_one_puts_right(history: Sandbox) -> None:
    history.edit(ACTORS, "xeb,state,Sample Republic", "xeb,state,Sample Union")
    history.write(ERRATA, history.read(ERRATA) + "xeb,name,Sample Republic,Sample Union,It says so.,2026-02-12,1.3.0\n")
    assert history.faults() == []


def test_errata_that_cannot_be_read_are_not_gone(history: Sandbox) -> None:
    history.path(ERRATA).unlink()
    assert history.codes() == [(ERRATA, 1, "unreadable-file")]

from __future__ import annotations

from sandbox import Sandbox

PROPOSITIONS = "dataset/propositions.csv"


def test_its_own_reciprocal(sandbox: Sandbox) -> None:
    line = sandbox.edit(PROPOSITIONS, "for itself.,prp-0001-demand-binds", "for itself.,prp-0002-own-laws")
    assert sandbox.fault().startswith(f"{PROPOSITIONS}:{line}: a proposition is not its own reciprocal")


def test_a_pair_of_three(sandbox: Sandbox) -> None:
    text = sandbox.read(PROPOSITIONS)
    sandbox.write(PROPOSITIONS, f"{text}prp-0003-third,Another sentence.,prp-0001-demand-binds,elections,,\n")
    message = "'prp-0001-demand-binds' is the reciprocal of 'prp-0002-own-laws', not of this one"
    assert sandbox.fault().startswith(f"{PROPOSITIONS}:4: {message}")


def test_forty_are_the_most(sandbox: Sandbox) -> None:
    text = sandbox.read(PROPOSITIONS)
    for n in range(3, 43):
        text += f"prp-{n:04}-more,Sentence {n}.,prp-{n + 1 if n % 2 else n - 1:04}-more,elections,,\n"
    sandbox.write(PROPOSITIONS, text)
    faults = sandbox.faults()
    assert [fault.split(" is the most")[0] for fault in faults] == [
        f"{PROPOSITIONS}:42: this is proposition number 41, and 40",
        f"{PROPOSITIONS}:43: this is proposition number 42, and 40",
    ]

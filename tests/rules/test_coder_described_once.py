from __future__ import annotations

import pytest

from sandbox import Sandbox

CODINGS = "dataset/codings.csv"
HEADER = "sample,statement,coder,field,value,coder_kind,material,coded\n"


def row(field: str, described: str, coder: str = "coder-1", sample: str = "first") -> str:
    return f"{sample},st-0001-we-will-not,{coder},{field},,{described}\n"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("model,sources-only,2026-02-10", "coder_kind of coder-1 is 'model', and 'human' in the row of 'mode'"),
        ("human,record-at-hand,2026-02-10", "material of coder-1 is 'record-at-hand'"),
        ("human,sources-only,2026-02-11", "coded of coder-1 is '2026-02-11'"),
    ],
)
def test_one_coder_two_ways(sandbox: Sandbox, other: str, words: str) -> None:
    rows = [row("mode", "human,sources-only,2026-02-10"), *(row(field, other) for field in ("stance", "topic"))]
    sandbox.write(CODINGS, HEADER + "".join(rows))
    fault = sandbox.fault()
    assert fault.startswith(f"{CODINGS}:3: {words}")


def test_other_coders_and_other_samples(sandbox: Sandbox) -> None:
    rows = [
        row("mode", "human,sources-only,2026-02-10"),
        row("mode", "model,sources-only,2026-02-11", "coder-2"),
        row("mode", "human,record-at-hand,2026-03-01", sample="second"),
    ]
    sandbox.write(CODINGS, HEADER + "".join(rows))
    assert sandbox.codes() == []

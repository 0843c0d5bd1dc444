from __future__ import annotations

from sandbox import Sandbox

CODINGS = "dataset/codings.csv"
HEADER = "sample,statement,coder,field,value,coder_kind,material,coded\n"
STATEMENT = "st-0001-we-will-not"


def row(coder: str, field: str, value: str = "", sample: str = "first") -> str:
    return f"{sample},{STATEMENT},{coder},{field},{value},human,sources-only,2026-02-10\n"


def test_every_missing_field_is_named_once(sandbox: Sandbox) -> None:
    rows = [row("coder-1", "mode"), row("coder-1", "stance"), row("coder-1", "topic"), row("coder-2", "stance")]
    sandbox.write(CODINGS, HEADER + "".join(rows))
    fault = sandbox.fault()
    assert fault.startswith(f"{CODINGS}:5: coder-2 has no coding of mode, topic for '{STATEMENT}'")


def test_samples_and_empty_values_stand_for_themselves(sandbox: Sandbox) -> None:
    rows = [row("coder-1", "mode"), row("coder-2", "mode", "joint"), row("coder-1", "topic", sample="second")]
    sandbox.write(CODINGS, HEADER + "".join(rows))
    assert sandbox.codes() == []


def test_a_row_that_cannot_be_read_may_be_the_missing_one(sandbox: Sandbox) -> None:
    rows = [row("coder-1", "mode"), row("coder-1", "stance"), row("coder-2", "mode")]
    sandbox.write(CODINGS, HEADER + "".join(rows) + "first,st-0001-we-will-not,coder-2\n")
    assert {code for *_, code in sandbox.codes()} == {"cell-count"}

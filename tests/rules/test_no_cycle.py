from __future__ import annotations

from sandbox import Sandbox


def test_sources_that_draw_on_each_other(sandbox: Sandbox) -> None:
    text = sandbox.read("dataset/source_lineage.csv")
    row = "src-0002-example-agency,src-0003-example-times,cites,\n"
    sandbox.write("dataset/source_lineage.csv", text.replace("src-0003", row + "src-0003", 1))
    sandbox.edit("dataset/sources.csv", "again,2026-02-04", "again,2026-02-03")
    faults = sandbox.faults()
    assert [f.split(":")[1] for f in faults] == ["2", "3"]
    assert all("comes from itself" in fault for fault in faults)


def test_an_actor_that_is_its_own_parent(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/actors.csv", "xea,xea,,,Foreign ministry", "xea,ministry-of-example,,,Foreign ministry")
    assert "'ministry-of-example' comes from itself" in sandbox.fault()


def test_two_ways_to_one_origin_are_no_circle(sandbox: Sandbox) -> None:
    text = sandbox.read("dataset/source_lineage.csv")
    head, row, _ = text.split("\n")
    first = "src-0001-example-times,src-0002-example-agency,cites,"
    second = "src-0003-example-times,src-0001-example-times,cites,"
    sandbox.write("dataset/source_lineage.csv", "\n".join([head, first, second, row, ""]))
    assert sandbox.faults() == []

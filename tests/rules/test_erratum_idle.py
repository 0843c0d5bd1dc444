from __future__ import annotations

import pytest

from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox

ACTORS, ERRATA = "dataset/actors.csv", "dataset/errata.csv"
LONG = "The page says so.,2026-02-12,1.3.0"
UNION = f"xeb,name,Sample Republic,Sample Union,{LONG}"
TARGET = "target_event: evt-0001-briefing, role: evaluated, stance: neutral"


@pytest.fixture
def corrected(sandbox: Sandbox) -> Sandbox:
    """A sandbox in which a name was corrected after a release."""
    sandbox.release()
    sandbox.edit(ACTORS, "xeb,state,Sample Republic", "xeb,state,Sample Union")
    return sandbox


def say(sandbox: Sandbox, row: str) -> None:
    sandbox.write(ERRATA, f"{sandbox.read(ERRATA)}{row}\n")


def test_a_correction_that_was_made(corrected: Sandbox) -> None:
    say(corrected, UNION)
    assert corrected.faults() == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (UNION.replace("xeb", "xebb"), "no release held 'xebb'. Did you mean xeb?"),
        (UNION.replace("name", "nam"), "'nam' is no field of actors that is corrected with an erratum. Did you mean name?"),
        (UNION.replace("name", "gloss"), "'gloss' is no field of actors that is corrected with an erratum. The fields are kind, name,"),
        (UNION.replace("name", "actor_id"), "'actor_id' is no field of actors"),
        (UNION.replace("Sample Republic", "Simple Republic"), "was is 'Simple Republic', and that is not what 1.2.3 held. Copy the value"),
        (UNION.replace("Sample Republic", ""), "was is empty, and that is not what 1.2.3 held"),
        (UNION.replace("Union", "Onion"), "became is 'Sample Onion', and name of 'xeb' is `Sample Union`. Did you mean Sample Union?"),
        (UNION.replace("Sample Union", ""), "became is empty, and name of 'xeb' is `Sample Union`. Did you mean Sample Union?"),
        (UNION.replace("1.3.0", "1.10.0"), "fixed_in is '1.10.0', and the release being prepared is 1.3.0. Did you mean 1.3.0?"),
        (f"xea,name,Example Stat,Example State,{LONG}", "name of 'xea' is what 1.2.3 held. Take the row out"),
        (f"xea,country,,,{LONG}", "country of 'xea' is what 1.2.3 held. Take the row out"),
    ],
)  # fmt: skip
def test_an_erratum_that_is_wrong(corrected: Sandbox, row: str, what: str) -> None:
    say(corrected, row)
    (found,) = [fault for fault in corrected.faults() if fault.startswith(ERRATA)]
    assert found.startswith(f"{ERRATA}:2: {what}")
    assert (ERRATA, 2, "erratum-idle") in corrected.codes()


def test_a_value_that_was_added(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(ACTORS, "Sample Republic,,,,,,caribbean,Another", "Sample Republic,Республика,,,,,caribbean,Another")
    say(sandbox, f"xeb,name_native,,Республика,{LONG}")
    assert sandbox.faults() == []
    sandbox.edit(ERRATA, "name_native,,", "name_native,Republik,")
    assert "was is 'Republik', and that is not what 1.2.3 held. Leave was empty: 1.2.3 held no value" in sandbox.fault()


@pytest.mark.parametrize(
    ("path", "old", "new", "row"),
    [
        (RELATIONSHIP, "amount: 12.5", "amount: 13.0", "rel-0001-treaty,amount,12.50,13,"),
        (RELATIONSHIP, "instrument: Treaty of Example City\n", "", "rel-0001-treaty,instrument,Treaty of  Example City,,"),
        (EVENT, "contested: false", "contested: true", "evt-0001-briefing,contested,false,true,"),
        (STATEMENT, "topics: [diplomacy-mediation, sovereignty-territory]", "topics: [elections, diplomacy-mediation]", "st-0001-we-will-not,topics,diplomacy-mediation;sovereignty-territory,elections; diplomacy-mediation,"),
        (STATEMENT, "    stance: against", "    stance: neutral", f'st-0001-we-will-not,targets,"target_actor: xeb, role: evaluated, stance: against; {TARGET}","target_actor: xeb, role: evaluated, stance: neutral; {TARGET}",'),
        (EVENT, "  - actor: xea\n    role: organiser\n", "", 'evt-0001-briefing,participants,"actor: max-muster, role: speaker; actor: xea, role: organiser","actor: max-muster, role: speaker",'),
        ("dataset/source_lineage.csv", "excerpts", "translates", "src-0003-example-times/src-0002-example-agency,relation,excerpts,translates,"),
    ],
)  # fmt: skip
def test_how_an_erratum_writes_values(sandbox: Sandbox, path: str, old: str, new: str, row: str) -> None:
    sandbox.release()
    sandbox.edit(path, old, new)
    say(sandbox, f"{row}{LONG}")
    assert [code for _, _, code in sandbox.codes() if code.startswith("erratum")] == []


def test_what_it_became_is_put_right(corrected: Sandbox) -> None:
    say(corrected, UNION.replace("Union", "Onion"))
    assert corrected.run("fix")[1] == f"{ERRATA}: mended erratum-idle\n"
    assert corrected.read(ERRATA).endswith(f"{UNION}\n")
    assert corrected.faults() == []


def test_what_was_taken_out_became_nothing(sandbox: Sandbox) -> None:
    sandbox.release()
    sandbox.edit(RELATIONSHIP, "instrument: Treaty of Example City\n", "")
    say(sandbox, f"rel-0001-treaty,instrument,Treaty of Example City,Treaty,{LONG}")
    assert "became is 'Treaty', and instrument of 'rel-0001-treaty' is empty" in sandbox.fault()
    assert sandbox.run("fix")[0] == 0
    assert sandbox.faults() == []


def test_earlier_errata_are_history(sandbox: Sandbox) -> None:
    sandbox.release()
    say(sandbox, "xeb,name,What it once was,What it then became,The page says so.,2026-01-12,1.2.3")
    assert sandbox.faults() == []
    sandbox.edit(ERRATA, "xeb,name", "xeb,nam")
    assert "'nam' is no field of actors" in sandbox.fault()


def test_an_erratum_of_a_record_that_was_retired(sandbox: Sandbox) -> None:
    sandbox.release()
    say(sandbox, "xeb,name,Sample,Sample Republic,The page says so.,2026-01-12,1.2.3")
    say(sandbox, "xec,name,Third,Third State,The page says so.,2026-01-12,1.2.3")
    assert "no release held 'xec'" in sandbox.fault()
    sandbox.write(
        "dataset/retired_ids.csv", "id,replaced_by,reason,version\nxec,xeb,One state under two names.,1.2.3\n"
    )
    assert sandbox.faults() == []


def test_a_value_with_a_fault_of_its_own_is_left_to_that(corrected: Sandbox) -> None:
    corrected.edit(STATEMENT, "mode: own-voice", "mode: loud")
    say(corrected, f"st-0001-we-will-not,mode,own-voice,loud,{LONG}")
    say(corrected, UNION)
    assert {code for _, _, code in corrected.codes()} == {"unknown-code"}


def test_a_row_that_is_not_filled_in(corrected: Sandbox) -> None:
    say(corrected, "xeb,name,,Sample Union,,,1.3.0")
    assert corrected.codes() == [
        (ERRATA, 2, "erratum-idle"),
        (ERRATA, 2, "missing-value"),
        (ERRATA, 2, "missing-value"),
    ]

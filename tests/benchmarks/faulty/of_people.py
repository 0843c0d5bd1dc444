"""What breaks the rules about actors and tenures."""

from __future__ import annotations

import numpy as np
import polars as pl

from faulty.twin import Rows, Twin, breaks, twos

PERSON = pl.col("kind") == "person"
Elsewhere = list[tuple[str, str, int]]


@breaks("country-is-state", "actors", PERSON)
def country_is_a_body(twin: Twin, rows: Rows) -> str:
    twin.set("actors", "country", rows, "ministry-of-example-1")
    return "country"


@breaks("region-of-state", "actors", PERSON)
def person_in_a_region(twin: Twin, rows: Rows) -> str:
    twin.set("actors", "region", rows, "caribbean")
    return "region"


@breaks("no-cycle", "actors", PERSON)
def own_parent(twin: Twin, rows: Rows) -> str:
    twin.set("actors", "parent", rows, twin.values("actors", "actor_id", rows))
    return "parent"


@breaks("one-actor-one-record", "actors", PERSON, pairs=True)
def same_name(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    twin.set(
        "actors", "name", second, [name.upper().replace(" ", ", ") for name in twin.values("actors", "name", first)]
    )
    return [("actors", "name", int(row)) for row in second]


@breaks("evidence-supports", "actors", PERSON)
def nothing_supports(twin: Twin, rows: Rows) -> Elsewhere:
    _context(twin, "actor", rows)
    return [("actors", "", int(row)) for row in rows]


@breaks("value-uncovered", "actors", PERSON)
def nothing_shows_the_country(twin: Twin, rows: Rows) -> str:
    _context(twin, "actor", rows)
    return "country"


def _context(twin: Twin, column: str, rows: Rows) -> None:
    evidence = np.concatenate([*twin.naming("evidence", column, rows), np.array([], np.int64)]).astype(np.int64)
    twin.set("evidence", "support", evidence, "context")


@breaks("neutral-words", "actors", PERSON)
def loaded_gloss(twin: Twin, rows: Rows) -> str:
    twin.set("actors", "gloss", rows, "A dictator of Example State.")
    return "gloss"


@breaks("straight-quotes", "actors", PERSON)
def straight_gloss(twin: Twin, rows: Rows) -> str:
    twin.set("actors", "gloss", rows, 'A "minister" of Example State.')
    return "gloss"


@breaks("contested-both-sides", "tenures", ~pl.col("contested"))
def contested_by_nobody(twin: Twin, rows: Rows) -> str:
    twin.set("tenures", "contested", rows, True)
    return "contested"


@breaks("ends-after-start", "tenures", pl.col("start").is_not_null())
def ended_before(twin: Twin, rows: Rows) -> str:
    twin.set("tenures", "end", rows, "2015-02")
    twin.set("tenures", "status", rows, "ended")
    return "end"


@breaks("holder-is-person", "tenures")
def held_by_a_state(twin: Twin, rows: Rows) -> str:
    twin.set("tenures", "holder", rows, "xaa")
    return "holder"


@breaks("status-fits-end", "tenures", pl.col("end_latest").is_not_null())
def ended_and_current(twin: Twin, rows: Rows) -> str:
    twin.set("tenures", "status", rows, "current")
    return "status"


@breaks("rival-tenures", "tenures", ~pl.col("contested"), pairs=True)
def two_presidents(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    same = {"office": "president", "start": "2024-01-05", "end": "2027-01-05", "status": "ended", "capacity": "acting"}
    for column, value in same.items():
        twin.set("tenures", column, rows, value)
    names = [f"president of commission {row}" for row in first]
    for half in (first, second):
        twin.set("tenures", "office", half, names)
    twin.set("tenures", "organisation", second, twin.values("tenures", "organisation", first))
    return [("tenures", "holder", int(row)) for row in second]


@breaks("tenure-twice", "tenures", pairs=True)
def same_tenure(twin: Twin, rows: Rows) -> Elsewhere:
    first, second = twos(rows)
    for column in ("holder", "office", "organisation", "capacity", "start", "end", "status"):
        twin.set("tenures", column, second, twin.values("tenures", column, first))
    return [("tenures", "holder", int(row)) for row in second]


@breaks("tenure-covers", "tenures")
def too_early_for_statements(twin: Twin, rows: Rows) -> Elsewhere:
    for column, value in (("start", "2019"), ("end", "2025-02"), ("status", "ended")):
        twin.set("tenures", column, rows, value)
    statements = [int(row) for found in twin.naming("statements", "tenure", rows) for row in found]
    return [("statements", "tenure", row) for row in statements]


@breaks("neutral-words", "tenures")
def loaded_office(twin: Twin, rows: Rows) -> str:
    twin.set("tenures", "office", rows, [f"puppet minister {row}" for row in rows])
    return "office"


@breaks("straight-quotes", "tenures")
def straight_office(twin: Twin, rows: Rows) -> str:
    twin.set("tenures", "office", rows, [f'"minister" {row}' for row in rows])
    return "office"

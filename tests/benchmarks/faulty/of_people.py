"""What breaks the rules about actors and tenures."""

from __future__ import annotations

import polars as pl

from faulty.twin import ROW, Places, Rows, Twin, breaks, places, puts, same, twos

PERSON = pl.col("kind") == "person"


puts("country-is-state", "actors", PERSON, country="ministry-of-example-1")
puts("region-of-state", "actors", PERSON, region="caribbean")
puts("no-cycle", "actors", PERSON, parent=pl.col("actor_id"))
TURNED = pl.col("name").str.to_uppercase().str.replace_all(" ", ", ", literal=True)
puts("one-actor-one-record", "actors", PERSON, pairs=True, name=TURNED)


@breaks("evidence-supports", "actors", PERSON)
def nothing_supports(twin: Twin, rows: Rows) -> Places:
    return places("actors", "", _without_support(twin, rows))


@breaks("value-uncovered", "actors", PERSON)
def nothing_shows_the_country(twin: Twin, rows: Rows) -> Places:
    return places("actors", "country", _without_support(twin, rows))


def _without_support(twin: Twin, rows: Rows) -> Rows:
    actors, evidence = twin.all_naming("evidence", "actor", rows)
    twin.set("evidence", "support", evidence, "context")
    return actors


puts("neutral-words", "actors", PERSON, gloss="A dictator of Example State.")
puts("straight-quotes", "actors", PERSON, gloss='A "minister" of Example State.')
puts("contested-both-sides", "tenures", ~pl.col("contested"), contested=True)
puts("ends-after-start", "tenures", pl.col("start").is_not_null(), end="2015-02", status="ended")
puts("holder-is-person", "tenures", holder="xaa")
puts("status-fits-end", "tenures", pl.col("end_latest").is_not_null(), status="current")


@breaks("rival-tenures", "tenures", ~pl.col("contested"), pairs=True)
def two_presidents(twin: Twin, rows: Rows) -> Places:
    first, second = twos(rows)
    same = {"office": "president", "start": "2024-01-05", "end": "2027-01-05", "status": "ended", "capacity": "acting"}
    for column, value in same.items():
        twin.set("tenures", column, rows, value)
    names = [f"president of commission {row}" for row in first]
    for half in (first, second):
        twin.set("tenures", "office", half, names)
    twin.set("tenures", "organisation", second, twin.values("tenures", "organisation", first))
    return places("tenures", "holder", second)


DETAILS = same("holder", "office", "organisation", "capacity", "start", "end", "status")
puts("tenure-twice", "tenures", pairs=True, **DETAILS)


@breaks("tenure-covers", "tenures")
def too_early_for_statements(twin: Twin, rows: Rows) -> Places:
    for column, value in (("start", "2019"), ("end", "2025-02"), ("status", "ended")):
        twin.set("tenures", column, rows, value)
    statements = [int(row) for found in twin.naming("statements", "tenure", rows) for row in found]
    return [("statements", "tenure", row) for row in statements]


puts("neutral-words", "tenures", office=pl.format("puppet minister {}", ROW))
puts("straight-quotes", "tenures", office=pl.format('"minister" {}', ROW))

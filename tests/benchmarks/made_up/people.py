"""Actors, and the offices that persons hold."""

from __future__ import annotations

import numpy as np
import polars as pl

from made_up.chance import Numbers, numbered, where
from made_up.dates import written
from made_up.passages import count_of
from made_up.sizes import STATES, Sizes

KINDS = ("state", "government-body", "media-outlet", "unnamed", "person")
REGIONS = ("northern-europe", "western-africa", "south-america", "eastern-asia", "caribbean", "polynesia")
NAMES = ("Example State ", "Ministry of Example State ", "Example Times ", "Official of the ministry ", "Speaker ")
NATIVE = ("Sprecher der Länder ", "Оратор ", "发言人", "Portavoz de la nación ", "Député général ")
STARTS = ("2021-05-04", "2024", "2023-11", "2025-01-20?", "2019/2022", None)
ENDS = ("2026-12", "2027-01-05", "2026-09-01/..", "2028")
CONTESTED = 30  # one tenure of so many


def actors(sizes: Sizes, rows: Numbers) -> pl.DataFrame:
    """Rows of actors: states, a body of each, publishers, speakers without a name, persons."""
    chance = sizes.chance
    bounds = np.cumsum([STATES, STATES, sizes.outlets, sizes.unnamed, sizes.persons])
    kind = np.searchsorted(bounds, rows, side="right")
    number = rows - np.concatenate([[0], bounds])[kind]
    makers = (sizes.state, sizes.body, sizes.outlet, sizes.nobody, sizes.person)
    ids, names = pl.Series([""]).new_from_index(0, len(rows)), numbered("", number)
    for n, make in enumerate(makers):
        of_kind = pl.Series("k", kind == n)
        ids = make(number).zip_with(of_kind, ids)
        names = numbered(NAMES[n], number).zip_with(of_kind, names)
    person = kind == 4
    countries = sizes.state(np.where(person, sizes.country(number), chance.below("seat", STATES, rows)))
    native = pl.select(pl.concat_str(chance.pick("native", NATIVE, rows).alias("a"), numbered("", number)))["a"]
    aliases = pl.select(
        pl.when(pl.Series("p", person & chance.happens("alias", 0.3, rows)))
        .then(pl.concat_list(numbered("S. ", number), numbered("Señor Nº ", number, " (S.)")))
        .otherwise(pl.lit([], dtype=pl.List(pl.String))).alias("aliases")
    )  # fmt: skip
    columns = [
        ids.alias("actor_id"),
        pl.Series(KINDS).gather(kind).alias("kind"),
        names.alias("name"),
        where(person & chance.happens("native", 0.4, rows), native).alias("name_native"),
        aliases["aliases"],
        where(kind > 0, sizes.body(number).zip_with(pl.Series(kind < 0), countries)).alias("country"),
        where(person & chance.happens("parent", 0.05, rows), sizes.body(number)).alias("parent"),
        where(chance.happens("wikidata", 0.3, rows), numbered("Q", 1000 + rows)).alias("wikidata"),
        where(kind == 0, chance.pick("region", REGIONS, rows)).alias("region"),
        pl.Series("gloss", ["An actor that was made up for a measurement."]).new_from_index(0, len(rows)),
        where(
            chance.happens("note of actor", 0.05, rows), numbered("Spelt differently on page ", rows % 30, ".")
        ).alias("note"),
    ]
    return pl.DataFrame(columns)


def contested(rows: Numbers) -> Numbers:
    """Which tenures are contested."""
    contested: Numbers = rows % CONTESTED == 7
    return contested


def tenures(sizes: Sizes, rows: Numbers) -> pl.DataFrame:
    """Rows of tenures, one of each person."""
    chance = sizes.chance
    ends = chance.happens("ended", 0.1, rows)
    office = pl.concat_str(
        chance.pick("office", ["minister", "member", "president", "ambassador"], rows), pl.lit(" for matter "),
        numbered("", rows),
    )  # fmt: skip
    columns = [
        sizes.tenure(rows).alias("tenure_id"),
        sizes.person(rows).alias("holder"),
        pl.select(office.alias("office"))["office"],
        sizes.body(sizes.country(rows)).alias("organisation"),
        chance.pick("capacity", ["substantive"] * 8 + ["acting", "interim"], rows).alias("capacity"),
        *written("start", chance.pick("start", STARTS, rows)),
        *written("end", where(ends, chance.pick("end", ENDS, rows))),
        pl.Series("status", np.select([ends, chance.happens("unknown", 0.1, rows)], ["ended", "unknown"], "current")),
        pl.Series("contested", contested(rows)),
        where(chance.happens("note of tenure", 0.05, rows), numbered("Another title on page ", rows % 30, ".")).alias(
            "note"
        ),
        *count_of((sizes.of_tenures + rows) * 7 % sizes.pages, sizes),
    ]
    return pl.DataFrame(columns)

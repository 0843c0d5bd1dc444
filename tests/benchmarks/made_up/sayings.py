"""Statements, with all that belongs to them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from made_up import pages
from made_up.chance import Numbers, numbered, where
from made_up.dates import dated, usual
from made_up.few import TOPICS
from made_up.passages import passages
from made_up.sizes import EARLIEST, PASSAGES, PROPOSITIONS, STATES, STRIDE, Sizes
from made_up.texts import text

OWN, SPOKESPERSON, INSTITUTION, ACCOUNT, UNNAMED = range(5)
MODES = ("own-voice", "spokesperson", "institutional-text", "social-account", "unnamed")
USUAL_MODES = np.array([OWN] * 11 + [SPOKESPERSON] * 4 + [INSTITUTION] * 2 + [ACCOUNT] * 2 + [UNNAMED])
ACTS = [
    "declare",
    "refuse",
    "demand",
    "condemn",
    "endorse",
    "allege",
    "deny",
    "justify",
    "inform",
    "threaten",
    "appeal",
    "sympathize",
]
VENUES = ("press-briefing", "interview", "address", "legislature", "written-statement", "social-media")
STANCES = ("favor", "against", "mixed", "neutral", "unclear")
OF_EVENTS = ("custody-neutral", "military-action", "law-enforcement", "other-event")
OF_ACTORS = ("office-affirming", "office-neutral", "office-denying", "criminalising")
LISTS = [TOPICS[n : n + 1 + n % 3] for n in range(len(TOPICS) - 2)] + [(TOPICS[n], TOPICS[n - 4]) for n in range(9)]
QUOTED = ("verbatim", "partial", "source-translation", "own-translation")


class Lead(NamedTuple):
    """What the passages of statements have in common, by statement."""

    page: Numbers  # of each place for a passage
    passages: Numbers  # how many there are
    language: Numbers  # in which the words were said, or -1
    quoted: Numbers  # whether any passage quotes them


def leading(sizes: Sizes, rows: Numbers) -> Lead:
    """How many passages statements have, and where those stand."""
    chance = sizes.chance
    step = 1 + chance.below("step", 3, rows)
    page = (rows * STRIDE)[:, None] + step[:, None] * np.arange(PASSAGES)
    page %= sizes.pages
    known = ~chance.happens("language not known", 0.05, rows)
    language = np.where(known, pages.language(sizes, page[:, 0]), -1)
    return Lead(page, 1 + chance.below("passages", PASSAGES, rows), language, ~chance.happens("reported", 0.15, rows))


def batch(sizes: Sizes, rows: Numbers) -> dict[str, pl.DataFrame]:
    """The rows of all tables that belong to those statements."""
    lead = leading(sizes, rows)
    evidence = _evidence(sizes, rows, lead)
    statements = _statements(sizes, rows, lead, evidence)
    tables = {
        "statements": statements,
        "statement_targets": _targets(sizes, rows, statements),
        "statement_positions": _positions(sizes, rows, statements),
        "designations": _designations(sizes, rows, statements),
    }
    tables["statements"] = statements.drop("first")
    tables["evidence"] = evidence.drop("first", "page", "row")
    return tables


def _evidence(sizes: Sizes, rows: Numbers, lead: Lead) -> pl.DataFrame:
    chance = sizes.chance
    at = np.repeat(np.arange(len(rows)), lead.passages)
    place = np.concatenate([np.arange(n) for n in range(PASSAGES + 1)])[_starts(lead.passages)]
    number, page = rows[at] * PASSAGES + place, lead.page[at, place]
    there, said = pages.language(sizes, page), lead.language[at]
    own = (place > 0) & (there == said) & (said != 0) & chance.happens("own translation", 0.08, number)
    reported = ~lead.quoted[at] | ((place > 0) & chance.happens("reported too", 0.1, number))
    partial = chance.happens("partial", 0.2, number)
    rendition = np.select(
        [reported, own, there != said, partial],
        ["indirect-speech", "own-translation", "source-translation", "partial"],
        "verbatim",
    )
    support = np.select(
        [(place > 0) & chance.happens(what, share, number) for what, share in (("context", 0.06), ("against", 0.03), ("denied", 0.01))],
        ["context", "contradicts", "denies-attribution"],
        "supports",
    )  # fmt: skip
    lang = pl.Series(["en"]).new_from_index(0, len(at)).zip_with(pl.Series(own & ~reported), pages.tag(sizes, page))
    narrowed = (place == 1) & chance.happens("shows", 0.1, number)
    shows = pl.Series([["said", "venue"] if n else [] for n in narrowed.tolist()], dtype=pl.List(pl.String))
    record = ("statement", sizes.statement(rows[at]))
    frame = passages(sizes, number, record, page, pl.Series(support), pl.Series(rendition), lang, shows)
    return frame.with_columns(page=pl.Series(page), row=pl.Series(at))


def _starts(counts: Numbers) -> Numbers:
    """For each statement the places in a table that holds 0, then 0 1, then 0 1 2 and so on."""
    before = counts * (counts - 1) // 2
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    starts: Numbers = np.repeat(before, counts) + within
    return starts


def _statements(sizes: Sizes, rows: Numbers, lead: Lead, evidence: pl.DataFrame) -> pl.DataFrame:
    chance = sizes.chance
    mode = USUAL_MODES[chance.below("mode", len(USUAL_MODES), rows)]
    number = rows * STRIDE % sizes.persons
    person, state = sizes.person(number), sizes.country(number)
    body, nobody = sizes.body(state), sizes.nobody(chance.below("nobody", sizes.unnamed, rows))
    oneself = np.isin(mode, (OWN, ACCOUNT))
    speaker = body.zip_with(pl.Series(mode == INSTITUTION), nobody.zip_with(pl.Series(mode == UNNAMED), person))
    principal = person.zip_with(pl.Series(oneself), body)
    published = np.where(np.arange(PASSAGES) < lead.passages[:, None], sizes.published(lead.page), 10_000)
    day = published.min(axis=1) - chance.below("before", 6, rows)
    occasion = sizes.on(day, rows)
    occasion[~chance.happens("occasion", 0.3, rows)] = -1
    about = sizes.on(EARLIEST + chance.below("about", day - EARLIEST + 1, rows), rows)
    about[~chance.happens("about", 0.4, rows)] = -1
    anonymous = chance.pick("anonymous", ["background", "anonymous"], rows)
    attribution = anonymous.zip_with(
        pl.Series(mode == UNNAMED), chance.pick("attribution", ["on-record"] * 9 + ["reported-by-third-party"], rows)
    )
    tag = pages.tag(sizes, lead.page[:, 0])
    first = evidence.filter(
        evidence["evidence_id"].is_first_distinct() & (pl.col("row") != pl.col("row").shift(1)).fill_null(True)
    )
    short = text(chance, "summary", np.zeros(len(rows), int), rows, 3, 5)
    quoting = pl.Series(chance.happens("quoting", 0.05, rows)) & first["exact"].is_not_null()
    summary = pl.concat_str(
        pl.lit("He says: "),
        short["text"],
        pl.when(quoting)
        .then(pl.concat_str(pl.lit(", in the words “"), first["first"], pl.lit("”")))
        .otherwise(pl.lit("")),
        pl.lit("."),
    )
    columns = [
        sizes.statement(rows).alias("statement_id"),
        speaker.alias("speaker"),
        principal.alias("principal"),
        where(~oneself | chance.happens("bound", 0.7, rows), sizes.state(state)).alias("on_behalf_of"),
        where(oneself & chance.happens("tenure", 0.8, rows), sizes.tenure(number)).alias("tenure"),
        where(mode != INSTITUTION, numbered("minister of Example State ", state)).alias("title_as_given"),
        pl.Series(MODES).gather(mode).alias("mode"),
        attribution.alias("attribution"),
        *dated("said", day, usual(chance, "said", rows)),
        chance.pick("venue kind", VENUES, rows).alias("venue_kind"),
        where(chance.happens("venue", 0.9, rows), numbered("Example City ", rows % 50)).alias("venue"),
        where(occasion >= 0, sizes.event(np.maximum(0, occasion))).alias("event"),
        where(lead.language >= 0, tag).alias("original_lang"),
        chance.pick("act", ACTS, rows).alias("speech_act"),
        pl.Series(LISTS, dtype=pl.List(pl.String)).gather(chance.below("topics", len(LISTS), rows)).alias("topics"),
        where(about >= 0, sizes.event(np.maximum(0, about))).alias("about_event"),
        pl.select(summary.alias("summary"))["summary"],
        sizes.evidence(rows * PASSAGES).alias("lead_evidence"),
        where(chance.happens("note", 0.1, rows), numbered("Two pages differ in wording, in line ", rows % 30, ".")).alias("note"),
        first["exact"].alias("quote"),
        where(first["exact"].is_not_null().to_numpy(), first["lang"]).alias("quote_lang"),
        *_support(sizes, rows, evidence),
        first["first"],
    ]  # fmt: skip
    return pl.DataFrame(columns)


def _support(sizes: Sizes, rows: Numbers, evidence: pl.DataFrame) -> list[pl.Series]:
    """The derived columns that say how well statements are supported: no lineage leads from one house to another."""
    page = evidence["page"].to_numpy()
    found = evidence.select(
        "row", "source", "support", "rendition",
        house=pages.publisher(sizes, page).fill_null(evidence["source"]),
        shown=pl.Series(pages.kind(sizes, page) == pages.OWN_TEXT),
    )  # fmt: skip
    supports, denies = pl.col("support") == "supports", pl.col("support") == "denies-attribution"
    counts = found.group_by("row", maintain_order=True).agg(
        n_sources=pl.col("source").filter(supports).n_unique().cast(pl.Int64),
        n_publishers=pl.col("house").filter(supports).n_unique().cast(pl.Int64),
        shown=(pl.col("shown") & supports).any(),
        denied=denies.any(),
        disproved=(pl.col("shown") & denies).any(),
        translated=pl.col("rendition").filter(supports).is_in(["own-translation", "source-translation"]).all(),
    )
    verification = (
        pl.when(~pl.col("shown") & pl.col("disproved")).then(pl.lit("misattributed"))
        .when("denied").then(pl.lit("disputed-attribution"))
        .when("shown").then(pl.lit("verified-primary"))
        .when(pl.col("n_publishers") > 1).then(pl.lit("corroborated"))
        .when("translated").then(pl.lit("translated-only"))
        .otherwise(pl.lit("single-source"))
    )  # fmt: skip
    same = {name: pl.col("n_publishers") for name in ("n_origins", "n_witnesses")}
    columns = counts.select("n_sources", "n_publishers", **same, verification=verification)
    return columns.get_columns()


def _targets(sizes: Sizes, rows: Numbers, statements: pl.DataFrame) -> pl.DataFrame:
    """The state that is evaluated; often the event that the words are about, and another state."""
    chance, first = sizes.chance, sizes.chance.below("target", STATES, rows)
    ids = statements["statement_id"].alias("statement")
    none, event = pl.Series([None], dtype=pl.String).new_from_index(0, len(rows)), statements["about_event"]
    second = pl.Series(chance.happens("second target", 0.3, rows)) & event.is_not_null()
    third = second & pl.Series(chance.happens("third target", 0.4, rows))
    parts = [
        (1, pl.Series(np.ones(len(rows), bool)), sizes.state(first), none, "evaluated"),
        (2, second, none, event, "evaluated"),
        (3, third, sizes.state(first + 1), none, "addressee"),
    ]
    frames = [
        pl.DataFrame(
            [
                ids,
                pl.Series("position", np.full(len(rows), place)),
                actor.alias("target_actor"),
                matter.alias("target_event"),
                pl.Series("role", [role]).new_from_index(0, len(rows)),
                chance.pick(f"stance {place}", STANCES, rows).alias("stance"),
            ]
        ).filter(there)
        for place, there, actor, matter, role in parts
    ]
    return pl.concat(frames)


def _positions(sizes: Sizes, rows: Numbers, statements: pl.DataFrame) -> pl.DataFrame:
    chance = sizes.chance
    chosen = chance.below("proposition", PROPOSITIONS, rows)
    frames = [
        pl.DataFrame(
            [
                statements["statement_id"].alias("statement"),
                sizes.proposition((chosen + n) % PROPOSITIONS).alias("proposition"),
                chance.pick(f"position {n}", ["asserts", "presupposes", "hedges", "denies"], rows).alias("position"),
                statements["lead_evidence"].alias("evidence"),
            ]
        ).filter(pl.Series(chance.happens("takes a position", share, rows)))
        for n, share in enumerate((0.25, 0.1))
    ]
    return pl.concat(frames)


def _designations(sizes: Sizes, rows: Numbers, statements: pl.DataFrame) -> pl.DataFrame:
    """What some statements call a state, or the event that they are about."""
    chance = sizes.chance
    reporter, event = chance.happens("reporter", 0.3, rows), statements["about_event"].is_not_null()
    frame = pl.DataFrame(
        [
            statements["statement_id"].alias("statement"),
            pl.Series("position", np.ones(len(rows), np.int64)),
            pl.Series("voice", np.where(reporter, "reporter", "speaker")),
            pl.Series(["the so-called matter"])
            .new_from_index(0, len(rows))
            .zip_with(pl.Series(reporter), statements["first"])
            .alias("words"),
            where(~event.to_numpy(), sizes.state(rows)).alias("target_actor"),
            statements["about_event"].alias("target_event"),
            chance.pick("frame", OF_EVENTS, rows)
            .zip_with(event, chance.pick("office", OF_ACTORS, rows))
            .alias("frame"),
            statements["lead_evidence"].alias("evidence"),
        ]
    )
    return frame.filter(pl.Series(chance.happens("designates", 0.12, rows)) & pl.col("words").is_not_null())

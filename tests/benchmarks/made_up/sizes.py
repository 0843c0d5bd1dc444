"""How many rows of each kind there are, what they are called, and which belongs to which."""

from __future__ import annotations

import numpy as np
import polars as pl

from made_up.chance import Chance, Identifiers, Numbers, numbered

TABLES = (
    *("actors", "tenures", "sources", "source_lineage", "events", "event_participants", "relationships"),
    *("statements", "statement_targets", "statement_positions", "designations", "evidence"),
    *("propositions", "terms", "retired_ids"),
)
STATES = 30
PROPOSITIONS = 24
FIRST_DAY, PUBLISHED = 20, 100  # sources are published on one of so many days from that one, counted from BASE
EARLIEST = 9  # day on which anything is said
SPAN = FIRST_DAY + PUBLISHED - EARLIEST
PASSAGES = 4  # of a statement, at most
STRIDE = 1_000_003  # a prime: steps of that length reach every row of a table


class Sizes:
    """The sizes of all tables for a number of statements, and the draws that several tables share."""

    def __init__(self, statements: int, seed: int) -> None:
        self.chance = Chance(seed)
        self.statements = statements
        self.persons = max(12, statements // 10)
        self.outlets = max(5, statements // 200)
        self.unnamed = max(2, statements // 500)
        self.actors = 2 * STATES + self.outlets + self.unnamed + self.persons
        self.pages = max(24, statements // 3)  # sources that show something
        self.parents = self.pages // 10  # sources that others draw on
        self.events = max(8, statements // 20)
        self.relationships = max(12, statements // 20)
        self.retired = 24 + statements // 1000
        self.statement = Identifiers("st", statements + self.retired)
        self.source = Identifiers("src", self.pages + self.parents)
        self.event = Identifiers("evt", self.events)
        self.relationship = Identifiers("rel", self.relationships)
        self.tenure = Identifiers("ten", self.persons)
        self.proposition = Identifiers("prp", PROPOSITIONS)
        # Passages of statements have the first numbers; behind them come those of other records.
        self.of_actors = statements * PASSAGES
        self.of_tenures = self.of_actors + self.actors
        self.of_events = self.of_tenures + 2 * self.persons
        self.of_relationships = self.of_events + self.events
        self.evidence = Identifiers("ev", self.of_relationships + self.relationships)

    def state(self, rows: Numbers) -> pl.Series:
        """Actors: states."""
        return pl.Series([f"xa{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123"]).gather(rows % STATES)

    def body(self, rows: Numbers) -> pl.Series:
        """Actors: the government body of a state."""
        return numbered("ministry-of-example-", rows % STATES)

    def outlet(self, rows: Numbers) -> pl.Series:
        """Actors: publishers."""
        return numbered("example-times-", rows)

    def nobody(self, rows: Numbers) -> pl.Series:
        """Actors: speakers without a name."""
        return numbered("official-", rows)

    def person(self, rows: Numbers) -> pl.Series:
        """Actors: persons."""
        return numbered("speaker-", rows)

    def country(self, persons: Numbers) -> Numbers:
        """The state of a person."""
        return self.chance.below("country", STATES, persons)

    def published(self, pages: Numbers) -> Numbers:
        """The day on which a page was published."""
        return FIRST_DAY + self.chance.below("published", PUBLISHED, pages)

    def on(self, day: Numbers, *rows: Numbers) -> Numbers:
        """An event of that day for each row, or -1 where there is none."""
        there = np.maximum(0, (self.events - (day - EARLIEST) + SPAN - 1) // SPAN)
        chosen = day - EARLIEST + SPAN * self.chance.below("which event", np.maximum(1, there), *rows)
        return np.where(there > 0, chosen, -1)

"""What makes the SQLite file easy to read: views with names in place of identifiers, and full-text search."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from onrecord.sql_names import quoted


class View(NamedTuple):
    """A view: the tables that it reads, what it shows, and its SELECT statement."""

    tables: tuple[str, ...]
    description: str
    select: str


VIEWS = {
    "statements_readable": View(
        ("statements", "actors", "evidence", "sources"),
        "Every statement with names in place of identifiers, and with the source that shows it best.",
        """
SELECT s.statement_id AS id, s.said, speaker.name AS speaker, behalf.name AS on_behalf_of, s.speech_act,
  (SELECT group_concat(value, ', ') FROM json_each(s.topics)) AS topics,
  s.summary, s.quote, s.quote_lang, publisher.name AS publisher, source.title AS source_title, source.url AS source_url,
  -- Opens the page at the words.
  lead.link,
  s.verification, s.n_witnesses
FROM statements AS s
JOIN actors AS speaker ON speaker.actor_id = s.speaker
LEFT JOIN actors AS behalf ON behalf.actor_id = s.on_behalf_of
JOIN evidence AS lead ON lead.evidence_id = s.lead_evidence
JOIN sources AS source ON source.source_id = lead.source
LEFT JOIN actors AS publisher ON publisher.actor_id = source.publisher""",
    ),
    "evidence_readable": View(
        ("evidence", "sources", "actors"),
        "Every passage with the record that it bears on and the page that it stands on.",
        """
SELECT e.evidence_id AS id, coalesce(e.statement, e.event, e.relationship, e.tenure, e.actor) AS record,
  e.support, e.rendition, e."exact" AS quote, e.lang,
  publisher.name AS publisher, source.title AS source_title, source.published, source.url AS source_url,
  -- Opens the page at the words.
  e.link,
  e.note
FROM evidence AS e
JOIN sources AS source ON source.source_id = e.source
LEFT JOIN actors AS publisher ON publisher.actor_id = source.publisher""",
    ),
    "positions_readable": View(
        ("statement_positions", "propositions", "statements", "actors", "evidence"),
        "Who took which position on which contested fact, statement by statement, with the passage that shows it.",
        """
SELECT proposition.text AS proposition, actor.name AS actor, behalf.name AS on_behalf_of, s.said, p.position,
  e."exact" AS quote, e.lang AS quote_lang, e.link, p.statement
FROM statement_positions AS p
JOIN propositions AS proposition ON proposition.proposition_id = p.proposition
JOIN statements AS s ON s.statement_id = p.statement
-- Whose words they are, who need not be the one who voiced them.
JOIN actors AS actor ON actor.actor_id = s.principal
LEFT JOIN actors AS behalf ON behalf.actor_id = s.on_behalf_of
JOIN evidence AS e ON e.evidence_id = p.evidence""",
    ),
    "stances_readable": View(
        ("statement_targets", "statements", "actors", "events"),
        "Who took which stance towards whom or what. The main target of a statement is number 1.",
        """
SELECT speaker.name AS speaker, behalf.name AS on_behalf_of, s.said, t.position AS number,
  coalesce(target.name, event.label) AS target, t.role, t.stance, s.summary, t.statement
FROM statement_targets AS t
JOIN statements AS s ON s.statement_id = t.statement
JOIN actors AS speaker ON speaker.actor_id = s.speaker
LEFT JOIN actors AS behalf ON behalf.actor_id = s.on_behalf_of
LEFT JOIN actors AS target ON target.actor_id = t.target_actor
LEFT JOIN events AS event ON event.event_id = t.target_event""",
    ),
    "relationships_readable": View(
        ("relationships", "actors"),
        "What holds between two actors, with their names. Read: subject, type, object.",
        """
SELECT r.relationship_id AS id, subject.name AS subject, r.type, object.name AS object, r."start", r."end", r.state,
  r.detail, r.amount, r.unit, r.period, asserting.name AS asserted_by, r.instrument, r.verification, r.n_witnesses
FROM relationships AS r
JOIN actors AS subject ON subject.actor_id = r.subject
JOIN actors AS object ON object.actor_id = r.object
LEFT JOIN actors AS asserting ON asserting.actor_id = r.asserted_by""",
    ),
}
# The columns in which words are searched, whatever their case and accents.
SEARCHED = {
    "statements": ("summary", "quote"),
    "evidence": ("exact",),
    "actors": ("name", "name_native", "aliases"),
    "sources": ("title",),
}
WORDS = "unicode61 remove_diacritics 2"


def create_views(database: sqlite3.Connection, tables: Collection[str]) -> None:
    """Create every view whose tables there are."""
    for name, view in VIEWS.items():
        if all(table in tables for table in view.tables):
            database.execute(f"CREATE VIEW {quoted(name)} AS\n{comment(view.description)}{view.select}")


def create_search(database: sqlite3.Connection, tables: Collection[str]) -> None:
    """Create the full-text search of every table that there is."""
    for table, columns in SEARCHED.items():
        if table in tables:
            # Datasette puts a search box on a table that it finds named like this, in double quotes.
            _index(database, f"{table}_fts", columns, f'content="{table}"', WORDS)
    # Chinese, Japanese and Thai put no space between words, and WORDS takes a whole clause for one. Every quotation is
    # therefore also indexed by each three characters in a row, which finds what stands inside a clause. That serves
    # quotations only, as names and summaries are in English. A word of two characters is in no index: look for it in
    # the table itself, with LIKE. In single quotes, as Datasette takes one search of a table, and this minds accents.
    if "evidence" in tables:
        _index(database, "evidence_trigrams", ("exact",), "content='evidence'", "trigram")


def comment(text: str) -> str:
    """A text as an SQL comment, which its first line break would end."""
    return f"-- {' '.join(text.split())}"


def _index(database: sqlite3.Connection, name: str, columns: tuple[str, ...], content: str, tokenizer: str) -> None:
    """Index columns of a table, which keeps the text."""
    search = quoted(name)
    options = ", ".join([*map(quoted, columns), content, f"tokenize='{tokenizer}'"])
    database.execute(f"CREATE VIRTUAL TABLE {search} USING FTS5({options})")
    for command in ("rebuild", "optimize"):
        database.execute(f"INSERT INTO {search} ({search}) VALUES (?)", [command])

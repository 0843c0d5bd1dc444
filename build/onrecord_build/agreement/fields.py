"""The fields that are coded again: which they are, why these, and what can be a value of each."""

from __future__ import annotations

from typing import NamedTuple

from onrecord_build.dataset import Dataset
from onrecord_build.faults import shown
from onrecord_build.nearest import near, nearest
from onrecord_build.schema import Field, Schemas
from onrecord_build.values import Wrong


class CodedField(NamedTuple):
    """A field of the sheet, and the columns of a table that hold it in the records."""

    name: str
    table: str
    columns: tuple[str, ...]
    why: str
    asked: str = ""  # what a coder has to know beside the definition of the column

    def definition(self, schemas: Schemas) -> Field:
        """The column that says what the field is and which codes it has."""
        return schemas.tables[self.table].authored[self.columns[0]]

    def records(self, schemas: Schemas) -> tuple[str, ...]:
        """The tables whose records its values name; none where it has codes or a pattern."""
        return tuple(r.table for r in schemas.tables[self.table].references if r.field in self.columns)


# Speaker and date are given to every coder: without them nobody could tell which words are meant. Left out is what
# no code can be compared for (summary, venue, notes), what follows from another record (tenure, principal, event),
# and what only some statements have more of (further topics and targets, about_event, positions).
CODED = (
    CodedField(
        "mode",
        "statements",
        ("mode",),
        "Whether words count as a person's or a body's rests on it.",
    ),
    CodedField(
        "attribution",
        "statements",
        ("attribution",),
        "It says on what terms the speaker answers for the words.",
    ),
    CodedField(
        "venue_kind",
        "statements",
        ("venue_kind",),
        "Settings are compared by it, and reports often leave it open.",
    ),
    CodedField(
        "original_lang",
        "statements",
        ("original_lang",),
        "It tells the speaker's own words from translations.",
    ),
    CodedField(
        "speech_act",
        "statements",
        ("speech_act",),
        "The main code of the dataset, and the one with the most near misses.",
    ),
    CodedField(
        "topic",
        "statements",
        ("topics",),
        "Which of the topics is the most important: the first one alone can be compared as a code.",
        "Only the first, the most important one, is asked for.",
    ),
    CodedField(
        "on_behalf_of",
        "statements",
        ("on_behalf_of",),
        "Whom the words bind is inferred, and seldom printed.",
    ),
    CodedField(
        "target",
        "statement_targets",
        ("target_actor", "target_event"),
        "The main target: a stance means something only towards it.",
        "Only the main target is asked for: the one that the act is aimed at.",
    ),
    CodedField(
        "stance",
        "statement_targets",
        ("stance",),
        "What readers of the words are most likely to see differently.",
        "Towards the target that you name in the column before.",
    ),
)
BY_NAME = {field.name: field for field in CODED}


def expect_value(value: str, field: CodedField, dataset: Dataset) -> None:
    """Raise Wrong, with the nearest right values, where a value is none of its field.

    A value that was retired since is right: codings stay as they were written.
    """
    definition, tables = field.definition(dataset.schemas), field.records(dataset.schemas)
    if dataset.get("retired_ids", value) is not None:
        return
    if tables:
        unread = dataset.records.unread & {value, "retired_ids", *tables}  # what could not be read may have it
        if unread or any(dataset.get(table, value) for table in tables):
            return
        message = f"{field.name} '{shown(value)}' is no identifier in {' or '.join(tables)}"
        choices = [choice for table in tables for choice in dataset.choices(table)]
        raise Wrong("coding-value", message, "Write the identifier of one that is recorded", nearest(value, choices))
    if definition.codes is not None and value not in definition.codes:
        message = f"{field.name} '{shown(value)}' is not a code of {definition.spec['vocabulary']}"
        suggestions = near(value, definition.codes)
        choice = "" if suggestions else f"Take one of {', '.join(definition.codes)}. "
        help = f"{choice}What each code means stands in schemas/terms.csv"
        raise Wrong("coding-value", message, help, suggestions)
    if definition.pattern is not None and not definition.pattern.fullmatch(value):
        message = f"{field.name} '{shown(value)}' has not the form asked for, {definition.constraints['pattern']}"
        raise Wrong("coding-value", message, f"Write it as the schema says: {definition.spec['description']}")


def codings_of_records(dataset: Dataset) -> dict[str, dict[str, str | None]]:
    """How the dataset itself codes every statement: statement → field → value; None where a record has none."""
    codings: dict[str, dict[str, str | None]] = {
        row["statement_id"]: dict.fromkeys(BY_NAME) for row in dataset.rows("statements")
    }
    for field in CODED:
        table = dataset.schemas.tables[field.table]
        key = "statement" if "statement" in table.key else table.key[0]
        for row in reversed(dataset.rows(field.table)):  # of several targets, the first is written last and stays
            value = next((row[column] for column in field.columns if row[column]), None)
            codings[row[key]][field.name] = value[0] if isinstance(value, list) else value
    return codings

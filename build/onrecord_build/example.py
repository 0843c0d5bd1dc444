"""What a rule shows of itself: a case that breaks it and one that does not, in the records that the tests use."""

from __future__ import annotations

from typing import NamedTuple

STATEMENT = "dataset/statements/2026-02/st-0001-we-will-not.yaml"
EVENT = "dataset/events/evt-0001-briefing.yaml"
RELATIONSHIP = "dataset/relationships/rel-0001-treaty.yaml"


# Designations for the example statement, whose words would get in the way of the examples of other rules.
DESIGNATIONS = """\
designations:
  - voice: speaker
    words: этого
    target_event: evt-0001-briefing
    frame: other-event
    evidence: ev-0010-agency
  - voice: reporter
    words: Minister
    target_actor: max-muster
    frame: office-affirming
    evidence: ev-0011-times
"""


class Edit(NamedTuple):
    """A text of the example records that occurs once in its file, and what to put there; or a file that is added."""

    path: str
    old: str
    new: str


class Example(NamedTuple):
    """Two versions of a passage of the example records (tests/example).

    With `passes` in its place no rule speaks; with `fails`, the rule does, and no other. `instead_of` is what the
    example records have there, where it is not `passes`. `given` are edits that both versions need. A file that the
    example records do not have is added. The fault is found within the passage, or in the file `found_in`. Where
    `passes` or `fails` is None, there is no such file.
    """

    path: str
    passes: str | None
    fails: str | None
    instead_of: str = ""
    given: tuple[Edit, ...] = ()
    found_in: str = ""


DESIGNATED = Edit(STATEMENT, "evidence:\n", f"{DESIGNATIONS}evidence:\n")

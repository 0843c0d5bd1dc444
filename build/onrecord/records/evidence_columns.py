"""What a passage of the table "evidence" can bear on."""

from __future__ import annotations

# Column of the evidence → table of the records that it names. Each passage fills one of the columns.
RECORDS_WITH_EVIDENCE = {
    "actor": "actors",
    "event": "events",
    "relationship": "relationships",
    "statement": "statements",
    "tenure": "tenures",
}

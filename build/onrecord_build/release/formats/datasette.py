"""What Datasette shows beside the tables of the SQLite file: datasette FILE.sqlite --metadata datasette.json."""

from __future__ import annotations

from typing import Any

from onrecord_build.compile import MemoryStore
from onrecord_build.release.formats.sqlite_views import VIEWS
from onrecord_build.schema import Table

# The column by which a record is called where others refer to it. Datasette takes a name or a title by itself, and
# shows None for the many sources without title. Of sources, evidence and relationships the identifier says most.
LABELS = {
    "events": "label",
    "propositions": "text",
    "sources": "source_id",
    "statements": "summary",
    "tenures": "office",
}
# The column by which a table is sorted at first; the others are sorted by key.
SORTED = {"statements": "said_earliest", "events": "start_earliest"}
OWN = {
    "release": {
        "description": "The release that this file holds.",
        "columns": {"key": "What is said of the release.", "value": "What it is."},
    },
    "columns": {"description": "The data dictionary: every column of every table of the release."},
}


def datasette_metadata(store: MemoryStore) -> dict[str, Any]:
    """The metadata of a release for Datasette 0.65."""
    identity = store.identity
    released = store.schemas.released
    tables = {name: _table(table) for name, table in released.items()}
    for name, view in VIEWS.items():
        if all(table in released for table in view.tables):
            tables[name] = {"description": view.description}
    metadata = {
        "title": f"{identity.title} {identity.version}",
        "description": identity.abstract,
        "license": identity.terms,
        "license_url": identity.license_url,
        "source": identity.citation,
        "source_url": identity.url,
    }
    told = {key: value for key, value in metadata.items() if value}
    return told | {"databases": {identity.name: {"tables": tables | OWN}}}


def _table(table: Table) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "title": table.spec["title"],
        "description": table.spec["description"],
        "columns": {field.name: field.spec["description"] for field in table.fields},
    }
    if table.name in LABELS:
        entry["label_column"] = LABELS[table.name]
    if table.name in SORTED:
        entry["sort"] = SORTED[table.name]
    return entry

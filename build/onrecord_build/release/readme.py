"""The page that says what lies in a release and how to open it."""

from __future__ import annotations

from onrecord_build.compile import MemoryStore

PAGE = """# {title}

Version {version}{day}. Licence: {license} ({license_url}); {license_note}.

{abstract}

| | |
|---|---|
| `parquet/` | each table as Parquet, with what its columns mean in the metadata; `pip install` brings the same |
| `jsonl/` | each table as JSON Lines |
| `csv/` | each table as CSV in UTF-8; an apostrophe stands before what a spreadsheet would take for a formula |
| `statements/` | each statement as one JSON document, with its evidence, sources and people |
| `onrecord.sqlite` | all tables with foreign keys, views and full-text search; `datasette.json` is for Datasette |
| `dictionary.md` | what every table, column and code means |
| `balance.md` | how the statements spread over sides, regions, languages and sources |
| `datapackage.json`, `croissant.json`, `dataset.jsonld` | all of it as a Data Package, as Croissant, as linked data |
| `CITATION.cff` | how to cite it |
| `manifest.json`, `SHA256SUMS` | what every table and file adds up to |

In CSV and SQLite a list is a JSON array. Rows of CSV and JSON Lines end with a column that says what they are from. A
table without rows is in Parquet and SQLite only. A spreadsheet may take what looks like a date, such as 2026-01,
for one: import the columns as text.

Is it whole? `sha256sum --check SHA256SUMS`, or, every table in every form: `onrecord verify .`

```
import onrecord; onrecord.open(".").load("statements")         # the package beside this release
pandas.read_parquet("parquet/statements.parquet")
polars.read_ndjson("jsonl/statements.jsonl", infer_schema_length=None)
duckdb.sql("from 'parquet/statements.parquet'")
sqlite3 onrecord.sqlite "select * from statements_readable limit 5"
datasette onrecord.sqlite --metadata datasette.json
mlcroissant.Dataset(jsonld="croissant.json").records("statements")
frictionless validate datapackage.json
```

Cite: {citation}

| table | rows | |
|---|--:|---|
{tables}
"""


def readme(store: MemoryStore) -> str:
    """Render README.md of a release."""
    identity = store.identity
    tables = "\n".join(
        f"| `{name}` | {store.rows[name]} | {table.spec['title']}: {table.spec['description']} |"
        for name, table in store.schemas.released.items()
    )
    return PAGE.format(
        title=identity.title,
        version=identity.version,
        day=f", released {identity.released}" if identity.released else ", not released",
        license=identity.license_name,
        license_url=identity.license_url,
        license_note=identity.license_note,
        abstract=identity.abstract,
        citation=identity.citation,
        tables=tables,
    )

"""The page that says what lies in a release and how to open it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.integrity.partitions import FOLDER
from onrecord_build.compile import MemoryStore
from onrecord_build.identity import Identity
from onrecord_build.release.wanted import Wanted

PAGE = """# {title}

Version {version}{day}. Licence: {license} ({license_url}){license_note}.

{abstract}

| | |
|---|---|
{forms}
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
{read}
```

Cite: {citation}

| table | rows | |
|---|--:|---|
{tables}
"""

# How it is read in each form, in the order of the page; some ways are there in all releases.
READ = {
    "parquet": """pandas.read_parquet("parquet/statements.parquet")""",
    "jsonl": """polars.read_ndjson("jsonl/statements.jsonl", infer_schema_length=None)""",
    "": """duckdb.sql("from 'parquet/statements.parquet'")""",
    "sqlite": """sqlite3 {name}.sqlite "select * from statements_readable limit 5"
datasette {name}.sqlite --metadata datasette.json
mlcroissant.Dataset(jsonld="croissant.json").records("statements")
frictionless validate datapackage.json""",
}


def _forms(identity: Identity, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Where the tables are in each form, and what is to be known of it."""
    brought = "; `pip install` brings the same" if identity.own else ""
    told = {
        "parquet": ("`parquet/`", f"each table as Parquet, with what its columns mean in the metadata{brought}"),
        "jsonl": ("`jsonl/`", "each table as JSON Lines"),
        "csv": (
            "`csv/`",
            "each table as CSV in UTF-8; an apostrophe stands before what a spreadsheet would take for a formula",
        ),
        "statements": (
            "`statements/`",
            "each statement as one JSON document, with its evidence, sources and people",
        ),
        "sqlite": (
            f"`{identity.name}.sqlite`",
            "all tables with foreign keys, views and full-text search; `datasette.json` is for Datasette",
        ),
    }
    yield from (line for form, line in told.items() if form in wanted.forms)
    for table, by in wanted.partitions.items():
        yield f"`{FOLDER}/{table}/`", f"the same rows of {table} in parts, a folder for each {by}, as Hive names them"


def readme(store: MemoryStore, wanted: Wanted) -> str:
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
        license_note=f"; {identity.license_note}" if identity.license_note else "",
        forms="\n".join(f"| {path} | {text} |" for path, text in _forms(identity, wanted)),
        read="\n".join(READ[form].format(name=identity.name) for form in READ if form in ("", *wanted.forms)),
        abstract=identity.abstract,
        citation=identity.citation,
        tables=tables,
    )

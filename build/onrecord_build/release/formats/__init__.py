"""The forms that the tables of a release are in, one module each."""

FOLDERS = ("parquet", "jsonl", "csv")  # which have a file for each table, in a folder of that name
ALWAYS = "parquet"  # what the loader reads, and what tables are compared with
FORMS = (*FOLDERS, "sqlite", "statements")  # the last: each statement as one document

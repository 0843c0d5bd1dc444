"""Check tables of any size in the schemas of a release: Parquet, CSV or JSON Lines, made by whatever program.

The rules are those of records, each in the one place where it is declared. An engine (polars, DuckDB or Spark) says which
rows break them, without the table ever being in Python; Python puts into words what is wrong with the rows that are
reported.
"""

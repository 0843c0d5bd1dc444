"""Check tables of any size in the schemas of a release: Parquet, CSV or JSON Lines, made by whatever program.

The rules are those of records, each in the one place where it is declared. An engine (polars, DuckDB or Spark) says
which rows break them, without the table ever being in Python; Python puts into words what is wrong with the rows that
are reported.

What follows from a fault is reported as well: where the identifier of a statement is wrong, its evidence leads nowhere.
"""

ENGINES = ("polars", "duckdb", "spark")
MOST = 10  # faults of a kind that are put into words

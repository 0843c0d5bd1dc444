"""The floor: PyArrow reads the files, and nothing is checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from peers.telling import files, tell


def read(folder: Path) -> Counter[str]:
    """Read every table, one after the other."""
    for path in files(folder).values():
        match path.suffix:
            case ".parquet":
                from pyarrow import parquet

                parquet.read_table(path)
            case ".csv":
                from pyarrow import csv

                csv.read_csv(path, parse_options=csv.ParseOptions(newlines_in_values=True))
            case _:
                from pyarrow import json

                json.read_json(path)
    return Counter()


if __name__ == "__main__":
    tell(read)
